/**
 * Time to a buyer's first picture on a slow phone: from the press on Join to the stage's picture as a blur, usable and
 * sharp, with the bytes of pictures received until then.
 * Run by hand, after `npm run build`: `CHROMIUM=$(command -v chromium) npx node test/bench/firstPicture.ts --projects <folder>`.
 */
import { parseArgs } from "node:util";
import type { Browser, CDPSession, Page } from "playwright-core";
import type { View } from "../../schema/presentation/presentation.ts";
import { openWriter } from "../../schema/presentation/document.ts";
import { launchChromium } from "../support/browser/chromium.ts";
import { openServerCalls } from "../support/server/serverCalls.ts";
import { percentile } from "./figures/statistics.ts";
import { openBenchClient } from "./quietRoom/client.ts";
import { openBenchServer } from "./quietRoom/server.ts";

const { values } = parseArgs({
  options: {
    projects: { type: "string" },
    project: { type: "string", default: "firsanovka-park" },
    rounds: { type: "string", default: "5" },
    /** Seconds before Join is pressed. */
    reads: { type: "string", default: "0,5" },
    /** The masterplan shown after the initial one. */
    masterplan: { type: "string", default: "embankment" },
  },
});

const SLOW_NETWORK = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
};
const SLOWDOWN = 4;
const PHONE = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
  locale: "en-GB",
};

const STEPS = ["blurred", "usable", "sharp"] as const;
type Step = (typeof STEPS)[number];
/** Milliseconds on the page's clock. */
type Times = Partial<Record<Step | "pressed" | "stage", number>>;

declare global {
  var firstPicture: Times | undefined;
}

/** Runs in the page: records the time of the press and of the first picture at each step. */
function watchPictures(): void {
  const times: Times = {};
  globalThis.firstPicture = times;
  document.addEventListener("submit", () => (times.pressed ??= performance.now()), true);
  const stepOf = (image: HTMLImageElement): Step | undefined => {
    if (!image.complete || image.naturalWidth === 0) return undefined;
    if (image.currentSrc.startsWith("data:")) return "blurred";
    const own = Number(image.getAttribute("width"));
    const asked = Number(new URL(image.currentSrc).searchParams.get("w"));
    const drawn = image.getBoundingClientRect().width * devicePixelRatio;
    return (asked || own) >= Math.min(drawn, own) ? "sharp" : "usable";
  };
  const look = (): void => {
    const image = document.querySelector<HTMLImageElement>(".stage .picture-box > img");
    const now = performance.now();
    if (document.querySelector(".stage") !== null) times.stage ??= now;
    const step = image === null ? undefined : stepOf(image);
    if (step !== undefined) times[step] ??= now;
    if (step !== "sharp") requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Sums the bytes of pictures. Times are the page's own, in seconds. */
function weighPictures(devtools: CDPSession) {
  const pictures = new Set<string>();
  let bytes = 0;
  devtools.on("Network.requestWillBeSent", ({ requestId, request }) => {
    if (new URL(request.url).pathname.startsWith("/media/")) pictures.add(requestId);
  });
  devtools.on("Network.dataReceived", ({ requestId, encodedDataLength }) => {
    if (pictures.has(requestId)) bytes += encodedDataLength;
  });
  return () => bytes;
}

async function openSlowPhone(browser: Browser): Promise<readonly [Page, CDPSession]> {
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", SLOW_NETWORK);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
  await page.addInitScript(watchPictures);
  return [page, devtools];
}

const reached = (page: Page, step: Step): Promise<unknown> =>
  page.waitForFunction((wanted) => globalThis.firstPicture?.[wanted] !== undefined, step, {
    timeout: 60_000,
    polling: 50,
  });

interface Round extends Readonly<Record<Step | "stage" | "usableBytes" | "sharpBytes", number>> {}

/** Joins `readMs` after the form shows the development's name. Times in ms since the press; bytes since the page opened. */
async function join(browser: Browser, link: string, readMs: number): Promise<Round> {
  const [page, devtools] = await openSlowPhone(browser);
  const weigh = weighPictures(devtools);
  await page.goto(link, { waitUntil: "commit" });
  await page.getByText("invites you").waitFor();
  await page.locator("form").waitFor();
  await page.waitForFunction(() => document.querySelector("main img") !== null);
  await page.waitForTimeout(readMs);
  await page.getByRole("button", { name: "Join the viewing" }).tap();
  const [usableBytes, sharpBytes] = [
    await Promise.race([reached(page, "usable"), reached(page, "sharp")]).then(weigh),
    await reached(page, "sharp").then(weigh),
  ];
  const times = (await page.evaluate(() => globalThis.firstPicture)) ?? {};
  await page.context().close();
  const after = (step: keyof Times): number => (times[step] ?? NaN) - (times.pressed ?? NaN);
  const usable = times.usable === undefined ? after("sharp") : after("usable");
  const blurred = times.blurred === undefined ? usable : after("blurred");
  return {
    stage: after("stage"),
    blurred,
    usable,
    sharp: after("sharp"),
    usableBytes,
    sharpBytes,
  };
}

async function report(browser: Browser, link: string, readSeconds: number): Promise<void> {
  const rounds: Round[] = [];
  for (let count = 0; count < Number(values.rounds); count += 1) {
    rounds.push(await join(browser, link, readSeconds * 1000));
  }
  const median = (name: keyof Round): number =>
    percentile(
      rounds.map((round) => round[name]),
      0.5,
    );
  const seconds = (name: Step | "stage"): string => (median(name) / 1000).toFixed(2);
  const kilobytes = (name: "usableBytes" | "sharpBytes"): string =>
    (median(name) / 1000).toFixed(0);
  process.stdout.write(
    `pressed after ${readSeconds} s: stage ${seconds("stage")} s, blurred ${seconds("blurred")} s, ` +
      `usable ${seconds("usable")} s (${kilobytes("usableBytes")} KB), ` +
      `sharp ${seconds("sharp")} s (${kilobytes("sharpBytes")} KB)\n`,
  );
}

if (values.projects !== undefined) process.env["PROJECTS_DIR"] = values.projects;
const server = await openBenchServer();
const presentation = await openServerCalls(server.url).present({ project: values.project });
const { link, room } = presentation;
const agent = await openBenchClient(server.url, room, await presentation.roomToken("agent"));
const writer = openWriter(agent.doc);
const browser = await launchChromium();

const measure = async (name: string): Promise<void> => {
  process.stdout.write(`${name}\n`);
  // A first join, so that the server has converted all requested widths.
  await join(browser, link, 0);
  for (const seconds of values.reads.split(",")) await report(browser, link, Number(seconds));
};
await measure("the first masterplan, which the join page shows too");
const shown: View = { screen: "masterplan", masterplan: values.masterplan };
writer.write({ view: shown });
await measure(values.masterplan);
await browser.close();
agent.close();
await server.close();
