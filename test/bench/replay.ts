/**
 * A replay of the worst hour, 7,200 moments, on a slow phone: how soon the recap can be used, and what a step of the scrub
 * bar costs. The second part reads the history alone, in this process.
 * Run by hand, after `npm run build`: `CHROMIUM=$(command -v chromium) npx node test/bench/replay.ts`.
 */
import { parseArgs } from "node:util";
import type { Browser, Page } from "playwright-core";
import type { Moment, MomentContent } from "../../schema/history/moment.ts";
import { playedOf } from "../../schema/history/played.ts";
import { indexPointed } from "../../schema/history/pointed.ts";
import { indexStates, stateAt } from "../../schema/history/stateAt.ts";
import { unitView } from "../../schema/presentation/presentation.ts";
import { launchChromium } from "../support/browser/chromium.ts";
import { keepMoments } from "../support/server/disk/keepMoments.ts";
import { openServerCalls } from "../support/server/serverCalls.ts";
import { percentile } from "./figures/statistics.ts";
import { openBenchServer } from "./quietRoom/server.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    steps: { type: "string", default: "200" },
    /** Number of homes shown in rotation. */
    homes: { type: "string", default: "30" },
    /** CPU slowdown of the simulated phone. */
    slowdown: { type: "string", default: "4" },
  },
});

const MOMENTS = 7_200;
const HOUR_MS = 3_600_000;
const PROJECT = "lagoon-terraces";

const SLOW_NETWORK = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
};
const PHONE = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
  locale: "en-GB",
};

/** Two moments a second for an hour: views, cameras, filters, the shortlist and pointers in turn. */
function worstHour(homes: readonly string[], endMs: number): readonly Moment[] {
  const home = (n: number) => homes[n % homes.length] ?? "";
  const contentOf = (n: number): MomentContent => {
    const by = "agent";
    switch (n % 6) {
      case 0:
        return { kind: "view", view: unitView(home(n * 7)), by };
      case 1:
        return { kind: "pointed", anchor: `unit:${home(n * 7)}`, ms: 900, by };
      case 2:
        return { kind: "filters", filters: { bedrooms: [n % 4] }, by };
      case 3:
        return { kind: "view", view: { screen: "building", building: "b" }, by };
      case 4:
        return { kind: "shortlist", unit: home(n), kept: n % 3 !== 0, by };
      default:
        return { kind: "pointed", anchor: `unit:${home(n)}`, ms: 900, by };
    }
  };
  return Array.from({ length: MOMENTS }, (_, n): Moment =>
    Object.assign({ at: endMs - HOUR_MS + (n * HOUR_MS) / MOMENTS, node: "one", n }, contentOf(n)),
  );
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const ms = (value: number): string => `${value.toFixed(value < 10 ? 3 : 0)} ms`;

function timed(run: () => void): number {
  const before = performance.now();
  run();
  return performance.now() - before;
}

/** Durations in ms of `steps` runs at positions across the hour. */
const timesOf = (steps: number, run: (share: number) => void): readonly number[] =>
  Array.from({ length: steps }, (_, step) => timed(() => run(((step * 617) % steps) / steps)));

function readHistory(moments: readonly Moment[], steps: number): void {
  const first = moments[0]?.at ?? 0;
  const at = (share: number) => first + share * HOUR_MS;
  let states = indexStates(PROJECT, []);
  const built = timed(() => {
    states = indexStates(PROJECT, moments);
    indexPointed(moments);
    playedOf(moments, { until: first + HOUR_MS });
  });
  const whole = timesOf(steps, (share) => void stateAt(PROJECT, moments, at(share)));
  const indexed = timesOf(steps, (share) => void states(at(share)));
  say(`in this process, of ${MOMENTS} moments: index built once ${ms(built)}`);
  say(
    `  a step by the index ${ms(percentile(indexed, 0.5))}, by stateAt ${ms(percentile(whole, 0.5))}`,
  );
}

async function openSlowPhone(browser: Browser): Promise<Page> {
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", SLOW_NETWORK);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: Number(values.slowdown) });
  return page;
}

/** Runs in the page: durations in ms of steps made as by a drag, until the page is laid out again. */
async function scrub(steps: number): Promise<readonly number[]> {
  const bar = document.querySelector<HTMLInputElement>("input[type=range].scrub");
  const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
  if (bar === null || value === undefined) throw new Error("no scrub bar");
  const times: number[] = [];
  for (let step = 0; step < steps; step += 1) {
    const positionMs = (Number(bar.max) * step) / steps;
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const before = performance.now();
    value.set?.call(bar, String(positionMs));
    bar.dispatchEvent(new Event("input", { bubbles: true }));
    await Promise.resolve();
    void document.body.offsetHeight;
    times.push(performance.now() - before);
  }
  return times;
}

declare global {
  interface Window {
    /** When each of these was first painted, in ms of the page's clock. */
    paintedAt?: Record<string, number>;
    pressedAt?: number;
  }
}

/** Awaited elements by name: the text of a button, or else a selector. */
const WAITED = {
  recap: { text: "Watch it again", selector: "button" },
  replay: { text: "", selector: "input.scrub" },
  stage: { text: "", selector: ".stage" },
} as const;

/**
 * Runs in the page before its scripts: records the frame in which each is first painted. Measuring from outside would
 * be exact to half a second: a waiting locator polls twice a second, and each poll takes the phone's time.
 */
function watch(waited: Readonly<Record<string, { text: string; selector: string }>>): void {
  const painted: Record<string, number> = {};
  window.paintedAt = painted;
  const noted = new Set<string>();
  const isShown = ({ text, selector }: { text: string; selector: string }) =>
    [...document.querySelectorAll(selector)].some(
      (element) => element.textContent.includes(text) && element.getClientRects().length > 0,
    );
  const note = (name: string) => {
    noted.add(name);
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener("message", () => (painted[name] = performance.now()));
      port1.start();
      port2.postMessage("the frame is done");
    });
  };
  new MutationObserver(() => {
    for (const [name, what] of Object.entries(waited)) {
      if (!noted.has(name) && isShown(what)) note(name);
    }
  }).observe(document, { childList: true, subtree: true });
  addEventListener("click", () => (window.pressedAt = performance.now()), { capture: true });
}

async function paintedAt(page: Page, name: keyof typeof WAITED): Promise<number> {
  const painted = await page.waitForFunction((wanted) => window.paintedAt?.[wanted], name);
  return (await painted.jsonValue()) ?? Number.NaN;
}

interface Round {
  readonly paintedMs: number;
  readonly usableMs: number;
  readonly openedMs: number;
  readonly steps: readonly number[];
}

async function playOnce(browser: Browser, link: string, steps: number): Promise<Round> {
  const page = await openSlowPhone(browser);
  await page.addInitScript(watch, WAITED);
  await page.goto(link, { waitUntil: "commit" });
  const usableMs = await paintedAt(page, "recap");
  const paintedMs = await page.evaluate(
    () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
  );
  await page.getByRole("button", { name: "Watch it again" }).tap();
  const opened = [await paintedAt(page, "replay"), await paintedAt(page, "stage")];
  const pressedMs = await page.evaluate(() => window.pressedAt);
  const openedMs = Math.max(...opened) - (pressedMs ?? Number.NaN);
  const times = await page.evaluate(scrub, steps);
  await page.context().close();
  return { paintedMs, usableMs, openedMs, steps: times };
}

const server = await openBenchServer();
const calls = openServerCalls(server.url);
const presentation = await calls.present({ project: PROJECT });
const { id, agentToken, room } = presentation;
const list = await calls.call("GET", `/api/projects/${PROJECT}/units`, undefined, agentToken);
const { units } = (await list.json()) as { units: readonly { id: string }[] };
const moments = worstHour(
  units.slice(0, Number(values.homes)).map((unit) => unit.id),
  Date.now() - 60_000,
);
readHistory(moments, 2_000);
keepMoments(server.dataDir, room, moments);
await calls.call("DELETE", `/api/presentations/${id}`, undefined, agentToken);
const made = await calls.call("POST", `/api/presentations/${id}/recap`, {}, agentToken);
const { link } = (await made.json()) as { link: string };
const browser = await launchChromium();
const rounds: Round[] = [];
// A first visit, so that the server has converted the requested pictures.
await playOnce(browser, link, 5);
for (let count = 0; count < Number(values.rounds); count += 1) {
  rounds.push(await playOnce(browser, link, Number(values.steps)));
}
const median = (read: (round: Round) => number): number => percentile(rounds.map(read), 0.5);
const steps = rounds.flatMap((round) => round.steps);
say(`on the slow phone, medians of ${rounds.length}:`);
say(
  `  recap painted ${ms(median((round) => round.paintedMs))}, usable ${ms(median((round) => round.usableMs))}`,
);
say(`  replay open after the press ${ms(median((round) => round.openedMs))}`);
say(
  `  a scrub step ${ms(percentile(steps, 0.5))}, at the 95th percentile ${ms(percentile(steps, 0.95))}`,
);
await browser.close();
await server.close();
