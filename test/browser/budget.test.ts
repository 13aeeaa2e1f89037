import { gzipSync } from "node:zlib";
import type { CDPSession, Page } from "playwright-core";
import { expect, test } from "vitest";
import { openBrowser, openPage, PHONE } from "../support/browser.ts";
import { openTestServer } from "../support/testServer.ts";

const SCRIPT_BUDGET_BYTES = 120_000;
/** Far over what the page needs, which is printed: this only tells a page that waits from one that does not. */
const FIRST_PAINT_LIMIT_MS = 3_000;

/** "Slow 4G" as Lighthouse has it. */
const SLOW_4G = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (750 * 1024) / 8,
};

async function throttle(session: CDPSession): Promise<void> {
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", SLOW_4G);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
}

/** Every script that the page asks for from now on: its name and its size compressed. */
function weighScripts(page: Page) {
  const scripts: Promise<{ readonly name: string; readonly bytes: number }>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() !== "script") return;
    const name = new URL(response.url()).pathname.split("/").at(-1) ?? "";
    scripts.push(response.body().then((body) => ({ name, bytes: gzipSync(body).byteLength })));
  });
  return () => Promise.all(scripts);
}

test("a buyer loads at most 120 KB of scripts before the stage, none of the desk's or Yjs'", async () => {
  const server = await openTestServer();
  const { link } = await server.present();
  const { page } = await openPage(await openBrowser(), PHONE);
  // The stage is fetched behind the join page, so its files are known by what comes after them.
  const weigh = weighScripts(page);
  await page.route(/ViewingPage|Stage|stage-/, (route) => route.abort());
  await page.goto(link);
  await page.getByRole("button", { name: "Join the viewing" }).waitFor();
  const scripts = await weigh();
  const bytes = scripts.reduce((sum, script) => sum + script.bytes, 0);
  process.stdout.write(`before the stage: ${(bytes / 1000).toFixed(1)} KB of scripts\n`);
  expect(scripts.length).toBeGreaterThan(2);
  expect(bytes).toBeLessThanOrEqual(SCRIPT_BUDGET_BYTES);
  const names = scripts.map(({ name }) => name).join(" ");
  expect(names).not.toMatch(/Desk|agent|Inspect|Stage|Viewing/i);
});

test("a phone that joins never loads the desk, and one language loads no other", async () => {
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

test("the join page paints soon on a slow phone with a slow network", async () => {
  const server = await openTestServer();
  const { link } = await server.present();
  const browser = await openBrowser();
  const warm = await openPage(browser, PHONE);
  await warm.page.goto(link);
  await warm.page.getByRole("button", { name: "Join the viewing" }).waitFor();

  const { page, context } = await openPage(browser, PHONE);
  await throttle(await context.newCDPSession(page));
  await page.goto(link);
  const paint = await page.waitForFunction(
    () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime,
  );
  const firstPaintMs = Number(await paint.jsonValue());
  await page.getByRole("button", { name: "Join the viewing" }).waitFor();
  const readyMs = await page.evaluate(() => performance.now());
  process.stdout.write(
    `first contentful paint ${firstPaintMs.toFixed(0)} ms, ready to join ${readyMs.toFixed(0)} ms\n`,
  );
  expect(firstPaintMs).toBeLessThan(FIRST_PAINT_LIMIT_MS);
});
