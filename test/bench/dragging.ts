/**
 * Rendering on the buyer's phone while the agent drags the camera and points: frames drawn and dropped by Chromium (from a
 * trace), intervals between the page's own frames, and the main thread's time; at full speed and slowed down four times.
 * Run by hand, after `npm run build`: `CHROMIUM=$(command -v chromium) npx node test/bench/dragging.ts`.
 */
import { parseArgs } from "node:util";
import { readState } from "../../schema/presentation/document.ts";
import { launchChromium } from "../support/browser/chromium.ts";
import { openServerCalls } from "../support/server/serverCalls.ts";
import { measureFrames, openBuyer } from "./browser/followedFrames.ts";
import { openBenchClient, type BenchClient } from "./quietRoom/client.ts";
import { openBenchServer } from "./quietRoom/server.ts";

const { values } = parseArgs({ options: { seconds: { type: "string", default: "10" } } });
const MEASURE_MS = Number(values.seconds) * 1000;
/** Rate of camera reports while dragging (`client/stage/picture/camera/usePictureCamera.ts`). */
const MOVES_PER_SECOND = 30;

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
await measureFrames("nothing moves", page, devtools, MEASURE_MS);
const stop = drag(agent);
await measureFrames("dragged", page, devtools, MEASURE_MS);
await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
await measureFrames("dragged, four times slower", page, devtools, MEASURE_MS);
stop();
await measureFrames("nothing moves, four times slower", page, devtools, MEASURE_MS);
await browser.close();
agent.close();
await server.close();
