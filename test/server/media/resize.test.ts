import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { frameBytes } from "../../../schema/catalogue/around.ts";
import { openResize } from "../../../server/media/resize.ts";
import { animatedPng } from "../../support/pictures/animatedPng.ts";
import { adobeRgbProfile } from "../../support/pictures/colourProfile.ts";
import { isLeftOut } from "../../support/leftOut.ts";
import { someOf } from "../../support/size.ts";

/** A real photograph of a whole sphere: 4,096 × 2,048 pixels. */
const PHOTOGRAPH = join(import.meta.dirname, "../../../../shared/inputs/around/panorama.jpg");

let home = "";
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "offplan-resize-"));
});
afterEach(() => rm(home, { recursive: true }));

const resize = openResize();

async function writePicture(name: string, width: number, height: number, orientation = 1) {
  const path = join(home, name);
  const ground = { width, height, channels: 3, background: "#346" } as const;
  await sharp({ create: ground }).withMetadata({ orientation }).toFile(path);
  return path;
}

test.each(["aerial.jpg", "plan.png", "lobby.webp"])(
  "%s gets the requested width and keeps its aspect ratio",
  async (name) => {
    const source = await writePicture(name, 1000, 500);
    const target = join(home, "small.webp");
    expect(await resize(source, target, 320, { type: "webp" })).toBe("made");
    expect(await sharp(target).metadata()).toMatchObject({
      format: "webp",
      width: 320,
      height: 160,
    });
  },
);

test("a narrower picture is left unchanged", async () => {
  const source = await writePicture("narrow.jpg", 320, 900);
  expect(await resize(source, join(home, "small.webp"), 320, { type: "webp" })).toBe("unsuited");
});

test("as JPEG a picture keeps its size, but a transparent one does not become JPEG", async () => {
  const source = await writePicture("lobby.webp", 1000, 500);
  const target = join(home, "small.jpeg");
  expect(await resize(source, target, 320, { type: "jpeg" })).toBe("made");
  expect(await sharp(target).metadata()).toMatchObject({ format: "jpeg", width: 320 });
  expect(await resize(source, target, "own", { type: "jpeg" })).toBe("made");
  expect(await sharp(target).metadata()).toMatchObject({ format: "jpeg", width: 1000 });
  const glass = join(home, "glass.png");
  const clear = { width: 1000, height: 500, channels: 4, background: "#3460" } as const;
  await sharp({ create: clear }).toFile(glass);
  expect(await resize(glass, target, 320, { type: "jpeg" })).toBe("unsuited");
});

test("a panorama wider than 4,096 pixels is cut into 32 tiles without a gap or an overlap", async () => {
  const [width, height] = [4_202, 2_101];
  const source = join(home, "room.png");
  // Each pixel encodes its position, in steps of 64.
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 3) {
      pixels[at] = Math.floor(x / 64) * 3;
      pixels[at + 1] = Math.floor(y / 64) * 6;
    }
  }
  const raw = { raw: { width, height, channels: 3 } } as const;
  await sharp(pixels, raw).png({ compressionLevel: 1 }).toFile(source);
  let across = 0;
  for (const tile of ["0-1", "3-1", "7-1"] as const) {
    const target = join(home, `${tile}.webp`);
    expect(await resize(source, target, tile, { type: "webp" })).toBe("made");
    const cut = await sharp(target).raw().toBuffer({ resolveWithObject: true });
    across += cut.info.width;
    const column = Number(tile[0]);
    const left = Math.round((column * width) / 8);
    const top = Math.round(height / 4);
    expect(Math.abs((cut.data[0] ?? 0) - Math.floor(left / 64) * 3)).toBeLessThan(8);
    expect(Math.abs((cut.data[1] ?? 0) - Math.floor(top / 64) * 6)).toBeLessThan(8);
    expect(cut.info.width).toBe(Math.round(((column + 1) * width) / 8) - left);
  }
  expect(across).toBeLessThan(width);
  const narrow = await writePicture("narrow.jpg", 4_096, 2_048);
  expect(await resize(narrow, join(home, "none.webp"), "0-0", { type: "webp" })).toBe("unsuited");
  const flat = await writePicture("flat.jpg", 5_000, 2_000);
  expect(await resize(flat, join(home, "none.webp"), "0-0", { type: "webp" })).toBe("unsuited");
});

test("a rotated picture becomes upright", async () => {
  const source = await writePicture("turned.jpg", 1000, 500, 6);
  const target = join(home, "small.webp");
  await resize(source, target, 320, { type: "webp" });
  expect(await sharp(target).metadata()).toMatchObject({ width: 320, height: 640 });
});

describe("with a maximum size", () => {
  const cut = async (name: string, left: number) => {
    const path = join(home, name);
    await sharp(PHOTOGRAPH)
      .extract({ left, top: 256, width: 1920, height: 1440 })
      .jpeg({ quality: 95 })
      .toFile(path);
    return path;
  };
  const bytesOf = async (source: string, type: "webp" | "jpeg", mostBytes?: number) => {
    const target = join(home, `frame.${type}`);
    expect(await resize(source, target, 960, { type, mostBytes })).toBe("made");
    const { size: bytes } = await stat(target);
    return { bytes, ...(await sharp(target).metadata()) };
  };

  test("a picture has the best quality that fits, and one that always fits the usual one", async () => {
    const source = await writePicture("plain.png", 1000, 750);
    const usual = await bytesOf(source, "webp");
    expect((await bytesOf(source, "webp", usual.bytes)).bytes).toBe(usual.bytes);
    const pixels = { width: 1000, height: 750, channels: 3, background: "#888" } as const;
    const noise = { type: "gaussian", mean: 128, sigma: 12 } as const;
    const noisy = join(home, "noisy.png");
    await sharp({ create: { ...pixels, noise } })
      .png({ compressionLevel: 1 })
      .toFile(noisy);
    const whole = await bytesOf(noisy, "webp");
    const limit = Math.round(whole.bytes * 0.7);
    const limited = await bytesOf(noisy, "webp", limit);
    expect(limited.bytes).toBeLessThanOrEqual(limit);
    expect(limited.bytes).toBeGreaterThan(limit / 4);
    expect([limited.width, limited.height]).toEqual([960, 720]);
    // A picture that never fits has the lowest quality.
    expect((await bytesOf(noisy, "webp", 1)).bytes).toBeLessThan(limited.bytes);
  });

  const KEY_FRAMES = 16;
  test.skipIf(isLeftOut(!existsSync(PHOTOGRAPH), "the photographs of the reference"))(
    "every eighth of 124 photographs around is 0.6 MB at most, as WebP and as JPEG",
    async () => {
      const limit = frameBytes(124);
      const at = Array.from({ length: KEY_FRAMES }, (_, frame) => frame);
      for (const frame of someOf(at, 8)) {
        const source = await cut(`${frame}.jpg`, Math.round((frame * (4096 - 1920)) / KEY_FRAMES));
        for (const type of someOf(["webp", "jpeg"] as const, 0)) {
          expect((await bytesOf(source, type, limit)).bytes).toBeLessThanOrEqual(limit);
        }
      }
      expect(limit * KEY_FRAMES).toBeLessThanOrEqual(600_000);
    },
    120_000,
  );
});

test("a broken picture is refused", async () => {
  const source = await writePicture("whole.jpg", 1000, 500);
  const half = join(home, "half.jpg");
  await writeFile(half, (await readFile(source)).subarray(0, 400));
  await expect(resize(half, join(home, "small.webp"), 320, { type: "webp" })).rejects.toThrow(
    /jpeg/i,
  );
});

const GROUND = { width: 1000, height: 500, channels: 3, background: "#1eb43c" } as const;
const WIDTHS = [320, "own"] as const;

/** The channels of the corner pixel, as stored in the file. */
const cornerOf = async (path: string) => [
  ...(await sharp(path, { ignoreIcc: true })
    .extract({ left: 0, top: 0, width: 1, height: 1 })
    .raw()
    .toBuffer()),
];

test.each(["p3", "adobe.icc"])(
  "trap 41: wide-gamut colours (%s) are converted to sRGB at every width",
  async (profile) => {
    await writeFile(join(home, "adobe.icc"), adobeRgbProfile());
    const source = join(home, "wide.png");
    const wide = profile === "p3" ? profile : join(home, profile);
    await sharp({ create: GROUND }).withIccProfile(wide).toFile(source);
    const [stored = 0] = await cornerOf(source);
    expect(stored).toBeGreaterThan(0x1e + 32);
    for (const width of WIDTHS) {
      const target = join(home, `${width}.webp`);
      await resize(source, target, width, { type: "webp" });
      expect((await sharp(target).metadata()).hasProfile).toBe(false);
      const off = (await cornerOf(target)).map((value, at) =>
        Math.abs(value - ([0x1e, 0xb4, 0x3c][at] ?? NaN)),
      );
      expect(Math.max(...off)).toBeLessThan(16);
    }
  },
);

test("trap 41: an animated picture is reduced to its first frame at every width", async () => {
  const still = await sharp({ create: GROUND }).png().toBuffer();
  const second = await sharp({ create: { ...GROUND, background: "#fff" } })
    .png()
    .toBuffer();
  const moving = sharp([still, second], { join: { animated: true } });
  await moving.clone().toFile(join(home, "pool.gif"));
  await moving.clone().toFile(join(home, "pool.webp"));
  await writeFile(join(home, "pool.png"), animatedPng(still));
  for (const name of ["pool.gif", "pool.webp", "pool.png"]) {
    for (const width of WIDTHS) {
      const target = join(home, `${name}-${width}.webp`);
      await resize(join(home, name), target, width, { type: "webp" });
      const { pages = 1, width: wide, height } = await sharp(target).metadata();
      expect([name, pages, wide, (height * 2) / wide]).toEqual([
        name,
        1,
        width === "own" ? 1000 : width,
        1,
      ]);
      expect((await cornerOf(target))[0]).toBeLessThan(0x40);
    }
  }
});
