import { MOVING } from "../../support/browser/browser.ts";
import type { CDPSession, Page } from "playwright-core";
import { expect, test } from "vitest";
import { openViewing } from "../../support/browser/viewing.ts";

interface SeenFrame {
  readonly moving: boolean;
  /** Width of the layout box. */
  readonly laidPixels: number;
  /** Width as drawn. */
  readonly drawnPixels: number;
  readonly labelPixels: number;
}

declare global {
  /** Every frame in which the picture was placed. */
  var seenFrames: SeenFrame[] | undefined;
}

const watchPicture = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const box = document.querySelector<HTMLElement>(".picture-box");
    if (box === null) throw new Error("no picture");
    globalThis.seenFrames = [];
    new MutationObserver(() => {
      const label = box.querySelector(".picture-label:not([data-hidden])");
      globalThis.seenFrames?.push({
        moving: box.hasAttribute("data-moving"),
        laidPixels: box.offsetWidth,
        drawnPixels: box.getBoundingClientRect().width,
        labelPixels: label?.getBoundingClientRect().height ?? NaN,
      });
    }).observe(box, { attributeFilter: ["style"] });
  });

async function layouts(devtools: CDPSession): Promise<number> {
  const { metrics } = await devtools.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "LayoutCount")?.value ?? NaN;
}

test("a moving camera only moves the buyer's picture, which is laid out anew where it rests", async () => {
  const { desk, phone } = await openViewing({}, MOVING);
  const picture = phone.page.locator(".picture-box");
  await picture.locator("img").first().waitFor();
  const widthOf = (): Promise<number> =>
    picture.evaluate((box) => box.getBoundingClientRect().width);
  const whole = await widthOf();
  const devtools = await phone.context.newCDPSession(phone.page);
  await devtools.send("Performance.enable");
  await watchPicture(phone.page);
  const before = await layouts(devtools);

  await desk.page.getByRole("main").locator(".picture-viewport").first().hover();
  for (let turn = 0; (await widthOf()) < 1.7 * whole && turn < 200; turn += 1) {
    await desk.page.mouse.wheel(0, -20);
  }
  await expect.poll(widthOf).toBeGreaterThan(1.7 * whole);
  await expect.poll(() => picture.getAttribute("data-moving")).toBeNull();

  const frames = (await phone.page.evaluate(() => globalThis.seenFrames)) ?? [];
  const moved = frames.filter(({ moving }) => moving);
  expect(moved.length).toBeGreaterThan(10);
  expect(await layouts(devtools)).toBeLessThan(before + moved.length);
  // On a stalling machine the picture rests in between; while moving it keeps the size of its last rest.
  const strays = frames.filter(({ moving, laidPixels, drawnPixels }, at) => {
    const wanted = moving ? (frames[at - 1]?.laidPixels ?? whole) : drawnPixels;
    return Math.abs(laidPixels - wanted) > 1;
  });
  expect(strays).toEqual([]);
  const heights = frames.map(({ labelPixels }) => labelPixels);
  expect(Math.max(...heights) - Math.min(...heights)).toBeLessThan(1);
  expect(frames.at(-1)?.moving).toBe(false);
});
