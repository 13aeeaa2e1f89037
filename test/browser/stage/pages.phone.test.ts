import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { axe, overflowOf } from "../../support/browser/axe.ts";
import {
  DESK,
  openBrowser,
  openPage,
  PHONE,
  picture,
  signInLink,
  startPresenting,
} from "../../support/browser/browser.ts";
import { openTestServer } from "../../support/server/testServer.ts";
import { makePack } from "../../server/catalogue/packs.ts";
import { longTest, someOf } from "../../support/size.ts";

const SIZES = {
  phone: { width: 390, height: 844 },
  small: { width: 360, height: 640 },
  landscape: { width: 844, height: 390 },
} as const;

const LOOKS = [
  { locale: "en-GB", colorScheme: "light" },
  { locale: "en-GB", colorScheme: "dark" },
  { locale: "ru-RU", colorScheme: "light" },
  { locale: "ar-AE", colorScheme: "light" },
  { locale: "ar-AE", colorScheme: "dark" },
] as const;

/** Faults of the layout: parts of the page that overlap, leave the window or are too small. */
const crowding = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const parts = [
      ...document.querySelectorAll("#root header:not(main *), #root main, #root footer"),
    ]
      .map((part) => ({ name: part.localName, box: part.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0);
    if (parts.length === 0) found.push("no part of the page was found");
    parts.forEach(({ name, box }, at) => {
      for (const other of parts.slice(at + 1)) {
        const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        if (across > 1 && down > 1) found.push(`${name} crosses ${other.name}`);
      }
    });
    for (const target of document.querySelectorAll("#root header button, #root footer button")) {
      const { width, height, bottom } = target.getBoundingClientRect();
      const name = target.getAttribute("aria-label") ?? target.textContent;
      if (height < 43.5 || width < 43.5) found.push(`${name} is ${width} × ${height}`);
      if (bottom > innerHeight) found.push(`${name} is below the window`);
    }
    return found;
  });

async function judge(page: Page, name: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [size, viewport] of someOf(Object.entries(SIZES), 1)) {
    await page.setViewportSize(viewport);
    const wide = await overflowOf(page);
    const complaints = [
      ...(await axe(page)),
      ...(await crowding(page)),
      ...(wide > 0 ? [`${wide} px too wide`] : []),
    ];
    found.push(...complaints.map((complaint) => `${name} ${size}: ${complaint}`));
    await picture(page, `${name}-${size}`);
  }
  await page.setViewportSize(SIZES.phone);
  return found;
}

test("the buyer's pages have no layout faults on any phone, in both directions, in light and dark", async () => {
  const server = await openTestServer();
  const browser = await openBrowser();
  const desk = await openPage(browser, DESK);
  await desk.page.goto(signInLink(server));
  await desk.page.locator("main .stage-view").waitFor();
  await desk.page.goto(`${server.url}/agent?project=lagoon-terraces&view=unit:b-1204`);
  const link = await startPresenting(desk.page);
  const found: string[] = [];
  const phones = [];
  for (const look of someOf(LOOKS, 1, 3)) {
    const { page, complaints } = await openPage(browser, { ...PHONE, ...look });
    const name = `${look.locale.slice(0, 2)}-${look.colorScheme}`;
    const judgeAs = async (state: string) => {
      found.push(...(await judge(page, `${state}-${name}`)));
    };
    await page.goto(link);
    const join = page.locator("button[type=submit]");
    await join.waitFor();
    await judgeAs("join");
    await join.tap();
    await page.getByRole("heading", { name: "B-1204" }).waitFor();
    await judgeAs("following");
    await page.locator("footer button").last().tap();
    await page.locator("header nav").waitFor();
    await judgeAs("exploring");
    phones.push({ page, complaints, judgeAs });
  }
  await desk.page.getByRole("button", { name: "Bring back" }).click();
  for (const { page, judgeAs } of phones) {
    await page.locator("footer button").nth(1).waitFor();
    await judgeAs("asked-back");
  }
  await desk.page.getByRole("button", { name: "End", exact: true }).click();
  await desk.page.getByRole("button", { name: "End for everybody" }).click();
  for (const { page, complaints, judgeAs } of phones) {
    await page.locator("footer").waitFor({ state: "detached" });
    await judgeAs("ended");
    found.push(...complaints);
  }
  expect(found).toEqual([]);
}, 300_000);

const BARE_VIEWS = ["building:a", "floor:a/1", "layouts", "unit:a-101", "compare:a-101,a-201"];

longTest(
  "a development without images, prices, statuses and plans is drawn on a desk and on a phone",
  async () => {
    const server = await openTestServer({ PROJECTS_DIR: makePack() });
    const browser = await openBrowser();
    const found: string[] = [];
    for (const [form, options] of Object.entries({ desk: DESK, phone: PHONE })) {
      const { page, complaints } = await openPage(browser, options);
      await page.goto(signInLink(server));
      await page.locator("main .stage-view").waitFor();
      for (const view of BARE_VIEWS) {
        await page.goto(`${server.url}/agent?project=riverside&view=${view}`);
        await page.locator("main .stage-view").waitFor();
        const wide = await overflowOf(page);
        if (wide > 0) found.push(`${form} ${view}: ${wide} px too wide`);
        found.push(...(await axe(page)).map((line) => `${form} ${view}: ${line}`));
        await picture(page, `bare-${view.replaceAll(/[^a-z0-9]+/gi, "-")}-${form}`);
      }
      found.push(...complaints);
    }
    const presentation = await server.present({ project: "riverside" });
    const { page, complaints } = await openPage(browser, PHONE);
    await page.goto(presentation.link);
    await page.getByRole("button", { name: "Join the viewing" }).waitFor();
    found.push(...(await judge(page, "bare-join")));
    await page.getByRole("button", { name: "Join the viewing" }).tap();
    await page.locator(".stage").waitFor();
    found.push(...(await judge(page, "bare-waiting")), ...complaints);
    expect(found).toEqual([]);
  },
  180_000,
);
