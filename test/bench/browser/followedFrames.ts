import type { Browser, CDPSession, Page } from "playwright-core";
import { percentile } from "../figures/statistics.ts";

const WARM_UP_MS = 3000;
/** Trace categories from which DevTools derives frames. */
const TRACE = ["disabled-by-default-devtools.timeline.frame"];

/** Opens the page of a following buyer on a phone. */
export async function openBuyer(browser: Browser, link: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    locale: "en-GB",
  });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByRole("button", { name: "Join the viewing" }).tap();
  await page.getByText("Your agent is presenting").waitFor();
  return page;
}

async function taskMs(devtools: CDPSession): Promise<number> {
  const { metrics } = await devtools.send("Performance.getMetrics");
  return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? NaN) * 1000;
}

interface Frames {
  readonly drawn: number;
  readonly dropped: number;
  /** Intervals in ms between the page's own frames. Compositor animations need none. */
  readonly apartMs: readonly number[];
}

function readFrames(trace: Buffer): Frames {
  const { traceEvents } = JSON.parse(trace.toString()) as {
    readonly traceEvents: readonly { readonly name: string; readonly ts: number }[];
  };
  const timesMs = (wanted: string): readonly number[] =>
    traceEvents
      .filter(({ name }) => name === wanted)
      .map(({ ts }) => ts / 1000)
      .toSorted((one, other) => one - other);
  const own = timesMs("BeginMainThreadFrame");
  return {
    drawn: timesMs("DrawFrame").length,
    dropped: timesMs("DroppedFrame").length,
    apartMs: own.slice(1).map((timeMs, at) => timeMs - (own[at] ?? timeMs)),
  };
}

/** Prints a page's frames and its main thread's time over `measureMs`, after a warm-up. */
export async function measureFrames(
  name: string,
  page: Page,
  devtools: CDPSession,
  measureMs: number,
): Promise<void> {
  await page.waitForTimeout(WARM_UP_MS);
  const browser = page.context().browser();
  if (browser === null) throw new Error("no browser");
  await browser.startTracing(page, { categories: TRACE });
  const before = await taskMs(devtools);
  // Measured from outside: a loop that counts frames in the page would cost as much as the frames.
  await page.waitForTimeout(measureMs);
  const used = ((await taskMs(devtools)) - before) / (measureMs / 1000);
  const { drawn, dropped, apartMs } = readFrames(await browser.stopTracing());
  process.stdout.write(
    `${name}: drawn ${drawn}, dropped ${dropped}, the page's own ${apartMs.length}, ` +
      `p50 ${percentile(apartMs, 0.5).toFixed(1)} ms, p95 ${percentile(apartMs, 0.95).toFixed(1)} ms, ` +
      `main thread ${used.toFixed(0)} ms/s\n`,
  );
}
