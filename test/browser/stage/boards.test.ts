import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { axe, overflowOf } from "../../support/browser/axe.ts";
import {
  openBrowser,
  openPage,
  PHONE,
  picture,
  signInLink,
} from "../../support/browser/browser.ts";
import { openTestServer } from "../../support/server/testServer.ts";
import { makePack } from "../../server/catalogue/packs.ts";
import { longTest, someOf } from "../../support/size.ts";

/** A building of three floors with `columns` homes on each. */
function packOf(columns: number): string {
  const rows = [1, 2, 3].flatMap((floor) =>
    Array.from({ length: columns }, (_, at) => {
      const number = `${floor}${String(at + 1).padStart(2, "0")}`;
      return `a,${floor},${number},${at + 1},${2_980_000 + at * 10_000},available,2`;
    }),
  );
  const floors = [1, 2, 3].map((number) => ({ number }));
  return makePack({
    project: { buildings: [{ id: "a", floors }] },
    units: `building,floor,number,position,price,status,bedrooms\n${rows.join("\n")}\n`,
  });
}

const boardOf = (page: Page) =>
  page.evaluate(() => {
    const scroller = document.querySelector(".building-scroll");
    const cells = [...document.querySelectorAll(".board-cell")];
    if (scroller === null || cells.length === 0) throw new Error("no board");
    const faces = [...document.querySelectorAll(".board-figure")];
    return {
      hidden: scroller.scrollWidth - scroller.clientWidth,
      narrowest: Math.min(...cells.map((cell) => cell.getBoundingClientRect().width)),
      cut: faces.filter((face) => face.scrollWidth > face.clientWidth + 1).length,
    };
  });

async function openBoard(columns: number, options: Parameters<typeof openPage>[1], view: string) {
  const server = await openTestServer({ PROJECTS_DIR: packOf(columns) });
  const { page, complaints } = await openPage(await openBrowser(), options);
  await page.goto(signInLink(server));
  await page.locator("main .stage-view").waitFor();
  await page.goto(`${server.url}/agent?project=riverside&view=${view}`);
  await page.locator(".board-cell").first().waitFor();
  return { page, complaints };
}

test.for(
  someOf(
    [
      { columns: 7, locale: "en-GB" },
      { columns: 7, locale: "ar-AE" },
    ],
    1,
  ),
)("$columns homes a floor fit a phone of 360 px: $locale", async ({ columns, locale }) => {
  const phone = { ...PHONE, locale, viewport: { width: 360, height: 740 } };
  const { page, complaints } = await openBoard(columns, phone, "building:a");
  const board = await boardOf(page);
  expect(board.hidden).toBe(0);
  expect(board.cut).toBe(0);
  expect(board.narrowest).toBeGreaterThanOrEqual(43.5);
  expect([await overflowOf(page), await axe(page), complaints]).toEqual([0, [], []]);
  await picture(page, `board-${columns}-${locale}`);
});

test.for(
  someOf([
    { width: 360, height: 740 },
    { width: 1280, height: 720 },
  ]),
)(
  "homes show numbers that row and column do not give, with figures of any length: $width px",
  async ({ width, height }) => {
    const numbers = ["1", "2", "104", "A-1204", "57", "B7"];
    const rows = numbers.map(
      (number, at) =>
        `a,${at < 3 ? 1 : 2},${number},${(at % 3) + 1},${18_500_000 * (at + 60)},available`,
    );
    const pack = makePack({
      project: { buildings: [{ id: "a", floors: [{ number: 1 }, { number: 2 }] }] },
      units: `building,floor,number,position,price,status\n${rows.join("\n")}\n`,
    });
    const server = await openTestServer({ PROJECTS_DIR: pack });
    const size = { viewport: { width, height } };
    const { page, complaints } = await openPage(
      await openBrowser(),
      width < 600 ? { ...PHONE, ...size } : size,
    );
    await page.goto(signInLink(server));
    await page.locator("main .stage-view").waitFor();
    await page.goto(`${server.url}/agent?project=riverside&view=building:a`);
    await page.locator(".board-cell").first().waitFor();
    expect((await page.locator("main .board-number").allTextContents()).toSorted()).toEqual(
      numbers.toSorted(),
    );
    // Neither is cut, and they do not overlap.
    const crowded = await page.locator("main .board-cell").evaluateAll((cells) =>
      cells.flatMap((cell) => {
        const box = cell.getBoundingClientRect();
        const parts = [...cell.querySelectorAll(".board-number, .board-figure")].map((part) =>
          part.getBoundingClientRect(),
        );
        const [number, figure] = parts;
        const isOver =
          number !== undefined &&
          figure !== undefined &&
          number.right > figure.left &&
          number.bottom > figure.top + 1;
        const isOut = parts.some(({ left, right }) => left < box.left || right > box.right);
        return isOver || isOut ? [cell.textContent] : [];
      }),
    );
    expect(crowded).toEqual([]);
    await picture(page, `board-irregular-${width}`);
    expect([await overflowOf(page), await axe(page), complaints]).toEqual([0, [], []]);
  },
);

longTest(
  "homes with long names keep their facts and prices in sight on a phone of 360 px",
  async () => {
    const names = ["Villa 12 – Type B Corner, Street 1", "V2"];
    const rows = names.map((name, at) => `a,1,V${at},"${name}",4,265.5,3121000,available`);
    const pack = makePack({
      project: { buildings: [{ id: "a", floors: [{ number: 1 }] }] },
      units: `building,floor,number,label,bedrooms,area,price,status\n${rows.join("\n")}\n`,
    });
    const server = await openTestServer({ PROJECTS_DIR: pack });
    const phone = { ...PHONE, viewport: { width: 360, height: 740 } };
    const { page, complaints } = await openPage(await openBrowser(), phone);
    await page.goto(signInLink(server));
    await page.locator("main .stage-view").waitFor();
    await page.goto(`${server.url}/agent?project=riverside&view=floor:a/1`);
    await page.locator(".home-row").first().waitFor();
    const out = await page
      .locator(".home-row")
      .evaluateAll(
        (all) =>
          all.flatMap((row) =>
            [...row.children].filter(
              (part) => part.getBoundingClientRect().right > innerWidth - 20,
            ),
          ).length,
      );
    expect(out).toBe(0);
    expect([await overflowOf(page), await axe(page), complaints]).toEqual([0, [], []]);
    await picture(page, "long-names-phone");
  },
);

longTest("a development without a picture is named once and large on its invitation", async () => {
  const server = await openTestServer({ PROJECTS_DIR: packOf(2) });
  const { link } = await server.present({ project: "riverside" });
  const { page, complaints } = await openPage(await openBrowser(), PHONE);
  await page.goto(link);
  const heading = page.getByRole("heading", { name: "Riverside" });
  await heading.waitFor();
  const size = await heading.evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
  expect(size).toBeGreaterThanOrEqual(52);
  expect(await page.getByText("Riverside").count()).toBe(1);
  expect([await overflowOf(page), await axe(page), complaints]).toEqual([0, [], []]);
  await picture(page, "join-without-picture");
});

longTest("eight homes a floor fit a desk of 1024 px, even beside an open home", async () => {
  const desk = { viewport: { width: 1024, height: 768 } };
  const { page, complaints } = await openBoard(8, desk, "unit:a-101");
  const board = await boardOf(page);
  expect([board.hidden, board.cut, await overflowOf(page), complaints]).toEqual([0, 0, 0, []]);
  await picture(page, "board-8-desk");
});

test.for(someOf(["en-GB", "ar-AE"]))(
  "more homes than fit are scrolled to, with the floors beside them: %s",
  async (locale) => {
    const { page, complaints } = await openBoard(12, { ...PHONE, locale }, "building:a");
    const before = await boardOf(page);
    expect(before.hidden).toBeGreaterThan(0);
    await picture(page, `board-12-${locale}`);
    const labelAt = () => page.locator(".board-floor").first().boundingBox();
    const label = await labelAt();
    const last = page.locator('[data-unit="a-112"]');
    await last.evaluate((cell) => cell.scrollIntoView({ inline: "end", block: "nearest" }));
    await expect
      .poll(() =>
        last.evaluate((cell) => {
          const { left, right } = cell.getBoundingClientRect();
          return left >= 0 && right <= innerWidth;
        }),
      )
      .toBe(true);
    expect(await labelAt()).toEqual(label);
    await picture(page, `board-12-end-${locale}`);
    expect([await overflowOf(page), await axe(page), complaints]).toEqual([0, [], []]);
  },
);

/** Pixels of a home's cell that are covered by the sticky labels of the floors. */
const coveredBy = (page: Page, unit: string): Promise<number> =>
  page.evaluate((id) => {
    const cell = document.querySelector(`main [data-unit="${id}"]`)?.getBoundingClientRect();
    const label = document.querySelector("main .board-floor")?.getBoundingClientRect();
    if (cell === undefined || label === undefined) throw new Error("no board");
    const across = Math.min(cell.right, label.right) - Math.max(cell.left, label.left);
    return Math.max(0, Math.round(across));
  }, unit);

const isWithin = (page: Page, unit: string): Promise<boolean> =>
  page.evaluate((id) => {
    const cell = document.querySelector(`main [data-unit="${id}"]`)?.getBoundingClientRect();
    const frame = document.querySelector("main .building-scroll")?.getBoundingClientRect();
    if (cell === undefined || frame === undefined) return false;
    return cell.left >= frame.left - 1 && cell.right <= frame.right + 1;
  }, unit);

test.for(
  someOf(
    [
      { locale: "en-GB", options: { viewport: { width: 1280, height: 720 } } },
      { locale: "ar-AE", options: { viewport: { width: 1280, height: 720 } } },
      { locale: "en-GB", options: { ...PHONE, viewport: { width: 360, height: 740 } } },
      { locale: "ar-AE", options: PHONE },
    ],
    3,
  ),
)(
  "trap 57: no home of a wide board is under its sticky labels: $locale, $options.viewport.width px",
  async ({ locale, options }) => {
    const { page, complaints } = await openBoard(22, { ...options, locale }, "building:a");
    const nearest = locale === "en-GB" ? "a-201" : "a-222";
    const way = locale === "en-GB" ? 1 : -1;
    const cell = page.getByRole("main").locator(`[data-unit="${nearest}"]`);
    const scrollBy = (pixels: number) =>
      page
        .locator("main .building-scroll")
        .first()
        .evaluate((scroller, left) => {
          scroller.scrollBy({ left, behavior: "instant" });
        }, pixels);
    await cell.waitFor();
    expect(await coveredBy(page, nearest)).toBe(0);
    await scrollBy(way * 300);
    await scrollBy(way * -300);
    await expect.poll(() => coveredBy(page, nearest)).toBe(0);
    await scrollBy(way * 30);
    await cell.focus();
    await expect.poll(() => isWithin(page, nearest)).toBe(true);
    await expect.poll(() => coveredBy(page, nearest)).toBe(0);
    expect(complaints).toEqual([]);
  },
);
