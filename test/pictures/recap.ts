import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import sharp from "sharp";
import { DESK, joinAsBuyer, PHONE, startPresenting } from "../support/browser/browser.ts";
import { launchChromium } from "../support/browser/chromium.ts";
import { AGENT_KEY, openServerCalls } from "../support/server/serverCalls.ts";
import { launchServer } from "../support/server/process/serverLaunch.ts";

/** Part of `npm run pictures`: what a buyer keeps of a viewing, on two phones and on paper. */
const OUTPUT = join(import.meta.dirname, "recap.png");
const WALL = "#ece9e3";
const GAP = 40;
const PHONE_SIZE = { width: 375, height: 812 };
/** A page of A4 and its margin of 14 mm, in CSS pixels. */
const PAPER = { width: 794, height: 1123 };
const MARGIN = 53;

/** The link to the recap of a viewing of one home, which its buyer liked. */
async function makeRecap(browser: Browser, url: string): Promise<string> {
  const desk = await (await browser.newContext({ ...DESK, locale: "en-GB" })).newPage();
  await desk.addInitScript(() => localStorage.setItem("offplan.agentName", "Layla Haddad"));
  await desk.goto(`${url}/agent?project=lagoon-terraces&view=unit:b-1204#key=${AGENT_KEY}`);
  const phone = await (await browser.newContext({ ...PHONE, locale: "en-GB" })).newPage();
  await joinAsBuyer(phone, await startPresenting(desk), "Olga");
  await phone.getByRole("button", { name: "I like this home" }).tap();
  await desk.getByText("Olga likes this home").waitFor();
  await desk.getByRole("button", { name: "End", exact: true }).click();
  await desk.getByRole("button", { name: "End for everybody" }).click();
  await desk.getByRole("button", { name: "Send a recap" }).waitFor();
  const calls = openServerCalls(url);
  const token = await calls.signIn();
  const list = await calls.call("GET", "/api/presentations", undefined, token);
  const { presentations } = (await list.json()) as { presentations: { id: string }[] };
  const path = `/api/presentations/${presentations[0]?.id}`;
  const appointment = { at: "2027-03-14T09:30:00.000Z", place: "Sales gallery, Port Saif" };
  const contact = { phone: "+971501234567", email: "layla@example.com" };
  await calls.call("PATCH", `${path}/follow-up`, { appointment, contact }, token);
  const made = await calls.call("POST", `${path}/recap`, {}, token);
  const unit = "/api/projects/lagoon-terraces/units/b-1204";
  await calls.call("PATCH", unit, { status: "reserved" }, token);
  return ((await made.json()) as { link: string }).link;
}

async function shootPhone(browser: Browser, link: string, locale: string): Promise<Buffer> {
  const context = await browser.newContext({ ...PHONE, viewport: PHONE_SIZE, locale });
  const page = await context.newPage();
  await page.goto(link);
  const home = page.getByRole("article").first();
  await home.waitFor();
  await home.evaluate((sheet) => sheet.scrollIntoView());
  await page.waitForTimeout(500);
  return page.screenshot();
}

async function shootPaper(browser: Browser, link: string): Promise<Buffer> {
  const viewport = { width: PAPER.width - 2 * MARGIN, height: PAPER.height - 2 * MARGIN };
  const context = await browser.newContext({ viewport, deviceScaleFactor: 2, locale: "en-GB" });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByRole("article").first().waitFor();
  await page.emulateMedia({ media: "print" });
  await page.waitForTimeout(500);
  const shot = await page.screenshot();
  return sharp(shot)
    .flatten({ background: "#fff" })
    .extend({
      top: MARGIN * 2,
      bottom: MARGIN * 2,
      left: MARGIN * 2,
      right: MARGIN * 2,
      background: "#fff",
    })
    .toBuffer();
}

const folder = await mkdtemp(join(tmpdir(), "offplan-pictures-"));
const server = launchServer({ DATA_DIR: folder, LOG_LEVEL: "info" });
const browser = await launchChromium();
try {
  const url = await server.listening;
  const link = await makeRecap(browser, url);
  const { height } = PHONE_SIZE;
  const shots = [
    await shootPhone(browser, link, "en-GB"),
    await shootPhone(browser, link, "ar-AE"),
    await shootPaper(browser, link),
  ];
  const boxes = [
    PHONE_SIZE.width,
    PHONE_SIZE.width,
    Math.round((height * PAPER.width) / PAPER.height),
  ];
  const inputs = await Promise.all(
    shots.map((shot, at) => sharp(shot).resize(boxes[at], height, { fit: "fill" }).toBuffer()),
  );
  const width = boxes.reduce((sum, box) => sum + box + GAP, GAP);
  const lefts = boxes.map((_, at) => boxes.slice(0, at).reduce((sum, box) => sum + box + GAP, GAP));
  await sharp({ create: { width, height: height + 2 * GAP, channels: 3, background: WALL } })
    .composite(inputs.map((input, at) => ({ input, left: lefts[at] ?? 0, top: GAP })))
    .png({ palette: true })
    .toFile(OUTPUT);
} finally {
  await browser.close();
  server.kill("SIGTERM");
  await server.exited;
  await rm(folder, { recursive: true, force: true });
}
