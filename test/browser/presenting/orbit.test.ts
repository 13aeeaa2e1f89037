import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { DESK, openPage, PHONE, picture } from "../../support/browser/browser.ts";
import { openViewing } from "../../support/browser/viewing.ts";
import { longTest } from "../../support/size.ts";

const FRAMES = 36;

const openOrbit = async (page: Page): Promise<void> => {
  const rail = page.getByRole("navigation", { name: "Development" });
  await rail.getByRole("button", { name: "All around" }).click();
  await shownFrame(page).first().waitFor();
};
const shownFrame = (page: Page) => page.getByRole("main").locator(".orbit-holder[data-frame]");
const turnOf = async (page: Page): Promise<number> =>
  Number(await page.getByRole("main").locator(".orbit-box").getAttribute("data-turn"));
const frameOf = async (page: Page): Promise<number> =>
  Number(await page.getByRole("main").locator(".orbit-holder").getAttribute("data-frame"));

/** Paths of available homes' outlines, and of one of them that can be pressed. */
const pathsOf = (page: Page) =>
  page.getByRole("main").evaluate((main) => {
    const path = (selector: string) => main.querySelector(selector)?.getAttribute("d");
    return {
      colours: path('.orbit-wash[data-status="available"]'),
      home: path('.outline[data-anchor="unit:b-1404"] .outline-line'),
    };
  });

/** Degrees between the directions of two pages. */
async function apart(one: Page, other: Page): Promise<number> {
  const turns = (await turnOf(one)) - (await turnOf(other));
  const share = Math.abs(((turns + 1.5) % 1) - 0.5);
  return share * 360;
}

async function drag(page: Page, dx: number): Promise<void> {
  const box = await page.getByRole("main").locator(".orbit-viewport").boundingBox();
  if (box === null) throw new Error("no orbit");
  const [x, y] = [box.x + box.width / 2, box.y + 40];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= 10; step += 1) await page.mouse.move(x + (dx * step) / 10, y);
}

longTest(
  "desk and phones show a building from the same direction, while it turns and where it rests",
  async () => {
    const { browser, link, desk, phone } = await openViewing();
    const arabic = await openPage(browser, { ...PHONE, locale: "ar-AE" });
    const wide = await openPage(browser, { ...DESK, locale: "ar-AE" });
    for (const { page } of [arabic, wide]) {
      await page.goto(link);
      await page.locator("form button[type=submit]").click();
      await page.locator("main .stage").waitFor();
    }
    await openOrbit(desk.page);
    await shownFrame(phone.page).first().waitFor();
    await shownFrame(arabic.page).first().waitFor();
    await phone.page.getByText("Your agent opened Tower B from all sides").waitFor();
    await arabic.page.getByText("فتح وكيلك البرج B من كل الجهات").waitFor();
    // At rest a sharper picture covers the same place as the turning frame.
    const covering = phone.page.locator(".orbit-holder img");
    await covering.waitFor();
    expect(await covering.boundingBox()).toEqual(
      await phone.page.locator(".orbit-holder").boundingBox(),
    );
    await picture(arabic.page, "orbit phone ar");
    await picture(desk.page, "orbit desk");
    await picture(phone.page, "orbit phone");

    const before = await pathsOf(phone.page);
    await drag(desk.page, -300);
    expect(await turnOf(desk.page)).toBeGreaterThan(0.05);
    await expect.poll(() => apart(desk.page, phone.page)).toBeLessThan(1);
    for (const { page } of [arabic, wide]) {
      await expect.poll(() => apart(desk.page, page)).toBeLessThan(1);
    }
    // Homes turn during the drag too: their colours and their pressable areas.
    await expect.poll(async () => (await pathsOf(phone.page)).colours).not.toBe(before.colours);
    await expect
      .poll(async () => [await pathsOf(phone.page), await pathsOf(desk.page)])
      .toSatisfy(([one, other]) => JSON.stringify(one) === JSON.stringify(other));
    await desk.page.mouse.up();
    await expect.poll(() => apart(desk.page, phone.page)).toBeLessThan(1);
    for (const { page } of [arabic, wide]) {
      await expect.poll(() => apart(desk.page, page)).toBeLessThan(1);
    }
    await expect
      .poll(() => Promise.all([desk, phone, arabic, wide].map(({ page }) => frameOf(page))))
      .toEqual(Array(4).fill(Math.round((await turnOf(desk.page)) * FRAMES) % FRAMES));
    await picture(desk.page, "orbit desk turned");
    await picture(phone.page, "orbit phone turned");

    // Arrow keys and the slider turn it the same way.
    const rested = await frameOf(desk.page);
    await desk.page.keyboard.press("Tab");
    await desk.page.getByRole("slider", { name: "Direction" }).focus();
    await desk.page.keyboard.press("ArrowRight");
    await expect.poll(() => frameOf(desk.page)).toBe((rested + 1) % FRAMES);
    await expect.poll(() => frameOf(arabic.page)).toBe((rested + 1) % FRAMES);
    await expect.poll(() => apart(desk.page, phone.page)).toBeLessThan(1);
    expect([
      ...desk.complaints,
      ...phone.complaints,
      ...arabic.complaints,
      ...wide.complaints,
    ]).toEqual([]);
  },
);

test("the agent's pointer on an orbit is shown on the phone within 1 % of the picture, and a press opens the home", async () => {
  const { desk, phone } = await openViewing();
  await openOrbit(desk.page);
  await shownFrame(phone.page).first().waitFor();
  const home = desk.page.getByRole("main").locator('.outline[data-anchor="unit:b-1204"]');
  await home.waitFor();
  const spot = await home.boundingBox();
  if (spot === null) throw new Error("no outline");
  await desk.page.mouse.move(spot.x + spot.width / 2, spot.y + spot.height / 2);
  const shareOf = async (page: Page, x: number, y: number) => {
    const box = await page.getByRole("main").locator(".orbit-box").boundingBox();
    if (box === null) throw new Error("no picture");
    return [(x - box.x) / box.width, (y - box.y) / box.height] as const;
  };
  const wanted = await shareOf(desk.page, spot.x + spot.width / 2, spot.y + spot.height / 2);
  const error = async () => {
    const arrow = await phone.page.locator(".agent-pointer").first().boundingBox();
    if (arrow === null) return 1;
    const [x, y] = await shareOf(phone.page, arrow.x, arrow.y);
    return Math.max(Math.abs(x - wanted[0]), Math.abs(y - wanted[1]));
  };
  // The arrow's tip is at its corner.
  await expect.poll(error).toBeLessThan(0.01);
  const lit = phone.page.getByRole("main").locator('.outline[data-anchor="unit:b-1204"]');
  await expect.poll(() => lit.getAttribute("data-highlighted")).toBe("");
  await picture(desk.page, "orbit desk pointing");
  await picture(phone.page, "orbit phone pointing");

  await home.click();
  await phone.page.getByText("B-1204").first().waitFor();
  expect([...desk.complaints, ...phone.complaints]).toEqual([]);
});

test("homes keep their colours while the building turns and where it rests, and the slider follows", async () => {
  const { desk, phone } = await openViewing();
  await openOrbit(desk.page);
  await shownFrame(phone.page).first().waitFor();
  const main = phone.page.getByRole("main");
  const painted = () =>
    main.locator("canvas.orbit-washes").evaluate((element) => {
      const canvas = element as HTMLCanvasElement;
      const pixels = canvas.width === 0 ? undefined : canvas.getContext("2d");
      const data = pixels?.getImageData(0, 0, canvas.width, canvas.height).data;
      return data?.some((value) => value > 0) ?? false;
    });
  const wash = main.locator('.orbit-wash[data-status="available"]');
  await expect.poll(() => wash.isVisible()).toBe(true);
  expect(await painted()).toBe(false);

  await main.locator(".orbit-viewport").evaluate((viewport) => {
    const canvas = viewport.querySelector("canvas.orbit-washes");
    // In every frame either the painted canvas or the elements are shown: never both, never neither.
    const seen: string[] = [];
    Object.assign(window, { seen });
    const look = () => {
      const lines = viewport.querySelector(".orbit-lines");
      const isTurning = lines?.hasAttribute("data-turning") ?? false;
      const isPainted = (canvas as HTMLCanvasElement).width > 0;
      seen.push(isTurning === isPainted ? (isTurning ? "turning" : "rests") : "torn");
      requestAnimationFrame(look);
    };
    look();
  });
  await drag(desk.page, -300);
  await expect
    .poll(() => phone.page.evaluate(() => (window as unknown as { seen: string[] }).seen))
    .toContain("turning");
  await desk.page.mouse.up();
  await expect.poll(() => main.locator(".orbit-lines[data-turning]").count()).toBe(0);
  expect(await painted()).toBe(false);
  await expect.poll(() => wash.isVisible()).toBe(true);
  expect(
    await phone.page.evaluate(() => (window as unknown as { seen: string[] }).seen),
  ).not.toContain("torn");
  const slider = main.getByRole("slider");
  await expect.poll(() => slider.inputValue()).toBe(String(await frameOf(phone.page)));
  const thumb = await main.locator(".orbit-thumb").boundingBox();
  const track = await main.locator(".orbit-track").boundingBox();
  if (thumb === null || track === null) throw new Error("no slider");
  const share = (thumb.x - track.x) / (track.width - thumb.width);
  expect(share).toBeCloseTo((await frameOf(phone.page)) / (FRAMES - 1), 2);
  expect([...desk.complaints, ...phone.complaints]).toEqual([]);
});
