/**
 * Cost of the inspector's drawer to the desk below it: frame times, the main thread's time and memory while a
 * colleague writes 60 times a second; before the drawer was ever opened, while it is open, and after it was closed
 * (it still records). Every round has its own page.
 * Run by hand, after `npm run build`: `CHROMIUM=$(command -v chromium) npx node test/bench/drawer.ts`.
 */
import { parseArgs } from "node:util";
import type { Browser, CDPSession, Page } from "playwright-core";
import { launchChromium } from "../support/browser/chromium.ts";
import type {
  ColleagueLinkResponse,
  JoinResponse,
  PresentationsResponse,
} from "../../schema/protocol/api.ts";
import { openWriter } from "../../schema/presentation/document.ts";
import { AGENT_KEY, openServerCalls } from "../support/server/serverCalls.ts";
import { openBenchClient } from "./quietRoom/client.ts";
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

// Timers are inexact: 60 a second may be a few more in one second, and the room closes a writer above its limit.
process.env["AGENT_UPDATES_PER_SECOND"] = "120";

interface Colleague {
  /** A change of the price filter, drawn by the desk. */
  write(min: number): void;
  close(): void;
}

/** Joins the presentation that the desk has started. */
async function openColleague(url: string): Promise<Colleague> {
  const calls = openServerCalls(url);
  const agentToken = await calls.signIn();
  const read = async <Body>(response: Promise<Response>) => (await (await response).json()) as Body;
  const { presentations } = await read<PresentationsResponse>(
    calls.call("GET", "/api/presentations", undefined, agentToken),
  );
  const path = `/api/presentations/${presentations[0]?.id ?? ""}/colleagues`;
  const { link } = await read<ColleagueLinkResponse>(calls.call("POST", path, {}, agentToken));
  const body = { secret: new URL(link).hash.slice(1), name: "Boris" };
  const { room, token } = await read<JoinResponse>(calls.call("POST", `${path}/join`, body));
  const client = await openBenchClient(url, room, token);
  const writer = openWriter(client.doc);
  return {
    write: (min) => writer.write({ filters: { price: { min } } }),
    close: () => client.close(),
  };
}

/** Changes a filter repeatedly as a colleague, and records the intervals between the desk's frames. */
async function play(page: Page, colleague: Colleague, forMs: number) {
  const startMs = performance.now();
  let writes = 0;
  const write = (): void => {
    const due = ((performance.now() - startMs) / 1000) * WRITES_PER_SECOND;
    for (; writes < due; writes += 1) colleague.write(writes);
  };
  const timer = setInterval(write, 1000 / WRITES_PER_SECOND);
  const framesMs = await page.evaluate(
    (lastsMs) =>
      new Promise<number[]>((resolve) => {
        const frames: number[] = [];
        const firstMs = performance.now();
        let lastMs = firstMs;
        const beat = (nowMs: number): void => {
          frames.push(nowMs - lastMs);
          lastMs = nowMs;
          if (nowMs - firstMs < lastsMs) requestAnimationFrame(beat);
          else resolve(frames);
        };
        requestAnimationFrame(beat);
      }),
    forMs,
  );
  clearInterval(timer);
  return { writes, framesMs };
}

async function heapMegabytes(devtools: CDPSession): Promise<number> {
  await devtools.send("HeapProfiler.collectGarbage");
  const { usedSize } = await devtools.send("Runtime.getHeapUsage");
  return usedSize / 1e6;
}

const COSTS = ["TaskDuration", "ScriptDuration", "RecalcStyleDuration", "LayoutDuration"] as const;

/** Processor time of the page's main thread in ms: total, script, style, layout. */
async function costsMs(devtools: CDPSession): Promise<readonly number[]> {
  const { metrics } = await devtools.send("Performance.getMetrics");
  return COSTS.map((cost) => (metrics.find(({ name }) => name === cost)?.value ?? NaN) * 1000);
}

/** Text of the timeline's first tab, such as "All 12,345", once it has been drawn. */
async function entriesKept(page: Page): Promise<string> {
  await page.waitForTimeout(1000);
  return (
    (await page
      .locator("aside")
      .getByRole("button", { name: /^All [\d,]+$/ })
      .textContent()) ?? ""
  );
}

interface Desk {
  readonly page: Page;
  readonly colleague: Colleague;
  readonly devtools: CDPSession;
}

async function measure(name: string, desk: Desk): Promise<void> {
  const { page, colleague, devtools } = desk;
  const before = await heapMegabytes(devtools);
  const costsBefore = await costsMs(devtools);
  const { writes, framesMs } = await play(page, colleague, MEASURE_MS);
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
  // Above the bar: a pointer over the timeline would pause it.
  await page.mouse.move(700, 10);
  return page;
}

async function round(browser: Browser, url: string): Promise<void> {
  const page = await openDesk(browser, url);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  const colleague = await openColleague(url);
  const desk = { page, colleague, devtools };
  await play(page, colleague, WARM_UP_MS);
  await measure("never opened", desk);
  await page.keyboard.press("Control+i");
  await page.getByRole("region", { name: "Convergence" }).getByText("Equal").waitFor();
  await measure("open", desk);
  process.stdout.write(`entries kept: ${await entriesKept(page)}\n`);
  await page.keyboard.press("Control+i");
  await measure("closed again", desk);
  await page.keyboard.press("Control+i");
  process.stdout.write(`entries kept: ${await entriesKept(page)}\n`);
  colleague.close();
  await page.close();
}

const server = await openBenchServer();
const browser = await launchChromium();
for (let count = 0; count < Number(values.rounds); count += 1) await round(browser, server.url);
await browser.close();
await server.close();
