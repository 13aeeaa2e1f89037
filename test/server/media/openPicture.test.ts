import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp, { type Sharp } from "sharp";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { MAX_BLUR_LENGTH } from "../../../schema/catalogue/pictures.ts";
import { openPicture } from "../../../server/media/openPicture.ts";
import { adobeRgbProfile } from "../../support/pictures/colourProfile.ts";
import { animatedPng } from "../../support/pictures/animatedPng.ts";

let home = "";
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "offplan-open-"));
});
afterEach(() => rm(home, { recursive: true }));

const SIZE = { width: 300, height: 200, channels: 3 } as const;
const GREEN = { r: 30, g: 180, b: 60 } as const;
const picture = () => sharp({ create: { ...SIZE, background: GREEN } });
const noise = () =>
  sharp({
    create: { ...SIZE, noise: { type: "gaussian", mean: 128, sigma: 90 }, background: GREEN },
  });

/** Few pixels with random colour and alpha, which no encoder compresses well. */
function glitter(): Sharp {
  const pixels = createHash("shake256", { outputLength: 32 * 32 * 4 })
    .update("glitter")
    .digest();
  return sharp(pixels, { raw: { width: 32, height: 32, channels: 4 } }).png();
}

async function open(bytes: Uint8Array | string, name = "site.jpg") {
  const path = join(home, name);
  await writeFile(path, bytes);
  const opened = await openPicture(path);
  if (!opened.ok) throw new Error(opened.problem.reason);
  return opened.value;
}

const openDrawn = async (drawn: Sharp, name?: string) => open(await drawn.toBuffer(), name);

function readBlur(blur: string | undefined): Sharp {
  const [head, text] = blur?.split(",") ?? [];
  expect(head).toBe("data:image/webp;base64");
  return sharp(Buffer.from(text ?? "", "base64"));
}

/** The colour in the middle of a picture. */
async function colourOf(read: Sharp) {
  const { data, info } = await read.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at =
    (Math.floor(info.height / 2) * info.width + Math.floor(info.width / 2)) * info.channels;
  return { r: data[at] ?? NaN, g: data[at + 1] ?? NaN, b: data[at + 2] ?? NaN };
}

function expectGreen({ r, g, b }: { readonly r: number; readonly g: number; readonly b: number }) {
  expect(Math.abs(r - GREEN.r)).toBeLessThan(16);
  expect(Math.abs(g - GREEN.g)).toBeLessThan(16);
  expect(Math.abs(b - GREEN.b)).toBeLessThan(16);
}

describe("the blur of a picture", () => {
  test.each([
    ["a JPEG", "site.jpg", () => picture().jpeg()],
    ["a PNG", "site.png", () => picture().png()],
    ["a WebP", "site.webp", () => picture().webp()],
    ["an AVIF", "site.avif", () => picture().avif({ effort: 0 })],
    ["a grey one", "site.jpg", () => noise().greyscale().jpeg()],
    ["one of 16 bits", "site.png", () => noise().toColourspace("rgb16").png()],
    ["one to see through", "site.png", () => noise().ensureAlpha(0.4).png()],
    ["noise", "site.png", () => noise().png()],
    ["glitter to see through", "site.png", glitter],
    ["a CMYK one", "site.jpg", () => noise().toColourspace("cmyk").jpeg()],
    ["a pixel", "site.png", () => noise().resize(1, 1).png()],
    ["a line", "site.png", () => noise().resize(2000, 1, { fit: "fill" }).png()],
  ])("of %s is small enough to travel with the project", async (_what, name, draw) => {
    const { blur } = await openDrawn(draw(), name);
    expect(blur?.length).toBeLessThanOrEqual(MAX_BLUR_LENGTH);
    const { width, height, space } = await readBlur(blur).metadata();
    expect(Math.max(width, height)).toBeLessThanOrEqual(32);
    expect(space).toBe("srgb");
  });

  test("has its aspect ratio and colour", async () => {
    const { blur } = await openDrawn(picture().jpeg({ quality: 100 }));
    expect(await readBlur(blur).metadata()).toMatchObject({ width: 32, height: 22 });
    expectGreen(await colourOf(readBlur(blur)));
  });

  test("is upright for a rotated picture", async () => {
    const { blur, size } = await openDrawn(picture().withMetadata({ orientation: 6 }).jpeg());
    expect(size).toEqual([200, 300]);
    expect(await readBlur(blur).metadata()).toMatchObject({ width: 22, height: 32 });
  });

  test("is absent for line drawings", async () => {
    const facts = await open(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
      "a.svg",
    );
    expect(facts).not.toHaveProperty("blur");
  });
});

describe("trap 41: a wide-gamut picture", () => {
  const profiled = async (profile: string) =>
    openDrawn(picture().withIccProfile(profile).jpeg({ quality: 100, chromaSubsampling: "4:4:4" }));

  test("from a phone (Display P3) is converted at every width, including its blur", async () => {
    const { isPlain, blur } = await profiled("p3");
    expect(isPlain).toBe(false);
    expectGreen(await colourOf(readBlur(blur)));
  });

  test("from a camera (Adobe RGB) is converted at every width, including its blur", async () => {
    const profile = join(home, "adobe.icc");
    await writeFile(profile, adobeRgbProfile());
    const { isPlain, blur } = await profiled(profile);
    expect(isPlain).toBe(false);
    expectGreen(await colourOf(readBlur(blur)));
  });

  test("is not detected with an sRGB profile, or without a profile", async () => {
    expect((await profiled("srgb")).isPlain).toBe(true);
    expect((await openDrawn(picture().jpeg())).isPlain).toBe(true);
  });
});

describe("trap 41: an animated picture", () => {
  test("shows its first frame at every width", async () => {
    const still = await picture().png().toBuffer();
    const moving = sharp([still, await noise().png().toBuffer()], { join: { animated: true } });
    for (const [name, bytes] of [
      ["pool.gif", await moving.clone().gif().toBuffer()],
      ["pool.webp", await moving.clone().webp().toBuffer()],
      ["pool.png", animatedPng(still)],
    ] as const) {
      const { isPlain, size, blur } = await open(bytes, name);
      expect([name, isPlain, size]).toEqual([name, false, [300, 200]]);
      expectGreen(await colourOf(readBlur(blur)));
    }
  });

  test("is not one with a single frame in an animation format", async () => {
    for (const [name, drawn] of [
      ["pool.gif", picture().gif()],
      ["pool.webp", picture().webp()],
      ["pool.png", picture().png()],
    ] as const) {
      expect([name, (await openDrawn(drawn, name)).isPlain]).toEqual([name, true]);
    }
  });
});
