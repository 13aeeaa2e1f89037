import { expect, test } from "vitest";
import { openBrowser, openPage, PHONE, picture } from "../../support/browser/browser.ts";
import { openStockClient } from "../../support/server/wires/stockClient.ts";
import { openTestServer } from "../../support/server/testServer.ts";
import { longTest } from "../../support/size.ts";

longTest("trap 22: opening the link consumes nothing, and only a tap joins", async () => {
  const server = await openTestServer();
  const presentation = await server.present({ maxViewers: 1 });
  const browser = await openBrowser();
  const preview = await openPage(browser, PHONE);
  await preview.page.goto(presentation.link);
  await preview.page.getByRole("button", { name: "Join the viewing" }).waitFor();
  await preview.page.reload();
  const { page } = await openPage(browser, PHONE);
  await page.goto(presentation.link);
  await page.getByRole("button", { name: "Join the viewing" }).tap();
  await page.getByText("Your agent will be here in a moment").waitFor();
  await picture(page, "waiting-phone");
});

test("every refusal to join has its own page", async () => {
  const server = await openTestServer();
  const presentation = await server.present({ maxViewers: 1 });
  const browser = await openBrowser();
  const { page } = await openPage(browser, PHONE);
  const shows = async (link: string, title: string, name: string) => {
    await page.goto("about:blank");
    await page.goto(link);
    await page.getByRole("heading", { name: title }).waitFor();
    await picture(page, `${name}-phone`);
  };
  await shows(`${server.url}/p/${presentation.id}#wrong`, "This link does not open", "wrong-link");
  await shows(
    `${server.url}/p/unknown#${presentation.secret}`,
    "This link does not open",
    "unknown",
  );

  const { token, room } = await presentation.join();
  const other = openStockClient(server.url, room, token);
  await other.synced();
  await page.goto("about:blank");
  await page.goto(presentation.link);
  await page.getByRole("button", { name: "Join the viewing" }).tap();
  await page.getByRole("heading", { name: "The viewing is full" }).waitFor();
  await picture(page, "full-phone");

  const { id, agentToken } = presentation;
  await server.call("DELETE", `/api/presentations/${id}`, undefined, agentToken);
  await shows(presentation.link, "Thank you for coming", "ended-before");

  const short = await server.present({ minutes: 0.001 });
  await shows(short.link, "This viewing has closed", "expired");
});

test("a PIN is asked for, and a wrong one is reported at its field", async () => {
  const server = await openTestServer();
  const presentation = await server.present({ pin: "4816" });
  const browser = await openBrowser();
  const { page } = await openPage(browser, PHONE);
  await page.goto(presentation.link);
  await page.getByLabel("PIN").fill("0000");
  await page.getByRole("button", { name: "Join the viewing" }).tap();
  await page.getByText("Wrong PIN").waitFor();
  await picture(page, "wrong-pin-phone");
  await page.getByLabel("PIN").fill("4816");
  await page.getByRole("button", { name: "Join the viewing" }).tap();
  await page.getByText("Your agent will be here in a moment").waitFor();
});

test("a buyer's reload continues without asking, and a buyer's page opens in Arabic from right to left", async () => {
  const server = await openTestServer();
  const presentation = await server.present();
  const browser = await openBrowser();
  const { page, complaints } = await openPage(browser, { ...PHONE, locale: "ar-AE" });
  await page.goto(presentation.link);
  expect(await page.locator("html").getAttribute("dir")).toBe("rtl");
  await picture(page, "join-phone-ar");
  await page.getByRole("button").filter({ hasText: "انضم" }).first().tap();
  await page.locator(".stage").waitFor();
  await page.reload();
  await page.locator(".stage").waitFor();
  await picture(page, "stage-phone-ar");
  expect(complaints).toEqual([]);
});

longTest(
  "trap 23: after a locked screen or a tunnel the page is live again by itself",
  async () => {
    const server = await openTestServer();
    const presentation = await server.present();
    const browser = await openBrowser();
    const { page, context } = await openPage(browser, PHONE);
    const agent = await openPage(browser, PHONE);
    await agent.page.goto(presentation.link);
    await page.goto(presentation.link);
    await page.getByRole("button", { name: "Join the viewing" }).tap();
    await page.locator(".stage").waitFor();
    await context.setOffline(true);
    await page.getByText("Connection lost").waitFor();
    await picture(page, "offline-phone");
    await context.setOffline(false);
    await page.getByText("Your agent will be here in a moment").waitFor();
  },
);
