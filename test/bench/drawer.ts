/**
 * What the inspector's drawer costs the desk that it lies over: frame times, the main thread's own time and memory while
 * the desk writes 60 times a second, before the drawer was ever opened, with it open, and with it closed again (when it
 * goes on recording). Every round is a page of its own.
 * Run by hand, after `npm run build`: `CHROMIUM=$(command -v chromium) npx node test/bench/drawer.ts`.
 */
import { parseArgs } from "node:util";
import type { Browser, CDPSession, Page } from "playwright-core";
import { launchChromium } from "../support/browser/chromium.ts";
import { AGENT_KEY } from "../support/server/serverCalls.ts";
import { percentile } from "./figures/statistics.ts";
import { openBenchServer } from "./quietRoom/server.ts";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "30" },
    rounds: { type: "string", default: "1" },
  },
});
const MEASURE_MS = Number(values.seconds) * 1000;
const WARM_UP_MS = 5000;
const WRITES_PER_SECOND = 60;

// Timers are not exact, so that 60 a second may be a few more in one second; the room closes whoever writes more.
process.env["AGENT_UPDATES_PER_SECOND"] = "120";

interface Played {
  readonly writes: number;
  readonly framesMs: readonly number[];
}

/** As much of React's own tree as is needed to find a component's properties. */
interface Fiber {
  readonly memoizedProps: { readonly desk?: { readonly presenting: unknown } } | null;
  readonly child: Fiber | null;
  readonly sibling: Fiber | null;
}

/** Writes a filter again and again through the desk's own session, and notes how far apart frames are. */
const play = (page: Page, forMs: number): Promise<Played> =>
  page.evaluate(
    ({ lastsMs, perSecond }) => {
      const root = document.querySelector("#root") as unknown as Record<string, Fiber>;
      const top = Object.keys(root).find((key) => key.startsWith("__reactContainer"));
      const findDesk = (fiber: Fiber | null | undefined): unknown =>
        fiber === null || fiber === undefined
          ? undefined
          : (fiber.memoizedProps?.desk?.presenting ??
            findDesk(fiber.child) ??
            findDesk(fiber.sibling));
      const presenting = findDesk(root[top ?? ""]) as {
        readonly state: {
          get(): { readonly session: { write(change: object): void } };
        };
      };
      const { session } = presenting.state.get();
      return new Promise<Played>((resolve) => {
        const framesMs: number[] = [];
        const startMs = performance.now();
        let [writes, lastMs] = [0, startMs];
        const write = (): void => {
          const due = ((performance.now() - startMs) / 1000) * perSecond;
          for (; writes < due; writes += 1) session.write({ filters: { price: { min: writes } } });
        };
        const timer = setInterval(write, 1000 / perSecond);
        const beat = (nowMs: number): void => {
          framesMs.push(nowMs - lastMs);
          lastMs = nowMs;
          if (nowMs - startMs < lastsMs) {
            requestAnimationFrame(beat);
            return;
          }
          clearInterval(timer);
          resolve({ writes, framesMs });
        };
        requestAnimationFrame(beat);
      });
    },
    { lastsMs: forMs, perSecond: WRITES_PER_SECOND },
  );

async function heapMegabytes(devtools: CDPSession): Promise<number> {
  await devtools.send("HeapProfiler.collectGarbage");
  const { usedSize } = await devtools.send("Runtime.getHeapUsage");
  return usedSize / 1e6;
}

const COSTS = ["TaskDuration", "ScriptDuration", "RecalcStyleDuration", "LayoutDuration"] as const;

/** Milliseconds of its processor that the page's main thread has used, altogether and for what. */
async function costsMs(devtools: CDPSession): Promise<readonly number[]> {
  const { metrics } = await devtools.send("Performance.getMetrics");
  return COSTS.map((cost) => (metrics.find(({ name }) => name === cost)?.value ?? NaN) * 1000);
}

/** "All 12,345" on the timeline's first tab, once it has been drawn. */
async function entriesKept(page: Page): Promise<string> {
  await page.waitForTimeout(1000);
  return (await page.locator("aside").getByRole("button", { name: /^All / }).textContent()) ?? "";
}

async function measure(name: string, page: Page, devtools: CDPSession): Promise<void> {
  const before = await heapMegabytes(devtools);
  const costsBefore = await costsMs(devtools);
  const { writes, framesMs } = await play(page, MEASURE_MS);
  const costs = (await costsMs(devtools)).map((ms, at) => ms - (costsBefore[at] ?? NaN));
  const [all, script, style, layout] = costs.map((ms) => ((ms * 1000) / MEASURE_MS).toFixed(0));
  const after = await heapMegabytes(devtools);
  const [p50, p95] = [0.5, 0.95].map((share) => percentile(framesMs, share).toFixed(1));
  process.stdout.write(
    `${name}: ${writes} writes, ${framesMs.length} frames, p50 ${p50} ms, p95 ${p95} ms, ` +
      `main thread ${all} ms/s (script ${script}, style ${style}, layout ${layout}), ` +
      `heap ${before.toFixed(1)} → ${after.toFixed(1)} MB\n`,
  );
}

async function openDesk(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  await page.goto(`${url}/agent#key=${AGENT_KEY}`);
  await page.getByRole("button", { name: "Remote presentation" }).click();
  await page.getByRole("button", { name: "Start presenting" }).click();
  await page.getByRole("link", { name: "E-mail" }).waitFor();
  await page.keyboard.press("Escape");
  // Over the bar: over the timeline the pointer would hold it still.
  await page.mouse.move(700, 10);
  return page;
}

async function round(browser: Browser, url: string): Promise<void> {
  const page = await openDesk(browser, url);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  await play(page, WARM_UP_MS);
  await measure("never opened", page, devtools);
  await page.keyboard.press("Control+i");
  await page.getByRole("region", { name: "Convergence" }).getByText("Equal").waitFor();
  await measure("open", page, devtools);
  process.stdout.write(`entries kept: ${await entriesKept(page)}\n`);
  await page.keyboard.press("Control+i");
  await measure("closed again", page, devtools);
  await page.keyboard.press("Control+i");
  process.stdout.write(`entries kept: ${await entriesKept(page)}\n`);
  await page.close();
}

const server = await openBenchServer();
const browser = await launchChromium();
for (let count = 0; count < Number(values.rounds); count += 1) await round(browser, server.url);
await browser.close();
await server.close();
