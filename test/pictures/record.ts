import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import sharp, { type OverlayOptions } from "sharp";
import { DESK, PHONE, joinAsBuyer, startPresenting } from "../support/browser/browser.ts";
import { launchChromium } from "../support/browser/chromium.ts";
import { AGENT_KEY } from "../support/server/serverCalls.ts";
import { launchServer } from "../support/server/process/serverLaunch.ts";

/**
 * `npm run pictures`: records the README's picture, desk and phone side by side, as an animated WebP and as a still for
 * readers who ask for less motion. Needs the built pages and `CHROMIUM`.
 */
const WIDTH = 1600;
const HEIGHT = 860;
/** Where the two screens lie in the picture, in pixels of it. */
const DESK_BOX = { left: 43, top: 80, width: 1120, height: 700 };
const PHONE_BOX = { left: 1216, top: 75, width: 328, height: 710 };
const WALL = "#ece9e3";
const FRAME_MS = 110;
const LAST_FRAME_MS = 2600;
/** A README that loads fast on a phone. */
const MAX_BYTES = 1.5 * 1024 * 1024;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A mouse cursor: a headless browser draws none. */
const cursor = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="26" viewBox="0 0 20 26"><path d="M2 1v19l5-5 4 9 3-1-4-9h7z" fill="#1a1816" stroke="#fff" stroke-width="1.5"/></svg>',
);

const phoneShell = Buffer.from(
  `<svg xmlns="http://www.w3.org/2000/svg" width="${PHONE_BOX.width + 12}" height="${PHONE_BOX.height + 12}"><rect width="100%" height="100%" rx="42" fill="#1a1816"/></svg>`,
);

const rounded = ({ width, height }: { width: number; height: number }, radius: number): Buffer =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" rx="${radius}"/></svg>`,
  );

async function screen(shot: Buffer, box: typeof DESK_BOX, radius: number): Promise<OverlayOptions> {
  const input = await sharp(shot)
    .resize(box.width, box.height, { fit: "fill" })
    .composite([{ input: rounded(box, radius), blend: "dest-in" }])
    .png()
    .toBuffer();
  return { input, left: box.left, top: box.top };
}

async function compose(desk: Buffer, phone: Buffer, mouse: Point): Promise<Buffer> {
  const scale = DESK_BOX.width / DESK.viewport.width;
  return sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: WALL } })
    .composite([
      await screen(desk, DESK_BOX, 8),
      { input: phoneShell, left: PHONE_BOX.left - 6, top: PHONE_BOX.top - 6 },
      await screen(phone, PHONE_BOX, 36),
      {
        input: cursor,
        left: Math.round(DESK_BOX.left + mouse.x * scale),
        top: Math.round(DESK_BOX.top + mouse.y * scale),
      },
    ])
    .png()
    .toBuffer();
}

/** Moves the agent's mouse as a hand does, and takes a frame of both screens at each step. */
function openCamera(desk: Page, phone: Page) {
  const frames: Buffer[] = [];
  let mouse: Point = { x: 900, y: 480 };
  const take = async (): Promise<void> => {
    const [left, right] = await Promise.all([desk.screenshot(), phone.screenshot()]);
    frames.push(await compose(left, right, mouse));
  };
  return {
    frames,
    hold: async (count: number): Promise<void> => {
      for (let n = 0; n < count; n += 1) await take();
    },
    moveTo: async (to: Point, steps: number): Promise<void> => {
      const from = mouse;
      for (let n = 1; n <= steps; n += 1) {
        const part = (1 - Math.cos((Math.PI * n) / steps)) / 2;
        mouse = { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
        await desk.mouse.move(mouse.x, mouse.y);
        await take();
      }
    },
    press: async (): Promise<void> => {
      await desk.mouse.click(mouse.x, mouse.y);
      await take();
    },
  };
}

async function middleOf(page: Page, selector: string): Promise<Point> {
  const box = await page.locator(selector).first().boundingBox();
  if (box === null) throw new Error(`${selector} is not on the page`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function record(desk: Page, phone: Page): Promise<readonly Buffer[]> {
  const camera = openCamera(desk, phone);
  await camera.hold(5);
  await camera.moveTo(await middleOf(desk, "[data-anchor='building:b']:not([inert] *)"), 8);
  await camera.press();
  await camera.hold(5);
  await camera.moveTo(await middleOf(desk, "[data-unit='b-1204']:not([inert] *)"), 8);
  await camera.press();
  await camera.hold(8);
  await camera.moveTo(await middleOf(desk, "svg:not([inert] *) >> text=Living"), 8);
  await camera.hold(4);
  await camera.moveTo(await middleOf(desk, "svg:not([inert] *) >> text=Bedroom"), 8);
  await camera.hold(4);
  return camera.frames;
}

const folder = await mkdtemp(join(tmpdir(), "offplan-pictures-"));
const server = launchServer({ DATA_DIR: folder, LOG_LEVEL: "info" });
const browser = await launchChromium();
try {
  const url = await server.listening;
  const options = { locale: "en-GB", deviceScaleFactor: 1 };
  const desk = await (await browser.newContext({ ...DESK, ...options })).newPage();
  const phone = await (await browser.newContext({ ...PHONE, locale: "en-GB" })).newPage();
  await desk.addInitScript(() => {
    localStorage.setItem("offplan.agentName", "");
  });
  await desk.goto(`${url}/agent#key=${AGENT_KEY}`);
  await joinAsBuyer(phone, await startPresenting(desk), "Maya");
  const frames = await record(desk, phone);
  const moving = await sharp([...frames], { join: { animated: true } })
    .webp({
      quality: 62,
      effort: 6,
      minSize: true,
      mixed: true,
      loop: 0,
      delay: frames.map((_, n) => (n === frames.length - 1 ? LAST_FRAME_MS : FRAME_MS)),
    })
    .toBuffer();
  if (moving.length > MAX_BYTES)
    throw new Error(`${moving.length} bytes are more than ${MAX_BYTES}`);
  await writeFile(join(import.meta.dirname, "both-sides.webp"), moving);
  const last = frames.at(-1);
  if (last !== undefined) {
    await sharp(last)
      .png({ palette: true })
      .toFile(join(import.meta.dirname, "both-sides.png"));
  }
  process.stdout.write(`${frames.length} frames, ${Math.round(moving.length / 1024)} KiB\n`);
} finally {
  await browser.close();
  server.kill("SIGTERM");
  await server.exited;
  await rm(folder, { recursive: true, force: true });
}
