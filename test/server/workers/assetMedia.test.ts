import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express from "express";
import sharp from "sharp";
import { expect, onTestFinished, test } from "vitest";
import { addAssetMedia } from "../../../server/workers/assetMedia.ts";
import { bundlePacks } from "../../../server/workers/build/packs.ts";
import { makePack } from "../catalogue/packs.ts";

const TODAY = "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8";
const WITHOUT_WEBP = "image/png,image/svg+xml,image/*;q=0.8,video/*;q=0.8,*/*;q=0.5";

async function openAssets() {
  const assets = await mkdtemp(join(tmpdir(), "offplan-assets-"));
  const noise = { type: "gaussian", mean: 128, sigma: 12 } as const;
  const ground = { width: 700, height: 350, channels: 3, background: "#346" } as const;
  const frame = await sharp({ create: { ...ground, noise } })
    .jpeg({ quality: 95 })
    .toBuffer();
  const project = {
    masterplans: [{ id: "site", image: "media/site.webp" }],
    orbits: [{ id: "tower", frames: "media/{n}.jpg", count: 2 }],
    panoramas: [{ id: "living", image: "media/room.png" }],
  };
  const files = {
    "media/site.webp": await sharp({ create: ground }).webp().toBuffer(),
    "media/room.png": await sharp({ create: ground }).png().toBuffer(),
    "media/1.jpg": frame,
    "media/2.jpg": frame,
  };
  const [pack] = await bundlePacks(makePack({ project, files }), assets);
  const bundled = new Map(pack?.mediaFiles);
  const app = express();
  addAssetMedia(app, {
    catalogue: { mediaFile: (_project, file) => bundled.get(file) },
    assets: {
      fetch: async (address: string) =>
        readFile(join(assets, new URL(address).pathname)).then(
          (bytes) => new Response(bytes),
          () => new Response(undefined, { status: 404 }),
        ),
    },
  });
  const server = createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    server.close();
    await rm(assets, { recursive: true });
  });
  const { port } = server.address() as AddressInfo;
  return async (path: string, accept: string) => {
    const address = `http://127.0.0.1:${port}/media/riverside/${path}`;
    const response = await fetch(address, { headers: { accept } });
    const { width, format } = await sharp(await response.arrayBuffer()).metadata();
    const type = response.headers.get("content-type");
    return { width, format, type, vary: response.headers.get("vary") };
  };
}

test("on Workers pictures are served as WebP, and as JPEG to a browser without WebP", async () => {
  const get = await openAssets();
  for (const [path, accept, format, width] of [
    ["room.png?w=320", TODAY, "webp", 320],
    ["room.png?w=320", WITHOUT_WEBP, "jpeg", 320],
    ["room.png", WITHOUT_WEBP, "png", 700],
    ["site.webp?w=320", WITHOUT_WEBP, "jpeg", 320],
    ["site.webp?w=960", WITHOUT_WEBP, "jpeg", 700],
    ["site.webp", WITHOUT_WEBP, "jpeg", 700],
    ["site.webp", TODAY, "webp", 700],
    ["1.jpg?w=640", WITHOUT_WEBP, "jpeg", 640],
    ["1.jpg", TODAY, "webp", 700],
  ] as const) {
    const type = `image/${format}`;
    const wanted = { width, format, type, vary: "Accept" };
    expect([path, await get(path, accept)]).toEqual([path, wanted]);
  }
});
