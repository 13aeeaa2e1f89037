import type { Page } from "playwright-core";
import { expect, test } from "vitest";
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
import { openTestServer } from "../../support/server/testServer.ts";
import { makePack } from "../../server/catalogue/packs.ts";

const FLOORS = 90;
const LINES = 56;

/** 10,080 homes, with areas to two decimals, as surveyed. */
function packOfTowers(): string {
  const buildings = ["a", "b"];
  const rows = buildings.flatMap((building) =>
    Array.from({ length: FLOORS }, (_, at) => at + 1).flatMap((floor) =>
      Array.from({ length: LINES }, (_, at) => {
        const line = at + 1;
        const area = 40 + (at % 3) * 25 + ((floor * 31 + line * 17) % 97) / 100;
        const number = `${floor}${String(line).padStart(2, "0")}`;
        const cells = [building, floor, number, line, (at % 3) + 1, area.toFixed(2), 1_000_000];
        return `${cells.join(",")},available`;
      }),
    ),
  );
  const floors = Array.from({ length: FLOORS }, (_, at) => ({ number: at + 1 }));
  return makePack({
    project: { buildings: buildings.map((id) => ({ id, floors })) },
    units: `building,floor,number,position,bedrooms,area,price,status\n${rows.join("\n")}\n`,
  });
}

const MOST_NODES = 14_000;
const nodesOf = (page: Page) => page.evaluate(() => document.querySelectorAll("*").length);
const inSight = (page: Page, selector: string) =>
  page.locator(selector).evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });

test("ten thousand homes: a page renders the visible ones, and keys and the agent's pointer reach all", async () => {
  const server = await openTestServer({ PROJECTS_DIR: packOfTowers() });
  const browser = await openBrowser();
  const { page, complaints } = await openPage(browser, DESK);
  await page.goto(signInLink(server));
  await page.locator("main .stage-view").waitFor();
  const nodes: Record<string, number> = {};
  const open = async (view: string, ready: string) => {
    await page.goto(`${server.url}/agent?project=riverside&view=${view}`);
    await page.locator(ready).first().waitFor();
    nodes[view] = await nodesOf(page);
  };

  await open("layouts", "main h2");
  const cards = await page.locator("main li h2").count();
  expect(cards).toBe(3);
  await picture(page, "many-layouts");
  await page.locator("main li h2 button").first().click();
  await page.locator('main [data-anchor^="unit:"]').first().waitFor();
  nodes["layout"] = await nodesOf(page);
  await picture(page, "many-layout");
  const panel = page.locator("main [data-clip]").last();
  const rowsOf = () => page.locator('main [data-anchor^="unit:"]').count();
  expect(await rowsOf()).toBeLessThan(200);
  await panel.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await expect.poll(() => page.locator('main [aria-posinset="3420"]').count()).toBe(1);
  expect(await rowsOf()).toBeLessThan(200);

  await open("building:a", ".board-cell");
  await picture(page, "many-board");
  const first = page.locator(`main [data-unit="a-${FLOORS}01"]`);
  await first.focus();
  for (let step = 0; step < 60; step += 1) await page.keyboard.press("ArrowDown");
  const focused = await page.evaluate(
    () => (document.activeElement as HTMLElement).dataset["unit"],
  );
  expect(focused).toBe(`a-${FLOORS - 60}01`);
  expect(await inSight(page, `main [data-unit="${focused}"]`)).toBe(true);
  nodes["board, scrolled"] = await nodesOf(page);
  expect(Object.entries(nodes).filter(([, count]) => count > MOST_NODES)).toEqual([]);

  const link = await startPresenting(page);
  const phone = await openPage(browser, PHONE);
  await joinAsBuyer(phone.page, link);
  await phone.page.locator(".board-cell").first().waitFor();
  expect(await nodesOf(phone.page)).toBeLessThan(MOST_NODES);
  await page
    .locator("main .building-scroll")
    .evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await page.locator('main [data-unit="a-102"]').hover();
  const pill = phone.page.locator(".elsewhere-pill");
  await pill.waitFor();
  await picture(phone.page, "many-pill");
  await pill.tap();
  await expect
    // It scrolls there, over eighty floors.
    .poll(() => inSight(phone.page, '[data-unit="a-102"]'))
    .toBe(true);
  expect([...complaints, ...phone.complaints]).toEqual([]);
});
