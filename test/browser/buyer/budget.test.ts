import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { PresentationResponse } from "../../../schema/protocol/api.ts";
import { openBrowser, openPage, PHONE } from "../../support/browser/browser.ts";
import { openTestServer } from "../../support/server/testServer.ts";
import { longTest } from "../../support/size.ts";

const SCRIPT_BUDGET_BYTES = 120_000;
/** Records every script that the page requests from now on: its name, text and compressed size. */
function weighScripts(page: Page) {
  const scripts: Promise<{
    readonly name: string;
    readonly text: string;
    readonly bytes: number;
  }>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() !== "script") return;
    const name = new URL(response.url()).pathname.split("/").at(-1) ?? "";
    scripts.push(
      response
        .body()
        .then((body) => ({ name, text: body.toString(), bytes: gzipSync(body).byteLength })),
    );
  });
  return () => Promise.all(scripts);
}

/** Global that Yjs sets to detect being loaded twice. */
const YJS = "__ $YJS$ __";

test("a buyer loads at most 120 KB of scripts before the stage, none of the desk's or Yjs'", async () => {
  const server = await openTestServer();
  const { link } = await server.present();
  const { page } = await openPage(await openBrowser(), PHONE);
  const weigh = weighScripts(page);
  // The stage is fetched once the preview has succeeded, so the preview is made to fail.
  await page.route("**/preview", (route) => route.fulfill({ contentType: "text/html", body: "" }));
  await page.goto(link);
  await page.getByText("No connection yet").waitFor();
  await page.waitForLoadState("load");
  const scripts = await weigh();
  const bytes = scripts.reduce((sum, script) => sum + script.bytes, 0);
  process.stdout.write(`before the stage: ${(bytes / 1000).toFixed(1)} KB of scripts\n`);
  expect(scripts.length).toBeGreaterThan(2);
  expect(bytes).toBeLessThanOrEqual(SCRIPT_BUDGET_BYTES);
  expect(scripts.map(({ name }) => name).join(" ")).not.toMatch(
    /Desk|agent|Inspect|Stage|Viewing/i,
  );
  expect(scripts.filter(({ text }) => text.includes(YJS)).map(({ name }) => name)).toEqual([]);

  await page.unroute("**/preview");
  await page.getByRole("button", { name: "Join the viewing" }).tap();
  await page.locator(".stage").waitFor();
  expect((await weigh()).filter(({ text }) => text.includes(YJS))).toHaveLength(1);
});

longTest("a phone that joins never loads the desk, and one language loads no other", async () => {
  const server = await openTestServer();
  const { link } = await server.present();
  const { page } = await openPage(await openBrowser(), PHONE);
  const weigh = weighScripts(page);
  await page.goto(link);
  await page.getByRole("button", { name: "Join the viewing" }).tap();
  await page.locator(".stage").waitFor();
  const scripts = await weigh();
  const names = scripts.map(({ name }) => name);
  expect(names.filter((name) => /Desk|agent-|Inspect/i.test(name))).toEqual([]);
  expect(names.filter((name) => /^(buyer|stage|common)-/.test(name)).length).toBeLessThanOrEqual(2);
});

longTest(
  "the form is painted before the scripts have loaded, and early input and presses are kept",
  async () => {
    const server = await openTestServer();
    const { link, id, agentToken } = await server.present();
    const { page, complaints } = await openPage(await openBrowser(), PHONE);
    const { promise: come, resolve: letCome } = Promise.withResolvers<void>();
    await page.route(/assets\/[^/]+\.js$/, async (route) => {
      await come;
      await route.continue();
    });
    await page.goto(link, { waitUntil: "commit" });
    const field = page.getByLabel("Your name");
    await field.fill("Omar");
    expect(await page.getByRole("heading").innerText()).toBe("Private viewing");
    await page.waitForFunction(
      () => performance.getEntriesByName("first-contentful-paint").length > 0,
    );
    await page.getByRole("button", { name: "Join the viewing" }).tap();
    expect(new URL(page.url()).search).toBe("");
    expect(await field.inputValue()).toBe("Omar");
    letCome();
    await page.locator(".stage").waitFor();
    const answer = await server.call("GET", `/api/presentations/${id}`, undefined, agentToken);
    const { visits } = (await answer.json()) as PresentationResponse;
    expect(visits?.map(({ name }) => name)).toEqual(["Omar"]);
    expect(complaints).toEqual([]);
  },
);

longTest("typing continues while the scripts take over the form", async () => {
  const server = await openTestServer();
  const { link } = await server.present();
  const { page, complaints } = await openPage(await openBrowser(), PHONE);
  const { promise: come, resolve: letCome } = Promise.withResolvers<void>();
  await page.route(/assets\/[^/]+\.js$/, async (route) => {
    await come;
    await route.continue();
  });
  await page.goto(link, { waitUntil: "commit" });
  const field = page.getByLabel("Your name");
  await field.tap();
  await page.keyboard.type("Om");
  letCome();
  await page.getByRole("heading", { name: "Lagoon Terraces" }).waitFor();
  await page.keyboard.type("ar");
  expect(await field.inputValue()).toBe("Omar");
  expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);
  expect(complaints).toEqual([]);
});
