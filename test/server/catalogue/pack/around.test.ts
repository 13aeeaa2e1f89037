import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { isLeftOut } from "../../../support/leftOut.ts";
import { loadPacks } from "../../../../server/catalogue/pack/loadPacks.ts";
import { loadOne, problemsOf } from "../loading.ts";
import { makePack, OUTLINE } from "../packs.ts";

const SCREENSHOT = join(
  import.meta.dirname,
  "../../../../../shared/inputs/around/equirectangular-grid.png",
);
const COUNT = 8;
const WIDER = [
  [5, 0],
  [15, 0],
  [15, 10],
];
const jpeg = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#346" } })
    .jpeg()
    .toBuffer();

async function files(more: Readonly<Record<string, Uint8Array>> = {}) {
  const frame = await jpeg(96, 54);
  const frames = Array.from({ length: COUNT }, (_, index) => [
    `media/orbit/${index + 1}.jpg`,
    frame,
  ]);
  return { ...Object.fromEntries(frames), "media/room.jpg": await jpeg(64, 32), ...more };
}

const orbit = {
  id: "tower",
  building: "a",
  frames: "media/orbit/{n}.jpg",
  count: COUNT,
  first: 1,
  outlines: [
    {
      frame: 1,
      units: [{ unit: "a-101", outline: OUTLINE }],
      floors: [{ floor: 2, outline: OUTLINE }],
      buildings: [{ building: "a", outline: OUTLINE }],
    },
    { frame: 5, units: [{ unit: "a-101", outline: WIDER }] },
  ],
};
const panorama = {
  id: "living",
  name: { en: "Living room" },
  image: "media/room.jpg",
  start: { yaw: 350, pitch: 0 },
  hotspots: [
    { yaw: 270, pitch: -5, name: "The balcony" },
    { yaw: 0, pitch: 0, to: { screen: "unit", unit: "a-201" } },
  ],
};

const reasons = async (project: Record<string, unknown>, more: Record<string, Uint8Array> = {}) =>
  (await problemsOf(makePack({ project, files: await files(more) }))).map((line) =>
    line.replace("riverside/project.json", "").replace(/^:\d+: /, ""),
  );

test("frames have a maximum size while they turn, the smaller one where two orbits share them", async () => {
  const shared = { ...orbit, id: "model", building: undefined, count: 4, outlines: [] };
  const project = {
    orbits: [orbit, shared],
    masterplans: [{ id: "site", image: "media/orbit/2.jpg" }],
  };
  const { packs } = await loadPacks(makePack({ project, files: await files() }));
  const limits = ["orbit/1.jpg", "orbit/2.jpg", "orbit/8.jpg", "room.jpg"].map(
    (name) => packs[0]?.mediaFiles.get(name)?.frameBytes,
  );
  expect(limits).toEqual([600_000, 600_000, 600_000, undefined]);
});

test("a pack has orbits and panoramas", async () => {
  const project = { orbits: [orbit], panoramas: [panorama] };
  const loaded = await loadOne({ project, files: await files() });
  expect(loaded.orbits).toMatchObject([
    {
      id: "tower",
      building: "a",
      frames: "/media/riverside/orbit/{n}.jpg",
      count: COUNT,
      first: 1,
      size: [96, 54],
      kind: "photograph",
      keys: [
        {
          frame: 0,
          outlines: [
            { building: "a", outline: OUTLINE },
            { building: "a", floor: 2, outline: OUTLINE },
            { unit: "a-101", outline: OUTLINE },
          ],
        },
        { frame: 4, outlines: [{ unit: "a-101", outline: WIDER }] },
      ],
    },
  ]);
  expect(loaded.orbits?.[0]?.blur).toContain("data:image/webp");
  expect(loaded.panoramas).toMatchObject([
    {
      id: "living",
      src: "/media/riverside/room.jpg",
      size: [64, 32],
      start: { yaw: -10, pitch: 0 },
      hotspots: [
        { yaw: -90, pitch: -5, name: { en: "The balcony" } },
        { yaw: 0, pitch: 0, to: { screen: "unit", unit: "a-201" } },
      ],
    },
  ]);
});

test("outlines are scaled to frames whose size differs from the pack's", async () => {
  const project = { orbits: [{ ...orbit, size: [192, 108] }] };
  const loaded = await loadOne({ project, files: await files() });
  expect(loaded.orbits?.[0]?.keys[1]?.outlines[0]?.outline[1]).toEqual([7.5, 0]);
});

describe("problems of an orbit are reported with their place", () => {
  const key = (more: object) => ({ orbits: [{ ...orbit, outlines: [{ frame: 1, ...more }] }] });
  test.each([
    [
      "frames that are missing",
      { orbits: [{ ...orbit, count: COUNT + 2 }] },
      /^orbits\[0\]\.frames: media\/orbit\/9\.jpg: .*, and 1 more$/,
    ],
    [
      "a count from another first",
      { orbits: [{ ...orbit, first: 0, outlines: [] }] },
      /^orbits\[0\]\.frames: media\/orbit\/0\.jpg: /,
    ],
    ["no place for the number", { orbits: [{ ...orbit, frames: "media/orbit/1.jpg" }] }, /"\{n\}"/],
    [
      "a way out of the pack",
      { orbits: [{ ...orbit, frames: "media/../{n}.jpg" }] },
      /below media/,
    ],
    ["a count of 0", { orbits: [{ ...orbit, count: 0, outlines: [] }] }, /^orbits\[0\]\.count: /],
    [
      "key frames that are out of order",
      { orbits: [{ ...orbit, outlines: orbit.outlines.toReversed() }] },
      /^orbits\[0\]\.outlines\[1\]\.frame: 1 stands after 5: out of order$/,
    ],
    ["a frame that is none", key({ frame: 9 }), /frame: 9 is not one of the frames 1 to 8$/],
    [
      "a building that is none",
      { orbits: [{ ...orbit, building: "b", outlines: [] }] },
      /no building "b"$/,
    ],
    ["a home that is none", key({ units: [{ unit: "a-9", outline: OUTLINE }] }), /no home "a-9"$/],
    [
      "a floor that is none",
      key({ floors: [{ floor: 7, outline: OUTLINE }] }),
      /no floor 7 in building "a"$/,
    ],
    [
      "outlines that cannot become each other",
      {
        orbits: [
          {
            ...orbit,
            outlines: [
              { frame: 1, units: [{ unit: "a-101", outline: OUTLINE }] },
              { frame: 5, units: [{ unit: "a-101", outline: [...OUTLINE, [0, 10]] }] },
            ],
          },
        ],
      },
      /home "a-101" has 3 points in frame 1 and 4 in frame 5$/,
    ],
    ["one id twice", { orbits: [orbit, orbit] }, /"tower" is there twice$/],
    [
      "no building for a floor",
      { orbits: [{ ...orbit, building: undefined }] },
      /building: is missing$/,
    ],
  ])("%s", async (_what, project, said) => {
    const found = await reasons(project);
    expect(found.filter((line) => said.test(line))).not.toEqual([]);
  });

  test("a frame of another size", async () => {
    const found = await reasons({ orbits: [orbit] }, { "media/orbit/3.jpg": await jpeg(96, 64) });
    expect(found).toEqual([
      "orbits[0].frames: media/orbit/3.jpg is 96 × 64 pixels and media/orbit/1.jpg is 96 × 54",
    ]);
  });

  test("trap 41: half a frame", async () => {
    const whole = await jpeg(400, 300);
    const found = await reasons(
      { orbits: [orbit] },
      { "media/orbit/3.jpg": whole.subarray(0, 400) },
    );
    expect(found).toEqual([expect.stringContaining("orbit/3.jpg is broken or only half there")]);
  });
});

describe("problems of a panorama are reported with their place", () => {
  test.skipIf(isLeftOut(!existsSync(SCREENSHOT), "the pictures of the reference"))(
    "a screenshot of a room",
    async () => {
      const found = await reasons(
        { panoramas: [{ ...panorama, image: "media/grid.png" }] },
        { "media/grid.png": readFileSync(SCREENSHOT) },
      );
      expect(found).toEqual([expect.stringContaining("a panorama is twice as wide as high")]);
    },
  );

  test("a picture of another shape", async () => {
    const found = await reasons(
      { panoramas: [{ ...panorama, image: "media/flat.jpg" }] },
      { "media/flat.jpg": await jpeg(64, 48) },
    );
    expect(found).toEqual([
      "panoramas[0].image: media/flat.jpg is 64 × 48 pixels: a panorama is twice as wide as high",
    ]);
  });

  test.each([
    [
      "a view that is not there",
      { yaw: 0, pitch: 0, to: { screen: "unit", unit: "a-9" } },
      /to: leads/,
    ],
    ["a hotspot of nothing", { yaw: 0, pitch: 0 }, /needs a "name"/],
    ["a pitch behind one's head", { yaw: 0, pitch: 100, name: "Up" }, /pitch/],
    ["no view", { yaw: 0, pitch: 0, to: { screen: "attic" } }, /hotspots\[0\]/],
  ])("%s", async (_what, hotspot, said) => {
    const found = await reasons({ panoramas: [{ ...panorama, hotspots: [hotspot] }] });
    expect(found.filter((line) => said.test(line))).not.toEqual([]);
  });
});
