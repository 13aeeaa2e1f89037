import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openResize } from "../../../server/media/resize.ts";

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
  "%s gets as wide as asked and keeps its shape",
  async (name) => {
    const source = await writePicture(name, 1000, 500);
    const target = join(home, "small.webp");
    expect(await resize(source, target, 320)).toBe("made");
    expect(await sharp(target).metadata()).toMatchObject({
      format: "webp",
      width: 320,
      height: 160,
    });
  },
);

test("what is no wider is left as it is", async () => {
  const source = await writePicture("narrow.jpg", 320, 900);
  expect(await resize(source, join(home, "small.webp"), 320)).toBe("narrower");
});

test("a picture that a camera turned stands upright", async () => {
  const source = await writePicture("turned.jpg", 1000, 500, 6);
  const target = join(home, "small.webp");
  await resize(source, target, 320);
  expect(await sharp(target).metadata()).toMatchObject({ width: 320, height: 640 });
});

test("a broken picture is refused", async () => {
  const source = await writePicture("whole.jpg", 1000, 500);
  const half = join(home, "half.jpg");
  await writeFile(half, (await readFile(source)).subarray(0, 400));
  await expect(resize(half, join(home, "small.webp"), 320)).rejects.toThrow(/jpeg/i);
});
