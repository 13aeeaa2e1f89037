import type { Page } from "playwright-core";

declare global {
  /** Time of the last click, in ms since the epoch. */
  var benchClickedAtMs: number | undefined;
  /** Painted headings of the stage, in order. */
  var benchPaints: { readonly heading: string; readonly atMs: number }[] | undefined;
}

/** Records the time of the last click in the page: the input event's own, before any handler. */
export async function watchClicks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const remember = ({ timeStamp }: Event): void => {
      globalThis.benchClickedAtMs = performance.timeOrigin + timeStamp;
    };
    addEventListener("pointerup", remember, { capture: true });
  });
}

/** Records each new heading of the stage in the page, once its frame has been painted. */
export async function watchPaints(page: Page): Promise<void> {
  await page.evaluate(() => {
    globalThis.benchPaints = [];
    const read = () => document.querySelector(".stage-view h1")?.textContent ?? "";
    let shown = read();
    const painted = (heading: string): void => {
      const { port1, port2 } = new MessageChannel();
      port2.addEventListener("message", () => {
        const atMs = performance.timeOrigin + performance.now();
        globalThis.benchPaints?.push({ heading, atMs });
      });
      port2.start();
      port1.postMessage(undefined);
    };
    new MutationObserver(() => {
      const heading = read();
      if (heading === shown || heading === "") return;
      shown = heading;
      // A task posted within a frame callback runs after that frame has been painted.
      requestAnimationFrame(() => painted(heading));
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
}

/** Resolves to the time at which the page painted this heading. */
export async function paintedAt(page: Page, heading: string, since: number): Promise<number> {
  const found = await page.waitForFunction(
    ({ wanted, from }) =>
      globalThis.benchPaints?.slice(from).find((paint) => paint.heading.includes(wanted))?.atMs,
    { wanted: heading, from: since },
    { polling: 20, timeout: 15_000 },
  );
  return (await found.jsonValue()) ?? NaN;
}

export const countPaints = (page: Page): Promise<number> =>
  page.evaluate(() => globalThis.benchPaints?.length ?? 0);

export const clickedAt = (page: Page): Promise<number> =>
  page.evaluate(() => globalThis.benchClickedAtMs ?? NaN);
