import type { BrowserContext, Page, Route } from "playwright-core";
import { expect, test } from "vitest";
import { openPage, PHONE, picture, MOVING } from "../../support/browser/browser.ts";
import { homeOn, openTowerB, openViewing } from "../../support/browser/viewing.ts";

declare global {
  /** Flights, paused at their beginning until `letFly`. */
  var flights: Animation[] | undefined;
}

/** Runs in the page. */
function holdFlights(): void {
  // oxlint-disable-next-line typescript/unbound-method -- Called with the element below.
  const animate = Element.prototype.animate;
  globalThis.flights = [];
  Element.prototype.animate = function held(...parameters) {
    const animation = animate.apply(this, parameters);
    if (globalThis.flights === undefined) return animation;
    animation.pause();
    globalThis.flights.push(animation);
    return animation;
  };
}

const hold = async ({ page, context }: { page: Page; context: BrowserContext }): Promise<void> => {
  await context.addInitScript(holdFlights);
  await page.evaluate(holdFlights);
};
const flightsOn = (page: Page) =>
  page.evaluate(() => globalThis.flights?.filter(({ playState }) => playState === "paused").length);
const flyTo = (page: Page, timeMs: number) =>
  page.evaluate((at) => {
    for (const flight of globalThis.flights ?? []) {
      if (flight.playState === "paused") flight.currentTime = at;
    }
  }, timeMs);

/** Centre of an element in shares of the stage. */
const middleOn = async (page: Page, selector: string) =>
  page.evaluate((selected) => {
    const stage = document.querySelector("main .stage");
    const element = stage?.querySelector(selected);
    if (!stage || !element) throw new Error(`no ${selected}`);
    const [area, box] = [stage.getBoundingClientRect(), element.getBoundingClientRect()];
    return {
      x: (box.x + box.width / 2 - area.x) / area.width,
      y: (box.y + box.height / 2 - area.y) / area.height,
    };
  }, selector);

/** Opens a view through the desk's rail. */
const open = (page: Page, name: string | RegExp) =>
  page.getByRole("navigation", { name: "Development" }).getByRole("button", { name }).click();
const shown = (page: Page, screen: string) =>
  page.locator(`main .stage[data-screen="${screen}"]`).waitFor();
const sky = (page: Page) => page.locator("main .stage-sky > *");

test("a tower grows out of its outline and back, on both sides, and the next view interrupts at once", async () => {
  const { browser, link, desk, phone } = await openViewing({}, MOVING);
  const still = await openPage(browser, { ...PHONE, locale: "ar-AE", reducedMotion: "reduce" });
  await still.page.goto(link);
  await still.page.locator("form button").last().tap();
  await shown(still.page, "masterplan");
  await Promise.all([hold(desk), hold(phone), hold(still)]);
  await shown(phone.page, "masterplan");

  const outline = await middleOn(phone.page, '.picture-lines [data-anchor="building:b"]');
  await openTowerB(desk.page);
  await shown(phone.page, "building");
  await expect.poll(() => flightsOn(phone.page)).toBe(3);
  expect(await flightsOn(desk.page)).toBeGreaterThanOrEqual(3);
  await flyTo(phone.page, 0);
  const start = await middleOn(phone.page, ".stage-view .board");
  // The board's lower floors are out of sight, so its picture is only the visible part.
  expect(Math.abs(start.x - outline.x)).toBeLessThan(0.02);
  await flyTo(phone.page, 200);
  await picture(phone.page, "flight to a tower");
  // The view that flies away is a picture: pointers, screen readers and tests cannot reach it.
  const ghost = await sky(phone.page).evaluate((element) => ({
    inert: (element as HTMLElement).inert,
    words: element.textContent?.trim() ?? "",
    anchors: element.querySelectorAll("[data-anchor], [role], [aria-label]").length,
  }));
  expect(ghost).toEqual({ inert: true, words: "", anchors: 0 });

  // During the flight the agent presses a floor where it is seen: the flight is dropped, and the floor is shown.
  await desk.page.getByRole("main").locator('[data-anchor="floor:b/22"]').first().click();
  await shown(phone.page, "floor");
  await homeOn(phone.page, "b-2204").waitFor();
  await expect.poll(() => flightsOn(phone.page)).toBe(3);
  expect(await sky(phone.page).count()).toBe(1);

  // A wheel or a drag ends the flight.
  await phone.page.locator("main .stage").dispatchEvent("wheel");
  expect(await sky(phone.page).count()).toBe(0);
  expect(await flightsOn(phone.page)).toBe(0);

  // A paused flight on the desk would hide its pointer's place, so it is ended the same way.
  await desk.page.getByRole("main").locator(".stage").dispatchEvent("wheel");
  const home = desk.page.getByRole("main").locator('.stage-view [data-anchor="unit:b-2204"]');
  await home.first().hover();
  const aimed = async () => {
    const arrow = await phone.page.locator(".agent-pointer").first().boundingBox();
    const box = await homeOn(phone.page, "b-2204").boundingBox();
    if (arrow === null || box === null) return 1;
    const [x, y] = [box.x + box.width / 2 - arrow.x, box.y + box.height / 2 - arrow.y];
    return Math.max(Math.abs(x) / PHONE.viewport.width, Math.abs(y) / PHONE.viewport.height);
  };
  await expect.poll(aimed).toBeLessThan(0.01);

  // Back: the plan falls back into its floor of the board.
  await openTowerB(desk.page);
  await shown(phone.page, "building");
  await expect.poll(() => flightsOn(phone.page)).toBe(3);
  const scales = await phone.page.evaluate(() =>
    globalThis.flights
      ?.filter(({ playState }) => playState === "paused")
      .map(({ effect }) => (effect as KeyframeEffect).getKeyframes().map(({ scale }) => scale)),
  );
  expect(Number(scales?.[0]?.[0])).toBeGreaterThan(1);
  expect(Number(scales?.[1]?.[1])).toBeLessThan(1);

  // Views without a common thing change without a flight, as do all with reduced motion.
  await open(desk.page, "Layouts");
  await shown(phone.page, "layouts");
  expect(await flightsOn(phone.page)).toBe(0);
  expect(await sky(phone.page).count()).toBe(0);
  await shown(still.page, "layouts");

  // A late view is not waited for: there is no flight to an orbit without a frame.
  const held: Route[] = [];
  const frames = /\/orbit\//;
  await phone.context.route(frames, (route) => void held.push(route));
  await open(desk.page, /^Masterplan/);
  await shown(phone.page, "masterplan");
  await open(desk.page, "All around");
  await shown(phone.page, "orbit");
  await expect.poll(() => sky(phone.page).count()).toBe(0);
  await expect.poll(() => held.length).toBeGreaterThan(0);
  expect(await flightsOn(phone.page)).toBe(0);
  await phone.context.unroute(frames);
  // Some requests belong to views that were left.
  await Promise.all(held.map((route) => route.continue().catch(() => undefined)));
  await phone.page.locator("main .orbit-holder[data-frame]").waitFor();
  expect(await flightsOn(phone.page)).toBe(0);
  expect(await still.page.evaluate(() => globalThis.flights?.length)).toBe(0);
  expect([...desk.complaints, ...phone.complaints, ...still.complaints]).toEqual([]);
});

test("a flight lasts 600 ms and leaves nothing behind", async () => {
  const { desk, phone } = await openViewing({}, MOVING);
  await phone.page.evaluate(() => {
    // oxlint-disable-next-line typescript/unbound-method -- Called with the element below.
    const animate = Element.prototype.animate;
    globalThis.flights = [];
    Element.prototype.animate = function seen(...parameters) {
      const animation = animate.apply(this, parameters);
      globalThis.flights?.push(animation);
      return animation;
    };
  });
  await openTowerB(desk.page);
  await shown(phone.page, "building");
  await expect.poll(() => phone.page.evaluate(() => globalThis.flights?.length)).toBe(3);
  const durations = await phone.page.evaluate(() =>
    globalThis.flights?.map(({ effect }) => effect?.getComputedTiming().duration),
  );
  expect(Math.max(...(durations ?? []).map(Number))).toBe(600);
  await expect.poll(() => sky(phone.page).count()).toBe(0);
  const moved = await phone.page.locator(".building-scroll").evaluate((board) => {
    const { translate, scale } = getComputedStyle(board);
    return { translate, scale };
  });
  expect(moved).toEqual({ translate: "none", scale: "none" });

  // Views that the buyer opens fly too, as does the return to the agent.
  const flown = () => phone.page.evaluate(() => globalThis.flights?.length);
  await phone.page.getByRole("button", { name: "Look around" }).tap();
  await phone.page.locator('main .board [data-anchor="floor:b/22"]').tap();
  await shown(phone.page, "floor");
  await expect.poll(flown).toBe(6);
  await expect.poll(() => sky(phone.page).count()).toBe(0);
  await phone.page.getByRole("button", { name: "Back to your agent" }).tap();
  await shown(phone.page, "building");
  await expect.poll(flown).toBe(9);

  // An orbit's script and first frame load while the masterplan still covers it.
  await open(desk.page, /^Masterplan/);
  await shown(phone.page, "masterplan");
  await expect.poll(flown).toBe(12);
  await expect.poll(() => sky(phone.page).count()).toBe(0);
  await open(desk.page, "All around");
  await shown(phone.page, "orbit");
  await expect.poll(flown).toBe(15);
});
