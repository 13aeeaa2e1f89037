import * as v from "valibot";
import { describe, expect, test } from "vitest";
import {
  frameBytes,
  frameFile,
  isFramePattern,
  orbitThingKey,
} from "../../../schema/catalogue/around.ts";
import { Camera, View } from "../../../schema/presentation/presentation.ts";
import { publicProject } from "../../../schema/catalogue/publicProject.ts";
import { findUnknownReference } from "../../../schema/presentation/references.ts";
import { shownPicture } from "../../../schema/presentation/shownPicture.ts";
import { smallIndex, smallProject } from "../../support/room/project.ts";

const orbit = { target: "orbit:tower", turn: 0.25, zoom: 2 };
const panorama = { target: "panorama:living", yaw: 90, pitch: -10, fov: 70 };
const picture = { target: "masterplan:site", x: 0.5, y: 0.5, zoom: 2 };

test("every eighth frame of a revolution of 24 to 124 is 0.6 MB at most", () => {
  for (let count = 24; count <= 124; count += 1) {
    const firstPass = Math.ceil(count / 8) * frameBytes(count);
    expect(firstPass).toBeLessThanOrEqual(600_000);
    expect(firstPass).toBeGreaterThan(599_000);
  }
  // Frames of larger revolutions are no coarser.
  expect(frameBytes(360)).toBe(frameBytes(124));
});

describe("a camera", () => {
  test.each([
    orbit,
    { ...orbit, turn: 0 },
    { ...orbit, turn: 1 },
    panorama,
    { ...panorama, yaw: 270 },
    { ...panorama, pitch: 90, fov: 10 },
    picture,
  ])("%j is valid", (camera) => expect(v.parse(Camera, camera)).toEqual(camera));

  test.each([
    { ...orbit, turn: 1.01 },
    { ...orbit, zoom: 0.5 },
    { ...orbit, x: 0.5 },
    { ...picture, target: "orbit:tower" },
    { ...picture, target: "panorama:living" },
    { ...orbit, target: "masterplan:site" },
    { ...panorama, target: "image:living" },
    { ...panorama, yaw: 361 },
    { ...panorama, pitch: 91 },
    { ...panorama, fov: 121 },
    { ...panorama, fov: Number.NaN },
    { ...panorama, matrix: [1, 0, 0, 1] },
  ])("%j is refused", (camera) => expect(v.is(Camera, camera)).toBe(false));
});

describe("views and targets", () => {
  test.each([
    { screen: "orbit", orbit: "tower" },
    { screen: "panorama", panorama: "living" },
  ])("%j is a view of the project", (sent) => {
    const view = v.parse(View, sent);
    expect(findUnknownReference({ view }, smallIndex)).toBeUndefined();
  });

  test.each([
    { screen: "orbit", orbit: "none" },
    { screen: "panorama", panorama: "none" },
  ] as const)("%j is no view of the project", (view) =>
    expect(findUnknownReference({ view }, smallIndex)).toBe("view"),
  );

  test.each([{ screen: "orbit" }, { screen: "orbit", orbit: "tower", frame: 3 }])(
    "%j is no view",
    (view) => expect(v.is(View, view)).toBe(false),
  );

  test("a camera names an existing orbit or panorama", () => {
    expect(findUnknownReference({ camera: orbit }, smallIndex)).toBeUndefined();
    expect(findUnknownReference({ camera: panorama }, smallIndex)).toBeUndefined();
    const lost = { ...orbit, target: "orbit:none" };
    expect(findUnknownReference({ camera: lost }, smallIndex)).toBe("camera");
  });

  test("the first frame of an orbit is fetched first", () => {
    const view: View = { screen: "orbit", orbit: "tower" };
    expect(shownPicture(view, smallIndex)?.src).toBe("/media/small/orbit/1.jpg");
  });
});

describe("frames", () => {
  test.each([
    ["o/{n}.jpg", 0, 7, "o/7.jpg"],
    ["o/{n}.jpg", 1, 35, "o/36.jpg"],
    ["o/f_{nnnn}.webp", 1, 8, "o/f_0009.webp"],
    ["o/{nn}.jpg", 0, 120, "o/120.jpg"],
  ])("of %s from %i on, the one at %i is %s", (pattern, first, index, file) =>
    expect(frameFile(pattern, first, index)).toBe(file),
  );

  test.each(["o/1.jpg", "o/{}.jpg", "o/{m}.jpg"])("%s is no pattern", (pattern) =>
    expect(isFramePattern(pattern)).toBe(false),
  );
});

test("buyers have no outline of a held back home, and no hotspot that leads to one", () => {
  const outline = [
    [0, 0],
    [1, 0],
    [1, 1],
  ] as const;
  const [one, other, ...rest] = smallProject.units;
  const [firstLayout] = smallProject.layouts;
  const [tower] = smallProject.orbits ?? [];
  if (!one || !other || !firstLayout || !tower) {
    throw new Error("nothing to hide");
  }
  const shown = publicProject({
    ...smallProject,
    units: [one, { ...other, layout: "secret", hidden: true }, ...rest],
    orbits: [
      {
        ...tower,
        keys: [
          {
            frame: 0,
            outlines: [
              { unit: one.id, outline },
              { unit: other.id, outline },
              { building: "b1", floor: 1, outline },
            ],
          },
        ],
      },
    ],
    layouts: [...smallProject.layouts, { ...firstLayout, id: "secret" }],
    panoramas: (smallProject.panoramas ?? []).flatMap((each) => [
      { ...each, id: "penthouse", layout: "secret" },
      {
        ...each,
        hotspots: [
          { yaw: 0, pitch: 0, name: { en: "The view" } },
          { yaw: 10, pitch: 0, to: { screen: "unit", unit: one.id } as const },
          { yaw: 20, pitch: 0, to: { screen: "unit", unit: other.id } as const },
          { yaw: 30, pitch: 0, to: { screen: "panorama", panorama: "penthouse" } as const },
        ],
      },
    ]),
  });
  const things = shown.orbits?.[0]?.keys[0]?.outlines.map((thing) => orbitThingKey(thing));
  expect(things).toEqual([`unit:${one.id}`, "floor:b1/1"]);
  expect(shown.panoramas?.map(({ id }) => id)).toEqual(["living"]);
  expect(shown.panoramas?.[0]?.hotspots.map(({ yaw }) => yaw)).toEqual([0, 10]);
});
