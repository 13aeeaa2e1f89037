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

/** Opens a server whose pack lists three pictures of a folder. */
async function openPictures() {
  const listed = new Set(["aerial.jpg", "broken.jpg", "turned.jpg", "lobby.webp", "room.jpg"]);
  const catalogue = {
    ...openFakeCatalogue(),
    mediaFile: (_project: string, file: string) =>
      file === "plan%20d%27%C3%A9tage.jpg"
        ? fakeMediaFile(join(home, "aerial.jpg"), true)
        : listed.has(file)
          ? fakeMediaFile(join(home, file), file !== "turned.jpg")
          : undefined,
  };
  const dataDir = join(home, ".data");
  const { origin } = await openHarness({ catalogue, dataDir });
  return async (path: string, accept = "*/*") => {
    const response = await fetch(`${origin}/media/small/${path}`, { headers: { accept } });
    const bytes = Buffer.from(await response.arrayBuffer());
    return { status: response.status, headers: response.headers, bytes };
  };
}

const widthOf = async (bytes: Buffer) => (await sharp(bytes).metadata()).width;

describe("a picture of a pack", () => {
  test.each(["NFC", "NFD"] as const)(
    "is found by a name in %s, encoded in any way",
    async (form) => {
      const get = await openPictures();
      const name = "plan d'étage.jpg".normalize(form);
      for (const path of [encodeURI(name), encodeURIComponent(name)]) {
        expect((await get(path)).status).toBe(200);
      }
      expect((await get("plan.jpg")).status).toBe(404);
    },
  );

  test("is served in the width of a screen and may be cached for a day", async () => {
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

  test("that is broken is served unchanged", async () => {
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

  test("is served as JPEG to a browser without WebP, whatever its format in the pack", async () => {
    const get = await openPictures();
    const ground = { width: 1000, height: 500, channels: 3, background: "#346" } as const;
    await sharp({ create: ground }).webp().toFile(join(home, "lobby.webp"));
    // Safari 13, and a current browser.
    const old = "image/png,image/svg+xml,image/*;q=0.8,video/*;q=0.8,*/*;q=0.5";
    const today = "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8";
    for (const [file, width] of [
      ["aerial.jpg?w=320", 320],
      ["lobby.webp?w=320", 320],
      ["lobby.webp", 1000],
      ["turned.jpg", 500],
    ] as const) {
      const picture = await get(file, old);
      expect([file, picture.headers.get("content-type")]).toEqual([file, "image/jpeg"]);
      expect(await sharp(picture.bytes).metadata()).toMatchObject({ format: "jpeg", width });
      expect(picture.headers.get("vary")).toContain("Accept");
    }
    const modern = await get("aerial.jpg?w=320", today);
    expect(modern.headers.get("content-type")).toBe("image/webp");
  });

  test("that is a frame of an orbit is small enough to turn, at its own width too if it is narrow", async () => {
    const noise = { type: "gaussian", mean: 128, sigma: 12 } as const;
    const ground = { width: 900, height: 600, channels: 3, background: "#346", noise } as const;
    const path = join(home, "frame.jpg");
    await sharp({ create: ground }).jpeg({ quality: 95 }).toFile(path);
    const file = fakeMediaFile(path);
    const bytesOf = async (size: readonly [number, number], query: string) => {
      const limited = { ...file, facts: { ...file.facts, size }, frameBytes: 60_000 };
      const catalogue = { ...openFakeCatalogue(), mediaFile: () => limited };
      const { origin } = await openHarness({ catalogue, dataDir: join(home, ".data") });
      const response = await fetch(`${origin}/media/small/frame.jpg${query}`);
      return (await response.arrayBuffer()).byteLength;
    };
    expect(await bytesOf([900, 600], "?w=640")).toBeLessThanOrEqual(60_000);
    expect(await bytesOf([900, 600], "?w=960")).toBeLessThanOrEqual(60_000);
    expect(await bytesOf([900, 600], "")).toBeLessThanOrEqual(60_000);
    // A wide one is drawn at its own width where it rests.
    const { size: own } = await stat(path);
    expect(await bytesOf([1900, 1200], "")).toBe(own);
  });

  test("that is a large panorama is served in tiles; missing tiles are 404", async () => {
    const get = await openPictures();
    const ground = { width: 4200, height: 2100, channels: 3, background: "#346" } as const;
    await sharp({ create: ground }).jpeg().toFile(join(home, "room.jpg"));
    const tile = await get("room.jpg?tile=7-3");
    expect(tile.headers.get("content-type")).toBe("image/webp");
    expect(await sharp(tile.bytes).metadata()).toMatchObject({ width: 525, height: 525 });
    for (const asked of ["aerial.jpg?tile=0-0", "room.jpg?tile=8-0", "room.jpg?tile=1"]) {
      expect([asked, (await get(asked)).status]).toEqual([asked, 404]);
    }
  });

  test("that no pack lists is not resized", async () => {
    const get = await openPictures();
    expect((await get("other.jpg?w=640")).status).toBe(404);
    expect((await get("..%2faerial.jpg?w=640")).status).toBe(404);
    await expect(readdir(join(home, ".data"))).rejects.toThrow("ENOENT");
  });

  test("that was replaced since the start is served as it is now, which is logged once", async () => {
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
