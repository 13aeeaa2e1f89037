import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { expect, test } from "vitest";
import type { ProjectsResponse } from "../../../schema/protocol/api.ts";
import { openWriter } from "../../../schema/presentation/document.ts";
import {
  DESK,
  MOVING,
  openBrowser,
  openPage,
  PHONE,
  picture,
  signInLink,
} from "../../support/browser/browser.ts";
import { openStockClient } from "../../support/server/wires/stockClient.ts";
import { openTestServer, type TestServer } from "../../support/server/testServer.ts";
import { makePack } from "../../server/catalogue/packs.ts";
import { longTest } from "../../support/size.ts";

const presentRiverside = async (server: TestServer, options: object = {}) => {
  const made = await server.present({ project: "riverside", ...options });
  return { ...made, roomToken: () => made.roomToken("agent") };
};

const [WIDTH, HEIGHT] = [4000, 2250] as const;
const OUTLINE = [
  [1000, 800],
  [1800, 800],
  [1800, 1600],
  [1000, 1600],
];

let photograph: Promise<Buffer> | undefined;

/** Draws the photograph once for all tests: it is noise, whose JPEG is slow to encode. */
function drawPhotograph(): Promise<Buffer> {
  const noise = { type: "gaussian", mean: 128, sigma: 30 } as const;
  photograph ??= sharp({
    create: { width: WIDTH, height: HEIGHT, channels: 3, background: "#789", noise },
  })
    .jpeg({ quality: 90 })
    .toBuffer();
  return photograph;
}

/** A development with two large photographs and a scanned floor plan. */
async function openPhotographed() {
  const buildings = [{ building: "a", outline: OUTLINE }];
  const masterplans = ["aerial", "bay"].map((id) => ({ id, image: `media/${id}.jpg`, buildings }));
  const plan = { image: "media/plan.jpg", units: [{ position: 1, outline: OUTLINE }] };
  const floors = [{ number: 1, plan: "typical" }, { number: 2 }];
  const projectsDir = makePack({
    project: { masterplans, plans: { typical: plan }, buildings: [{ id: "a", floors }] },
    units: "building,floor,number,position\na,1,101,1\na,2,201,\n",
  });
  const media = join(projectsDir, "riverside", "media");
  await mkdir(media);
  const drawn = await drawPhotograph();
  for (const name of ["aerial", "bay", "plan"]) {
    await writeFile(join(media, `${name}.jpg`), drawn);
  }
  return openTestServer({ PROJECTS_DIR: projectsDir });
}

/** Records the sizes of the photograph in the order in which they load; the photograph itself is `whole`. */
function watchSizes(page: Page) {
  const sizes: string[] = [];
  page.on("requestfinished", (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (pathname.endsWith("aerial.jpg")) sizes.push(searchParams.get("w") ?? "whole");
  });
  return sizes;
}

longTest(
  "a phone gets a photograph in its own size, and a larger one when it zooms in",
  async () => {
    const server = await openPhotographed();
    const { page, complaints } = await openPage(await openBrowser(), { ...PHONE, ...MOVING });
    const sizes = watchSizes(page);
    await page.goto(signInLink(server));
    await page.locator("main .stage-view").waitFor();
    await page.goto(`${server.url}/agent?project=riverside&view=masterplan:aerial`);
    const photograph = page.locator(".picture-box > img");
    await photograph.and(page.locator('[src*="w=1"]')).waitFor();
    const drawn = () =>
      photograph.evaluate((image: HTMLImageElement) => ({
        width: image.getBoundingClientRect().width,
        src: image.currentSrc,
      }));
    const whole = await drawn();
    const first = Number(new URL(whole.src).searchParams.get("w"));
    expect(first).toBeGreaterThanOrEqual(whole.width);
    expect(first).toBeLessThan(WIDTH);
    expect(new Set(sizes)).toEqual(new Set(["640", String(first)]));

    const closer = page.waitForRequest((request) => /aerial\.jpg/.test(request.url()));
    await page.locator(".outline").first().focus();
    for (let step = 0; step < 3; step++) await page.keyboard.press("+");
    const asked = new URL((await closer).url()).searchParams.get("w");
    expect(Number(asked ?? WIDTH)).toBeGreaterThan(first);
    expect(complaints).toEqual([]);
  },
);

/** Makes requests for pictures with a matching address wait, or fail, until released. */
async function hold(page: Page, address: RegExp, meanwhile: "wait" | "fail" = "wait") {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const asked: string[] = [];
  let isHeld = true;
  const matches = ({ pathname, search }: URL) =>
    pathname.startsWith("/media/") && address.test(`${pathname}${search}`);
  await page.route(matches, async (route) => {
    asked.push(route.request().url());
    if (isHeld && meanwhile === "fail") return route.abort();
    await released;
    return route.continue();
  });
  return {
    asked,
    release: () => {
      isHeld = false;
      release();
    },
  };
}

interface Watched {
  /** Shown steps, each once: `blur`, or the requested width. */
  readonly steps: readonly string[];
  /** Number of frames without the picture. */
  readonly blanks: number;
}

/** Records the step of the stage's picture at each frame from now on. */
async function watchSteps(page: Page): Promise<() => Promise<Watched>> {
  await page.addInitScript(() => {
    const watched = { steps: [] as string[], blanks: 0 };
    Object.assign(window, { watched });
    const stepOf = (src: string) =>
      src.startsWith("data:") ? "blur" : (new URL(src).searchParams.get("w") ?? "whole");
    const look = () => {
      const image = document.querySelector<HTMLImageElement>(".stage .picture-box > img");
      if (image !== null) {
        const step = stepOf(image.src);
        if (watched.steps.at(-1) !== step) watched.steps.push(step);
        if (image.naturalWidth === 0) watched.blanks += 1;
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  return () => page.evaluate(() => (window as unknown as { watched: Watched }).watched);
}

const stagePicture = (page: Page) => page.locator(".stage .picture-box > img");

longTest(
  "the shown picture is fetched while the join form is read, and is in the stage's first frame",
  async () => {
    const server = await openPhotographed();
    const { link, room, roomToken } = await presentRiverside(server);
    const agent = openStockClient(server.url, room, await roomToken());
    await agent.synced();
    openWriter(agent.doc).write({ view: { screen: "floor", building: "a", floor: 1 } });
    const { page } = await openPage(await openBrowser(), { ...PHONE, ...MOVING });
    const watched = await watchSteps(page);
    const fetched = page.waitForEvent("requestfinished", (request) =>
      request.url().includes("plan.jpg?w=640"),
    );
    await page.goto(link);
    await fetched;
    await page.waitForLoadState("networkidle");
    await page.getByRole("button", { name: "Join the viewing" }).tap();
    await stagePicture(page).waitFor();
    await expect.poll(watched).toEqual({ steps: ["1920"], blanks: 0 });
  },
);

longTest(
  "a buyer's stage has a blur in its first frame, then a coarse picture, then the sharp one",
  async () => {
    const server = await openPhotographed();
    const { link, room, roomToken } = await presentRiverside(server);
    const agent = openStockClient(server.url, room, await roomToken());
    await agent.synced();
    const { page, complaints } = await openPage(await openBrowser(), { ...PHONE, ...MOVING });
    const watched = await watchSteps(page);
    // The first picture of the development is on the join page already; the other is new.
    const usable = await hold(page, /bay\.jpg\?w=640/);
    const sharpOne = await hold(page, /bay\.jpg\?w=(?!640)/);
    openWriter(agent.doc).write({ view: { screen: "masterplan", masterplan: "bay" } });
    await page.goto(link);
    await page.getByRole("button", { name: "Join the viewing" }).tap();
    await stagePicture(page).waitFor();
    expect((await watched()).steps).toEqual(["blur"]);
    await picture(page, "photograph-blurred");
    usable.release();
    await stagePicture(page).and(page.locator('[src*="w=640"]')).waitFor();
    await expect.poll(() => sharpOne.asked.length).toBeGreaterThan(0);
    expect((await watched()).steps).toEqual(["blur", "640"]);
    await picture(page, "photograph-usable");
    sharpOne.release();
    await expect.poll(async () => Number((await watched()).steps.at(-1))).toBeGreaterThan(640);
    const { steps, blanks } = await watched();
    expect({ first: steps.slice(0, 2), blanks }).toEqual({ first: ["blur", "640"], blanks: 0 });
    expect(usable.asked).toHaveLength(1);
    await picture(page, "photograph-sharp");
    expect(complaints).toEqual([]);
  },
);

test("behind a PIN no shown picture is fetched before the PIN is right", async () => {
  const server = await openPhotographed();
  const { link, room, roomToken } = await presentRiverside(server, { pin: "4711" });
  const agent = openStockClient(server.url, room, await roomToken());
  await agent.synced();
  openWriter(agent.doc).write({ view: { screen: "floor", building: "a", floor: 1 } });
  const { page } = await openPage(await openBrowser(), { ...PHONE, ...MOVING });
  const plan = await hold(page, /plan\.jpg/);
  await page.goto(link);
  await page.getByLabel("PIN").fill("4711");
  await page.waitForLoadState("networkidle");
  expect(plan.asked).toEqual([]);
  await page.getByRole("button", { name: "Join the viewing" }).tap();
  await expect.poll(() => plan.asked.length).toBe(1);
  plan.release();
});

longTest(
  "trap 31: a picture that failed to load is retried, on the stage, in a home's plan and on the join page",
  async () => {
    const server = await openPhotographed();
    const { link, room, roomToken } = await presentRiverside(server);
    const agent = openStockClient(server.url, room, await roomToken());
    await agent.synced();
    const writer = openWriter(agent.doc);
    const { page } = await openPage(await openBrowser(), { ...PHONE, ...MOVING });
    const goOnline = () => page.evaluate(() => window.dispatchEvent(new Event("online")));
    const aerial = await hold(page, /aerial\.jpg/, "fail");
    const bay = await hold(page, /bay\.jpg/, "fail");
    const plan = await hold(page, /plan\.jpg/, "fail");
    await page.goto(link);
    await expect.poll(() => aerial.asked.length).toBeGreaterThan(0);
    aerial.release();
    await goOnline();
    await page.locator('main img[src*="aerial.jpg"]').waitFor();

    await page.getByRole("button", { name: "Join the viewing" }).tap();
    writer.write({ view: { screen: "masterplan", masterplan: "bay" } });
    await expect.poll(() => bay.asked.length).toBeGreaterThan(0);
    expect(await stagePicture(page).getAttribute("src")).toMatch(/^data:/);
    bay.release();
    await goOnline();
    await stagePicture(page).and(page.locator('[src*="bay.jpg"]')).waitFor();

    writer.write({ view: { screen: "unit", unit: "a-101" } });
    await expect.poll(() => plan.asked.length).toBeGreaterThan(0);
    plan.release();
    // Without a network event: by itself after a second.
    await page.locator('.stage image[href*="plan.jpg"]').first().waitFor({ state: "attached" });
  },
);

longTest("the list of developments shows photographs in the width of its cards", async () => {
  const server = await openPhotographed();
  const { page } = await openPage(await openBrowser(), { ...DESK, ...MOVING });
  const sizes = watchSizes(page);
  await page.route("**/api/projects", async (route) => {
    const answer = await route.fetch();
    const { projects } = (await answer.json()) as ProjectsResponse;
    const twin = { ...projects[0], id: "twin" };
    await route.fulfill({ json: { projects: [...projects, twin] } });
  });
  await page.goto(signInLink(server));
  await page.getByRole("heading", { name: "Riverside" }).first().waitFor();
  await page.waitForLoadState("networkidle");
  expect(new Set(sizes)).toEqual(new Set(["640"]));
});
