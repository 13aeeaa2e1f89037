/**
 * Rendering on the buyer's phone while the agent drags the camera and points: frames drawn and dropped by Chromium (from a
 * trace), intervals between the page's own frames, and the main thread's time; at full speed and slowed down four times.
 * Run by hand, after `npm run build`: `CHROMIUM=$(command -v chromium) npx node test/bench/dragging.ts`.
 */
import { parseArgs } from "node:util";
import type { Browser, CDPSession, Page } from "playwright-core";
import { readState } from "../../schema/presentation/document.ts";
import { launchChromium } from "../support/browser/chromium.ts";
import { openServerCalls } from "../support/server/serverCalls.ts";
import { percentile } from "./figures/statistics.ts";
import { openBenchClient, type BenchClient } from "./quietRoom/client.ts";
import { openBenchServer } from "./quietRoom/server.ts";

const { values } = parseArgs({ options: { seconds: { type: "string", default: "10" } } });
const MEASURE_MS = Number(values.seconds) * 1000;
const WARM_UP_MS = 3000;
/** Rate of camera reports while dragging (`client/stage/picture/camera/usePictureCamera.ts`). */
const MOVES_PER_SECOND = 30;
/** Trace categories from which DevTools derives frames. */
const TRACE = ["disabled-by-default-devtools.timeline.frame"];

/** The camera after `atMs`: circling while zooming in and out. */
function handAt(timeMs: number) {
  const turn = (timeMs / 1000) * Math.PI;
  const round = (value: number): number => Math.round(value * 10_000) / 10_000;
  return {
    x: round(0.5 + 0.2 * Math.cos(turn)),
    y: round(0.5 + 0.2 * Math.sin(turn)),
    zoom: round(2 + Math.sin(turn / 3)),
  };
}

/** Drags the camera of the shown view as the agent. Returns a function that stops. */
function drag({ doc, provider }: BenchClient): () => void {
  const state = readState(doc);
  if (!state.ok || state.value.view.screen !== "masterplan") throw new Error("no masterplan");
  const anchor = `masterplan:${state.value.view.masterplan}`;
  const startMs = performance.now();
  const move = (): void => {
    const { x, y, zoom } = handAt(performance.now() - startMs);
    const camera = { target: anchor, x, y, zoom };
    provider.awareness.setLocalState({ camera, pointer: { anchor, x, y } });
  };
  const timer = setInterval(move, 1000 / MOVES_PER_SECOND);
  return () => clearInterval(timer);
}

async function openBuyer(browser: Browser, link: string): Promise<Page> {
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

async function measure(name: string, page: Page, devtools: CDPSession): Promise<void> {
  await page.waitForTimeout(WARM_UP_MS);
  const browser = page.context().browser();
  if (browser === null) throw new Error("no browser");
  await browser.startTracing(page, { categories: TRACE });
  const before = await taskMs(devtools);
  // Measured from outside: a loop that counts frames in the page would cost as much as the frames.
  await page.waitForTimeout(MEASURE_MS);
  const used = ((await taskMs(devtools)) - before) / (MEASURE_MS / 1000);
  const { drawn, dropped, apartMs } = readFrames(await browser.stopTracing());
  process.stdout.write(
    `${name}: drawn ${drawn}, dropped ${dropped}, the page's own ${apartMs.length}, ` +
      `p50 ${percentile(apartMs, 0.5).toFixed(1)} ms, p95 ${percentile(apartMs, 0.95).toFixed(1)} ms, ` +
      `main thread ${used.toFixed(0)} ms/s\n`,
  );
}

const server = await openBenchServer();
const presentation = await openServerCalls(server.url).present();
const agent = await openBenchClient(
  server.url,
  presentation.room,
  await presentation.roomToken("agent"),
);
const browser = await launchChromium();
const page = await openBuyer(browser, presentation.link);
const devtools = await page.context().newCDPSession(page);
await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
await measure("nothing moves", page, devtools);
const stop = drag(agent);
await measure("dragged", page, devtools);
await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
await measure("dragged, four times slower", page, devtools);
stop();
await measure("nothing moves, four times slower", page, devtools);
await browser.close();
agent.close();
await server.close();
