import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { versionOf } from "../../../../../server/media/openPicture.ts";
import { openHarness } from "../../harness.ts";
import { fakeMediaFile, openFakeCatalogue } from "../../fakeCatalogue.ts";

let home = "";
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "offplan-pictures-"));
  const ground = { width: 1000, height: 500, channels: 3, background: "#346" } as const;
  await sharp({ create: ground }).jpeg().toFile(join(home, "aerial.jpg"));
  await sharp({ create: ground })
    .toColourspace("cmyk")
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toFile(join(home, "turned.jpg"));
  await writeFile(join(home, "broken.jpg"), "no picture");
});
afterEach(() => rm(home, { recursive: true }));

/** Of a pack that lists three pictures of this folder. */
async function openPictures() {
  const listed = new Set(["aerial.jpg", "broken.jpg", "turned.jpg"]);
  const catalogue = {
    ...openFakeCatalogue(),
    mediaFile: (_project: string, file: string) =>
      listed.has(file) ? fakeMediaFile(join(home, file), file !== "turned.jpg") : undefined,
  };
  const dataDir = join(home, ".data");
  const { origin } = await openHarness({ catalogue, dataDir });
  return async (path: string) => {
    const response = await fetch(`${origin}/media/small/${path}`);
    const bytes = Buffer.from(await response.arrayBuffer());
    return { status: response.status, headers: response.headers, bytes };
  };
}

const widthOf = async (bytes: Buffer) => (await sharp(bytes).metadata()).width;

describe("a picture of a pack", () => {
  test("comes in the width of a screen and may be kept for a day", async () => {
    const get = await openPictures();
    const small = await get("aerial.jpg?w=320");
    expect(await widthOf(small.bytes)).toBe(320);
    expect(small.headers.get("content-type")).toBe("image/webp");
    expect(small.headers.get("cache-control")).toBe("public, max-age=86400");
    expect(small.headers.get("x-content-type-options")).toBe("nosniff");
    expect(small.headers.get("etag")).not.toBeNull();
  });

  test.each(["", "?w=321", "?w=2880", "?w=1e9", "?w=640&w=320", "?w[]=320"])(
    "comes as it is for %j",
    async (query) => {
      const get = await openPictures();
      const picture = await get(`aerial.jpg${query}`);
      expect(picture.headers.get("content-type")).toBe("image/jpeg");
      expect(await widthOf(picture.bytes)).toBe(1000);
    },
  );

  test("that is broken comes as it is", async () => {
    const get = await openPictures();
    const picture = await get("broken.jpg?w=640");
    expect([picture.status, picture.bytes.toString()]).toEqual([200, "no picture"]);
  });

  test.each(["", "?w=640", "?w=2880"])(
    "trap 41: stands upright and in the colours of screens at every width: %j",
    async (query) => {
      const get = await openPictures();
      const { headers, bytes } = await get(`turned.jpg${query}`);
      expect(headers.get("content-type")).toBe("image/webp");
      const { width, height, orientation, space } = await sharp(bytes).metadata();
      expect({ width, height, orientation, space }).toEqual({
        width: 500,
        height: 1000,
        orientation: undefined,
        space: "srgb",
      });
    },
  );

  test("that no pack lists is not made", async () => {
    const get = await openPictures();
    expect((await get("other.jpg?w=640")).status).toBe(404);
    expect((await get("..%2faerial.jpg?w=640")).status).toBe(404);
    await expect(readdir(join(home, ".data"))).rejects.toThrow("ENOENT");
  });

  test("that was replaced since the start comes as it is now, and the log says so once", async () => {
    const path = join(home, "aerial.jpg");
    const file = fakeMediaFile(path);
    const facts = { ...file.facts, version: versionOf(await stat(path)) };
    const catalogue = { ...openFakeCatalogue(), mediaFile: () => ({ ...file, facts }) };
    const dataDir = join(home, ".data");
    const { origin, logLines } = await openHarness({ catalogue, dataDir });
    const get = async () => {
      const response = await fetch(`${origin}/media/small/aerial.jpg?w=320`);
      return (await sharp(await response.arrayBuffer()).metadata()).height;
    };
    const changes = () => logLines.filter((line) => line.includes("picture_changed"));
    expect([await get(), changes()]).toEqual([160, []]);
    const taller = { width: 1000, height: 1000, channels: 3, background: "#643" } as const;
    await sharp({ create: taller }).jpeg().toFile(path);
    expect([await get(), await get()]).toEqual([320, 320]);
    expect(changes()).toHaveLength(1);
  });
});
