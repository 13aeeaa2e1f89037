import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { BrowserContext, Page } from "playwright-core";
import { expect, test } from "vitest";
import {
  DESK,
  joinAsBuyer,
  openBrowser,
  openPage,
  PHONE,
  picture,
  signInLink,
  startPresenting,
} from "../../support/browser/browser.ts";
import { makeRoomsPack } from "../../support/server/roomsPack.ts";
import { openTestServer } from "../../support/server/testServer.ts";
import { inLong, longTest, someOf } from "../../support/size.ts";

interface Counts {
  contexts: number;
  textures: number;
  lost: WebGLRenderingContext | undefined;
}

declare global {
  var webgl: Counts | undefined;
}

/** Counts a page's WebGL contexts and textures. */
const countWebGl = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    type Call = (this: unknown, ...given: unknown[]) => unknown;
    const counts: Counts = { contexts: 0, textures: 0, lost: undefined };
    globalThis.webgl = counts;
    const around = (type: { prototype: object }, name: string, before: Call) => {
      const methods = type.prototype as Record<string, Call>;
      const own = methods[name];
      methods[name] = function counted(...given) {
        before.apply(this, given);
        return own?.apply(this, given);
      };
    };
    around(WebGLRenderingContext, "createTexture", function create() {
      counts.textures += 1;
      counts.lost = this as WebGLRenderingContext;
    });
    around(WebGLRenderingContext, "deleteTexture", () => (counts.textures -= 1));
    around(HTMLCanvasElement, "getContext", (kind) => {
      if (String(kind).startsWith("webgl")) counts.contexts += 1;
    });
  });

const withoutWebGl = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    type Call = (this: unknown, ...given: unknown[]) => unknown;
    const methods = HTMLCanvasElement.prototype as unknown as Record<string, Call>;
    const own = methods["getContext"];
    methods["getContext"] = function open(...given) {
      return String(given[0]).startsWith("webgl") ? null : own?.apply(this, given);
    };
  });

const RADIAN = Math.PI / 180;
const roomOn = (page: Page) => page.getByRole("main").locator(".room-viewport");

async function placeOf(page: Page) {
  const style = await roomOn(page).evaluate((room) =>
    ["--yaw", "--pitch", "--fov"].map((name) => room.style.getPropertyValue(name)),
  );
  const [yaw = NaN, pitch = NaN, fov = NaN] = style.map(Number);
  return { yaw, pitch, fov };
}

async function apart(one: Page, other: Page): Promise<number> {
  const [a, b] = [await placeOf(one), await placeOf(other)];
  const yaw = Math.abs(((a.yaw - b.yaw + 540) % 360) - 180);
  return Math.max(yaw, Math.abs(a.pitch - b.pitch), Math.abs(a.fov - b.fov));
}

const mannerOf = (page: Page) => roomOn(page).getAttribute("data-manner");

/** Resolves once something is drawn in the middle. */
async function drawn(page: Page): Promise<void> {
  const opacity = () =>
    roomOn(page)
      .locator("canvas")
      .evaluate((sheet) => {
        const { width, height } = sheet as HTMLCanvasElement;
        const context = (sheet as HTMLCanvasElement).getContext("2d");
        return context?.getImageData(width / 2, height / 2, 1, 1).data[3] ?? 0;
      });
  await expect.poll(opacity).toBe(255);
}

interface Options {
  readonly locale?: string;
  readonly prepare?: (context: BrowserContext) => Promise<unknown>;
  readonly squaresWidth?: number;
}

async function openRooms({ locale = "en-GB", prepare = countWebGl, squaresWidth }: Options = {}) {
  const server = await openTestServer({ PROJECTS_DIR: await makeRoomsPack(squaresWidth) });
  const browser = await openBrowser();
  const desk = await openPage(browser, { ...DESK, agentName: "Layla" });
  await countWebGl(desk.context);
  await desk.page.goto(signInLink(server));
  const link = await startPresenting(desk.page);
  const phone = await openPage(browser, { ...PHONE, locale });
  await prepare(phone.context);
  if (locale === "en-GB") await joinAsBuyer(phone.page, link, "Bob");
  else {
    await phone.page.goto(link);
    await phone.page.locator("form button[type=submit]").tap();
    await phone.page.getByRole("main").locator(".stage").waitFor();
  }
  const rail = desk.page.getByRole("navigation", { name: "Development" });
  await rail.getByRole("button", { name: /^Inside/ }).click();
  await drawn(desk.page);
  await drawn(phone.page);
  return { browser, link, desk, phone };
}

async function drag(page: Page, dx: number, dy: number): Promise<void> {
  const box = await roomOn(page).boundingBox();
  if (box === null) throw new Error("no room");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= 8; step += 1) {
    await page.mouse.move(x + (dx * step) / 8, y + (dy * step) / 8);
  }
}

/** Distance between the agent's arrow on a phone and the place pointed at on the desk, in shares of the picture. */
async function pointingError(phone: Page, desk: Page, at: { x: number; y: number }) {
  const shareAt = (page: Page, x: number, y: number) =>
    page.evaluate(
      ([left, top]) => {
        const room = document.querySelector<HTMLElement>("main .room-viewport");
        if (room === null) throw new Error("no room");
        const box = room.getBoundingClientRect();
        const [yaw = 0, pitch = 0, fov = 0] = ["--yaw", "--pitch", "--fov"].map((name) =>
          Number(room.style.getPropertyValue(name)),
        );
        const radian = Math.PI / 180;
        const focal = Math.min(box.width, box.height) / 2 / Math.tan((fov / 2) * radian);
        const right = ((left ?? 0) - box.x - box.width / 2) / focal;
        const up = (box.y + box.height / 2 - (top ?? 0)) / focal;
        const [s, c] = [Math.sin(pitch * radian), Math.cos(pitch * radian)];
        const lon = yaw + Math.atan2(right, c - up * s) / radian;
        const lat = Math.asin((up * c + s) / Math.hypot(right, up, 1)) / radian;
        return [(lon + 180) / 360, (90 - lat) / 180] as const;
      },
      [x, y] as const,
    );
  const arrow = await phone.locator(".agent-pointer").first().boundingBox();
  if (arrow === null) return 1;
  const [wanted, landed] = [
    await shareAt(desk, at.x, at.y),
    await shareAt(phone, arrow.x, arrow.y),
  ];
  return Math.max(Math.abs(wanted[0] - landed[0]), Math.abs(wanted[1] - landed[1]));
}

/** Takes the context away, as phones do. */
const loseContext = (page: Page) =>
  page.evaluate(() => {
    const extension = webgl?.lost?.getExtension("WEBGL_lose_context");
    Object.assign(globalThis, { giveBack: () => extension?.restoreContext() });
    extension?.loseContext();
    // Its textures are lost with it.
    if (webgl !== undefined) webgl.textures = 0;
  });
const giveContextBack = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { giveBack(): void }).giveBack());

const countsOn = (page: Page) => page.evaluate(() => [webgl?.contexts, webgl?.textures]);

test.each(someOf(["en-GB", "ar-AE"], 1))(
  "trap 47: desk and phone look in the same direction, and what is pointed at is met: %s",
  async (locale) => {
    const { browser, link, desk, phone } = await openRooms({ locale });
    const wide = inLong([{ ...DESK, locale }], []);
    const others = await Promise.all(wide.map((options) => openPage(browser, options)));
    for (const { page } of others) {
      await page.goto(link);
      await page.locator("form button[type=submit]").click();
      await drawn(page);
    }
    await picture(desk.page, `room desk ${locale}`);
    await picture(phone.page, `room phone ${locale}`);
    expect(await mannerOf(phone.page)).toBe("perspective");
    const opened =
      locale === "en-GB"
        ? "Your agent opened the view from inside: Living room"
        : "فتح وكيلك المشهد من الداخل: غرفة المعيشة";
    await expect
      .poll(() => phone.page.locator("output").allInnerTexts())
      .toContainEqual(expect.stringContaining(opened));
    await drag(desk.page, 260, 90);
    await expect.poll(() => apart(desk.page, phone.page)).toBeLessThan(1);
    expect((await placeOf(desk.page)).yaw).toBeLessThan(-10);
    await desk.page.mouse.up();
    for (const { page } of [phone, ...others]) {
      await expect.poll(() => apart(desk.page, page)).toBeLessThan(0.05);
    }

    await desk.page.getByRole("main").locator(".picture-controls button").last().click();
    await expect.poll(async () => (await placeOf(phone.page)).yaw).toBe(0);
    const box = await roomOn(desk.page).boundingBox();
    if (box === null) throw new Error("no room");
    const at = { x: box.x + box.width * 0.53, y: box.y + box.height * 0.45 };
    await desk.page.mouse.move(at.x, at.y);
    await expect.poll(() => pointingError(phone.page, desk.page, at)).toBeLessThan(0.01);

    // The balcony is out of sight on a portrait phone: a pill leads there, and is announced.
    const balcony = roomOn(desk.page).getByText("the balcony", { exact: true });
    const spot = await balcony.boundingBox();
    if (spot === null) throw new Error("no balcony");
    await desk.page.mouse.move(spot.x + spot.width / 2, spot.y + spot.height / 2);
    const name = locale === "en-GB" ? "the balcony" : "الشرفة";
    await phone.page.locator(".elsewhere-pill").getByText(name).waitFor();
    await expect
      .poll(() => phone.page.locator("output").allInnerTexts())
      .toContainEqual(expect.stringContaining(name));
    await picture(phone.page, `room phone pill ${locale}`);
    await phone.page.locator(".elsewhere-pill").tap();
    await expect.poll(async () => (await placeOf(phone.page)).yaw).toBeGreaterThan(30);
    expect(
      [...desk.complaints, ...phone.complaints].filter((said) => !/GPU|WebGL|Canvas2D/.test(said)),
    ).toEqual([]);
  },
);

longTest(
  "trap 48: one context for all rooms of a page, and twenty changes leave no texture behind",
  async () => {
    const { desk, phone } = await openRooms();
    const rooms = desk.page.getByRole("main").getByRole("radiogroup", { name: "Which room" });
    for (let change = 0; change < 20; change += 1) {
      const name = change % 2 === 0 ? "Squares" : "Living room";
      await rooms.getByText(name).click();
      await phone.page.getByRole("heading", { name }).waitFor();
    }
    await drawn(phone.page);
    for (const page of [desk.page, phone.page]) {
      await expect.poll(() => countsOn(page)).toEqual([1, 1]);
    }

    await rooms.getByText("Squares").click();
    await phone.page.getByRole("heading", { name: "Squares" }).waitFor();
    await drawn(phone.page);
    await loseContext(phone.page);
    await expect.poll(() => mannerOf(phone.page)).toBe("strip");
    await drag(desk.page, 200, 0);
    await desk.page.mouse.up();
    await expect.poll(() => apart(desk.page, phone.page)).toBeLessThan(0.05);
    await giveContextBack(phone.page);
    await expect.poll(() => mannerOf(phone.page)).toBe("perspective");
  },
);

longTest("the scripts for orbits and rooms are at most 20 KB", async () => {
  const folder = join(import.meta.dirname, "../../../client/dist/assets");
  const names = (await readdir(folder)).filter((name) =>
    /^(OrbitView|PanoramaView|around).*\.js$/.test(name),
  );
  expect(names.length).toBeGreaterThanOrEqual(2);
  const sizes = names.map(async (name) => gzipSync(await readFile(join(folder, name))).length);
  const bytes = (await Promise.all(sizes)).reduce((sum, one) => sum + one, 0);
  expect(bytes).toBeLessThanOrEqual(20_000);
});

longTest(
  "trap 48: a large panorama is sharp in the current direction, by aligned tiles of bounded number",
  async () => {
    const { desk, phone } = await openRooms({ squaresWidth: 4320 });
    const tiles: string[] = [];
    desk.page.on("request", (request) => {
      if (request.url().includes("?tile=")) tiles.push(request.url());
    });
    const main = desk.page.getByRole("main");
    await main.getByRole("radiogroup", { name: "Which room" }).getByText("Squares").click();
    await phone.page.getByRole("heading", { name: "Squares" }).waitFor();
    await drawn(desk.page);
    // The whole room is as sharp as the screen.
    expect(tiles).toEqual([]);
    await drag(desk.page, 37, 23);
    await desk.page.mouse.up();
    const closer = main.getByRole("button", { name: "Closer" });
    for (let step = 0; step < 4; step += 1) await closer.click();
    const textures = async () => (await countsOn(desk.page))[1];
    await expect.poll(textures).toBeGreaterThan(1);
    await expect.poll(() => apart(desk.page, phone.page)).toBeLessThan(0.05);

    /** Difference between the colour drawn at the centre of a square near the view's centre and that square's own. */
    const error = async () => {
      const { yaw, pitch, fov } = await placeOf(desk.page);
      const [column, row] = [Math.floor((yaw + 180) / 10), Math.floor((90 - pitch) / 10)];
      const away = [column * 10 + 5 - 180 - yaw, 90 - row * 10 - 5 - pitch] as const;
      const seen = await roomOn(desk.page)
        .locator("canvas")
        .evaluate(
          (sheet, { right, up, half }) => {
            const { width, height } = sheet as HTMLCanvasElement;
            const focal = Math.min(width, height) / 2 / Math.tan(half);
            const [x, y] = [width / 2 + focal * Math.tan(right), height / 2 - focal * Math.tan(up)];
            const context = (sheet as HTMLCanvasElement).getContext("2d");
            return [...(context?.getImageData(x, y, 1, 1).data ?? [])];
          },
          { right: away[0] * RADIAN, up: away[1] * RADIAN, half: (fov / 2) * RADIAN },
        );
      const wanted = [column * 7, row * 14, (column + row) % 2 === 0 ? 230 : 40];
      return Math.max(...wanted.map((value, at) => Math.abs(value - (seen[at] ?? 255))));
    };
    await expect.poll(error).toBeLessThan(12);
    const before = tiles.length;
    for (let turn = 0; turn < 3; turn += 1) {
      await drag(desk.page, -560, 60);
      await desk.page.mouse.up();
    }
    await expect.poll(() => tiles.length).toBeGreaterThan(before);
    await expect.poll(error).toBeLessThan(12);
    expect(await textures()).toBeLessThanOrEqual(1 + 57);
    await loseContext(desk.page);
    await expect.poll(() => mannerOf(desk.page)).toBe("strip");
    // Tiles load while the context is lost, and are drawn once it is restored.
    await drag(desk.page, 300, 0);
    await desk.page.mouse.up();
    await expect.poll(() => apart(desk.page, phone.page)).toBeLessThan(0.05);
    await giveContextBack(desk.page);
    await expect.poll(() => mannerOf(desk.page)).toBe("perspective");
    await expect.poll(error).toBeLessThan(12);
    await main.getByRole("radiogroup", { name: "Which room" }).getByText("Living room").click();
    await drawn(desk.page);
    await expect.poll(() => countsOn(desk.page)).toEqual([1, 1]);
  },
);

longTest("without WebGL a phone shows the room unrolled, in the agent's direction", async () => {
  const { desk, phone } = await openRooms({ prepare: withoutWebGl });
  expect(await mannerOf(phone.page)).toBe("strip");
  await drag(desk.page, -300, 0);
  await desk.page.mouse.up();
  await expect.poll(() => apart(desk.page, phone.page)).toBeLessThan(0.05);
  await picture(phone.page, "room phone strip");
  const box = await roomOn(desk.page).boundingBox();
  if (box === null) throw new Error("no room");
  // Straight ahead both projections agree.
  await desk.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const middle = await roomOn(phone.page).boundingBox();
  const error = async () => {
    const arrow = await phone.page.locator(".agent-pointer").first().boundingBox();
    if (arrow === null || middle === null) return 1;
    return Math.abs(arrow.x - middle.x - middle.width / 2) / middle.width;
  };
  await expect.poll(error).toBeLessThan(0.01);
});
