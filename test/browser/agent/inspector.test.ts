import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import type { Page } from "playwright-core";
import { openWriter } from "../../../schema/presentation/document.ts";
import {
  DESK,
  joinAsBuyer,
  openBrowser,
  openPage,
  PHONE,
  picture,
  signInLink,
  startPresenting,
} from "../../support/browser/browser.ts";
import { openStockClient, type StockClient } from "../../support/server/wires/stockClient.ts";
import { AGENT_KEY, openTestServer, type TestServer } from "../../support/server/testServer.ts";
import { longTest } from "../../support/size.ts";

const panel = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

async function present(server: TestServer) {
  const browser = await openBrowser();
  const desk = await openPage(browser, DESK);
  await desk.page.goto(signInLink(server));
  const link = new URL(await startPresenting(desk.page));
  const presentation = link.pathname.split("/")[2] ?? "";
  const join = async (name: string): Promise<StockClient> => {
    const joined = await server.call("POST", `/api/presentations/${presentation}/join`, {
      secret: link.hash.slice(1),
      name,
    });
    const { room, token } = (await joined.json()) as { room: string; token: string };
    const client = openStockClient(server.url, room, token);
    await client.synced();
    return client;
  };
  return { browser, desk, link: link.href, presentation, join };
}

/** Forges a write with a stock client, as no page of ours does. */
function forge(client: StockClient): void {
  const writer = openWriter(client.doc);
  writer.write({ view: { screen: "unit", unit: "nowhere-1" } });
  writer.close();
}

test("trap 43: the key at the place of I opens the drawer, which shows a forged write, a dropped socket and a wrong state", async () => {
  const server = await openTestServer();
  const { browser, desk, link, join, presentation } = await present(server);
  const { page } = desk;
  const phone = await openPage(browser, PHONE);
  await joinAsBuyer(phone.page, link, "Bob");
  // On a Russian keyboard the same key has another letter.
  await page.evaluate(() =>
    document.body.dispatchEvent(
      new KeyboardEvent("keydown", { key: "ш", code: "KeyI", ctrlKey: true, bubbles: true }),
    ),
  );
  await panel(page, "Convergence").getByText("Equal with the server").waitFor();
  await panel(page, "People").getByRole("button", { name: "Bob" }).waitFor();

  const mallory = await join("Mallory");
  forge(mallory);
  const refusals = panel(page, "Refusals");
  await refusals.getByText("read_only").first().waitFor();
  await refusals
    .getByText(/Mallory sent an update of \d+ bytes/)
    .first()
    .waitFor();
  const timeline = panel(page, "Timeline");
  await timeline.getByRole("button", { name: /^Refused/ }).click();
  await timeline.getByText("refused: read_only").first().waitFor();
  await timeline.getByRole("button", { name: /^All/ }).click();

  await page.getByRole("button", { name: /^Faults/ }).click();
  await page.getByRole("button", { name: "Drop the socket" }).click();
  await page.keyboard.press("Escape");
  const connection = panel(page, "Connection");
  await connection.getByText("1006").waitFor();
  await connection.getByText("open, attempt 2").waitFor();

  const signedIn = await server.signIn();
  const tokens = `/api/presentations/${presentation}/tokens`;
  const issued = await server.call("POST", tokens, { role: "agent" }, signedIn);
  const { room, token } = (await issued.json()) as { room: string; token: string };
  const impostor = openStockClient(server.url, room, token);
  await impostor.synced();
  await connection.getByText("4409 replaced").waitFor();
  forge(impostor);
  await impostor.until(() => impostor.closes.some(({ code }) => code === 4422));
  await refusals.getByText("invalid_state").first().waitFor();
  await timeline.getByText("4422 invalid_state").waitFor();
  await picture(page, "inspector-broken");
  expect(phone.complaints).toEqual([]);
});

longTest("past states can be viewed, and a saved log is opened again", async () => {
  const server = await openTestServer();
  const { desk } = await present(server);
  const { page } = desk;
  await page.getByRole("button", { name: "Inspector", exact: true }).click();
  await panel(page, "Convergence").getByText("Equal with the server").waitFor();
  await page.keyboard.press("Control+i");
  const rail = page.getByRole("navigation", { name: "Development" });
  await rail.getByRole("button", { name: /^Tower B,/ }).click();
  await rail.getByRole("button", { name: /^Tower A,/ }).click();
  await page.keyboard.press("Control+i");
  const state = panel(page, "State");
  await state.getByText('"a"', { exact: true }).last().waitFor();

  const timeline = panel(page, "Timeline");
  await timeline.getByRole("button", { name: /^Agent/ }).click();
  await timeline.getByLabel("who, key, kind").fill("view");
  const writes = timeline.getByRole("listitem").getByRole("button");
  await writes.nth(1).click();
  await page.getByText(/Stage at/).waitFor();
  await state.getByText('"b"', { exact: true }).last().waitFor();
  await page.locator("aside").getByRole("heading", { name: "Tower B" }).waitFor();
  await picture(page, "inspector-past");

  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export log" }).click();
  const log = await buffer(await (await saving).createReadStream());
  await page.getByRole("button", { name: "Back to now" }).click();
  await page
    .getByLabel("Open log")
    .setInputFiles({ name: "log.json", mimeType: "application/json", buffer: log });
  await page.getByText(/^Log of/).waitFor();
  await state.getByText('"a"', { exact: true }).last().waitFor();
  await page.getByRole("button", { name: "Back to the room" }).click();
  await panel(page, "Convergence").getByText("Equal with the server").waitFor();
  expect(desk.complaints).toEqual([]);
});

longTest("the inspector's own page asks for a sign-in and shows the room", async () => {
  const server = await openTestServer();
  const { browser, presentation, join } = await present(server);
  const { page, complaints } = await openPage(browser, DESK);
  await page.goto(`${server.url}/inspect/${presentation}`);
  await page.getByLabel("key").fill(AGENT_KEY);
  await page.getByRole("button", { name: "Sign in" }).click();
  await panel(page, "Convergence").getByText("Equal with the server").waitFor();
  const people = panel(page, "People");
  await people.getByText("2 in the room").waitFor();
  await join("Bob");
  await people.getByText("3 in the room").waitFor();
  await people
    .getByText(/^\d+ ms$/)
    .first()
    .waitFor();
  await panel(page, "Refusals").waitFor();
  await picture(page, "inspector-page");
  expect(complaints).toEqual([]);
});

longTest(
  "a row stays under the pointer while others arrive, and the list catches up after",
  async () => {
    const server = await openTestServer();
    const { desk, join } = await present(server);
    const { page } = desk;
    await page.keyboard.press("Control+i");
    const timeline = panel(page, "Timeline");
    await timeline.getByRole("button", { name: /^Buyers/ }).click();
    const bob = await join("Bob");
    bob.provider.awareness.setLocalState({ attention: { state: "following" } });
    const row = timeline.getByRole("listitem").getByRole("button").first();
    await row.getByText("attention: following").waitFor();
    await row.hover();
    bob.provider.awareness.setLocalState({ attention: { state: "hidden" } });
    await timeline.getByText(/^\d+ newer$/).waitFor();
    expect(await row.textContent()).toContain("attention: following");
    await page.mouse.move(0, 0);
    await row.getByText("attention: hidden").waitFor();
  },
);

longTest("a buyer's phone loads none of it, and the desk only when it is opened", async () => {
  const server = await openTestServer();
  const { browser, desk, link } = await present(server);
  const phone = await openPage(browser, PHONE);
  const loaded = { phone: [] as string[], desk: [] as string[] };
  phone.page.on("request", (request) => loaded.phone.push(request.url()));
  desk.page.on("request", (request) => loaded.desk.push(request.url()));
  await joinAsBuyer(phone.page, link, "Bob");
  const ours = (url: string) => /inspect|Drawer/i.test(url);
  expect(loaded.phone.some(ours)).toBe(false);
  await desk.page.keyboard.press("Control+i");
  await panel(desk.page, "Timeline").waitFor();
  expect(loaded.desk.some(ours)).toBe(true);
});
