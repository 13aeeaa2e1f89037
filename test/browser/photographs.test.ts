import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { expect, test } from "vitest";
import { openBrowser, openPage, PHONE, signInLink } from "../support/browser/browser.ts";
import { openTestServer } from "../support/server/testServer.ts";
import { makePack } from "../server/catalogue/packs.ts";

const [WIDTH, HEIGHT] = [4000, 2250] as const;
const OUTLINE = [
  [1000, 800],
  [1800, 800],
  [1800, 1600],
  [1000, 1600],
];

/** A development with one large photograph. */
async function openPhotographed() {
  const picture = { image: "media/aerial.jpg", size: [WIDTH, HEIGHT] };
  const masterplan = {
    id: "aerial",
    ...picture,
    buildings: [{ building: "a", outline: OUTLINE }],
  };
  const projectsDir = makePack({ project: { masterplans: [masterplan] } });
  const media = join(projectsDir, "riverside", "media");
  await mkdir(media);
  const noise = { type: "gaussian", mean: 128, sigma: 30 } as const;
  await sharp({
    create: { width: WIDTH, height: HEIGHT, channels: 3, background: "#789", noise },
  })
    .jpeg({ quality: 90 })
    .toFile(join(media, "aerial.jpg"));
  return openTestServer({ PROJECTS_DIR: projectsDir });
}

/** Every size of the photograph that the page loads from now on, narrowest first; the photograph itself is `whole`. */
function watchSizes(page: Page) {
  const sizes: string[] = [];
  page.on("requestfinished", (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (pathname.endsWith("aerial.jpg")) sizes.push(searchParams.get("w") ?? "whole");
  });
  return sizes;
}

test("a phone gets a photograph in its own size, and a larger one when it comes closer", async () => {
  const server = await openPhotographed();
  const { page, complaints } = await openPage(await openBrowser(), PHONE);
  const sizes = watchSizes(page);
  await page.goto(signInLink(server));
  await page.locator("main .stage-view").waitFor();
  await page.goto(`${server.url}/agent?project=riverside&view=masterplan:aerial`);
  const photograph = page.locator(".picture-box > img");
  await photograph.waitFor();
  const drawn = () =>
    photograph.evaluate(async (image: HTMLImageElement) => {
      await image.decode();
      return { width: image.getBoundingClientRect().width, src: image.currentSrc };
    });
  const whole = await drawn();
  const first = Number(new URL(whole.src).searchParams.get("w"));
  expect(first).toBeGreaterThanOrEqual(whole.width);
  expect(first).toBeLessThan(WIDTH);
  expect(sizes).toEqual([String(first)]);

  const closer = page.waitForRequest((request) => /aerial\.jpg/.test(request.url()));
  await page.locator(".outline").first().focus();
  for (let step = 0; step < 3; step++) await page.keyboard.press("+");
  const asked = new URL((await closer).url()).searchParams.get("w");
  expect(Number(asked ?? WIDTH)).toBeGreaterThan(first);
  expect(complaints).toEqual([]);
});
