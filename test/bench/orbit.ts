/**
 * A rendered orbit on a slow phone: time from the agent's opening until it can be used, bytes of every eighth frame, and
 * frames dropped by Chromium while the agent drags it, compared with a dragged masterplan of the same picture.
 * Run by hand, after `npm run build`: `CHROMIUM=$(command -v chromium) npx node test/bench/orbit.ts`.
 */
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Browser, CDPSession } from "playwright-core";
import sharp from "sharp";
import { openWriter } from "../../schema/presentation/document.ts";
import type { Camera } from "../../schema/presentation/presentation.ts";
import { launchChromium } from "../support/browser/chromium.ts";
import { openServerCalls } from "../support/server/serverCalls.ts";
import { measureFrames, openBuyer } from "./browser/followedFrames.ts";
import { percentile } from "./figures/statistics.ts";
import { openBenchClient, type BenchClient } from "./quietRoom/client.ts";
import { openBenchServer } from "./quietRoom/server.ts";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "8" },
    rounds: { type: "string", default: "5" },
    frames: { type: "string", default: "72" },
    homes: { type: "string", default: "100" },
    pairs: { type: "string", default: "3" },
  },
});
const COUNT = Number(values.frames);
const HOMES = Number(values.homes);
const FLOORS = Math.ceil(HOMES / 10);
const MEASURE_MS = Number(values.seconds) * 1000;
const MOVES_PER_SECOND = 30;
const [WIDTH, HEIGHT] = [1920, 1440];
/** A photograph of a whole sphere: a strip of it turns like a rendering of a building, and compresses as little. */
const PHOTOGRAPH = join(import.meta.dirname, "../../../shared/inputs/around/panorama.jpg");

const SLOW_NETWORK = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
};

/** Homes of a facade, ten to a floor, slightly further to the right in each later frame. */
const outlinesIn = (frame: number) =>
  Array.from({ length: HOMES }, (_, home) => {
    const [column, floor] = [home % 10, Math.floor(home / 10)];
    const x = 300 + column * 90 + (frame % 24) * 10;
    const y = 200 + floor * (1000 / FLOORS);
    const down = y + 800 / FLOORS;
    return {
      unit: `a-${floor + 1}${String(column + 1).padStart(2, "0")}`,
      outline: [
        [x, y],
        [x + 80, y + 5],
        [x + 80, down],
        [x, down],
      ],
    };
  });

/** A development whose orbit and masterplan show the photograph. Returns the folder of packs. */
async function makePacks(): Promise<string> {
  const packs = await mkdtemp(join(tmpdir(), "offplan-orbit-"));
  const media = join(packs, "riverside", "media");
  await mkdir(media, { recursive: true });
  const sphere = await sharp(PHOTOGRAPH).resize(4096, 2048).toBuffer();
  const twice = await sharp(sphere)
    .extend({ right: 4096, background: "#000" })
    .composite([{ input: sphere, left: 4096, top: 0 }])
    .raw()
    .toBuffer();
  const raw = { raw: { width: 8192, height: 2048, channels: 3 } } as const;
  for (let frame = 0; frame < COUNT; frame += 1) {
    const left = Math.round((frame / COUNT) * 4096);
    const file = join(media, `${frame + 1}.jpg`);
    await sharp(twice, raw)
      .extract({ left, top: 256, width: WIDTH, height: HEIGHT })
      .jpeg({ quality: 88 })
      .toFile(file);
  }
  const outline = [
    [400, 300],
    [900, 300],
    [900, 1100],
    [400, 1100],
  ];
  const project = {
    id: "riverside",
    name: "Riverside",
    currency: "AED",
    buildings: [
      { id: "a", floors: Array.from({ length: FLOORS }, (_, at) => ({ number: at + 1 })) },
    ],
    masterplans: [{ id: "site", image: "media/1.jpg", buildings: [{ building: "a", outline }] }],
    orbits: [
      {
        id: "tower",
        building: "a",
        frames: "media/{n}.jpg",
        count: COUNT,
        outlines: Array.from({ length: 12 }, (_, key) => {
          const frame = 1 + Math.floor((key * COUNT) / 12);
          return { frame, units: outlinesIn(frame) };
        }),
      },
    ],
  };
  await writeFile(join(packs, "riverside", "project.json"), JSON.stringify(project));
  await writeFile(
    join(packs, "riverside", "units.csv"),
    `building,floor,number\n${outlinesIn(1)
      .map(({ unit }) => `a,${unit.slice(2, -2)},${unit.slice(2)}\n`)
      .join("")}`,
  );
  return packs;
}

/** Drags the building to and fro; a masterplan is dragged in circles. */
function drag({ provider }: BenchClient, target: string): () => void {
  const startMs = performance.now();
  const round = (value: number): number => Math.round(value * 10_000) / 10_000;
  const move = (): void => {
    const seconds = (performance.now() - startMs) / 1000;
    const turn = seconds * Math.PI;
    const camera: Camera = target.startsWith("orbit:")
      ? { target, turn: round((seconds / 6) % 1), zoom: 1 }
      : {
          target,
          x: round(0.5 + 0.2 * Math.cos(turn)),
          y: round(0.5 + 0.2 * Math.sin(turn)),
          zoom: round(2 + Math.sin(turn / 3)),
        };
    provider.awareness.setLocalState({ camera });
  };
  const timer = setInterval(move, 1000 / MOVES_PER_SECOND);
  return () => clearInterval(timer);
}

/** Counts the bytes and number of completely received frames. */
function weighFrames(devtools: CDPSession) {
  const open = new Map<string, number>();
  const arrived = { bytes: 0, frames: 0 };
  devtools.on("Network.requestWillBeSent", ({ requestId, request }) => {
    if (/\/media\/riverside\/\d+\.jpg/.test(request.url)) open.set(requestId, 0);
  });
  devtools.on("Network.dataReceived", ({ requestId, encodedDataLength }) => {
    const known = open.get(requestId);
    if (known !== undefined) open.set(requestId, known + encodedDataLength);
  });
  devtools.on("Network.loadingFinished", ({ requestId }) => {
    const known = open.get(requestId);
    if (known === undefined) return;
    arrived.bytes += known;
    arrived.frames += 1;
  });
  return arrived;
}

const EIGHTHS = Math.ceil(COUNT / 8);

interface Opened {
  readonly usableMs: number;
  readonly eighthsMs: number;
  readonly eighthsBytes: number;
}

/** Joins on a slow phone while another view is shown; the agent then opens the orbit. */
async function openOrbit(
  browser: Browser,
  link: string,
  show: (view: "orbit" | "layouts") => void,
) {
  show("layouts");
  const page = await openBuyer(browser, link);
  await page.locator('.stage[data-screen="layouts"]').waitFor();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.setCacheDisabled", { cacheDisabled: true });
  await devtools.send("Network.emulateNetworkConditions", SLOW_NETWORK);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  const arrived = weighFrames(devtools);
  const startMs = performance.now();
  show("orbit");
  await page.locator(".orbit-holder[data-frame]").waitFor();
  const usableMs = performance.now() - startMs;
  while (arrived.frames < EIGHTHS) await page.waitForTimeout(10);
  const opened: Opened = {
    usableMs,
    eighthsMs: performance.now() - startMs,
    eighthsBytes: arrived.bytes,
  };
  return { opened, arrived, page, devtools };
}

if (!existsSync(PHOTOGRAPH)) throw new Error(`${PHOTOGRAPH} is missing`);
const packs = await makePacks();
process.env["PROJECTS_DIR"] = packs;
const server = await openBenchServer();
const presentation = await openServerCalls(server.url).present({ project: "riverside" });
const { link, room } = presentation;
const agent = await openBenchClient(server.url, room, await presentation.roomToken("agent"));
const writer = openWriter(agent.doc);
const browser = await launchChromium();
const show = (screen: "orbit" | "layouts" | "masterplan"): void => {
  if (screen === "orbit") writer.write({ view: { screen, orbit: "tower" } });
  else if (screen === "masterplan") writer.write({ view: { screen, masterplan: "site" } });
  else writer.write({ view: { screen } });
};
process.stdout.write(`${COUNT} frames, load ${loadavg()[0]?.toFixed(1)}\n`);
const rounds: Opened[] = [];
// Not measured: makes the server convert every frame's width.
const first = await openOrbit(browser, link, show);
while (first.arrived.frames < COUNT) await first.page.waitForTimeout(100);
await first.page.context().close();
for (let round = 0; round < Number(values.rounds); round += 1) {
  const { opened, page } = await openOrbit(browser, link, show);
  rounds.push(opened);
  await page.context().close();
}
const median = (name: keyof Opened): string =>
  percentile(
    rounds.map((round) => round[name]),
    0.5,
  ).toFixed(0);
process.stdout.write(
  `usable after ${median("usableMs")} ms, every eighth after ${median("eighthsMs")} ms, ` +
    `${median("eighthsBytes")} bytes of ${EIGHTHS} frames\n`,
);

const { page, devtools } = await openOrbit(browser, link, show);
await devtools.send("Network.emulateNetworkConditions", {
  ...SLOW_NETWORK,
  latency: 0,
  downloadThroughput: -1,
  uploadThroughput: -1,
});
await devtools.send("Network.setCacheDisabled", { cacheDisabled: false });
await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
for (let pair = 0; pair < Number(values.pairs); pair += 1) {
  for (const [screen, target] of [
    ["masterplan", "masterplan:site"],
    ["orbit", "orbit:tower"],
  ] as const) {
    show(screen);
    await page.locator(`.stage[data-screen="${screen}"]`).waitFor();
    const stop = drag(agent, target);
    await measureFrames(`${screen} dragged, four times slower`, page, devtools, MEASURE_MS);
    stop();
  }
}
await browser.close();
agent.close();
await server.close();
await rm(packs, { recursive: true, force: true });
