import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  PANORAMA_CAMERA,
  withinReach,
} from "../../../../../client/stage/around/panorama/panoramaKind.ts";
import {
  degreesBetween,
  fromShare,
  perspective,
  strip,
  toShare,
  type PanoramaPlace,
} from "../../../../../client/stage/around/panorama/projection.ts";
import { spotName } from "../../../../../client/stage/around/panorama/spots.ts";

const DESK = { width: 1200, height: 780 };
const PHONE = { width: 390, height: 560 };
const degrees = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const anyPlace: fc.Arbitrary<PanoramaPlace> = fc.record({
  yaw: degrees(-180, 180),
  pitch: degrees(-60, 60),
  fov: degrees(30, 100),
});
const anySize = fc.constantFrom(DESK, PHONE);

describe.each([
  ["in perspective", perspective],
  ["on a strip", strip],
])("a room %s", (_how, project) => {
  test("trap 47: has the shared direction in the middle of every screen", () => {
    fc.assert(
      fc.property(anyPlace, anySize, (place, size) => {
        const seen = project(place, size).toSphere({ x: size.width / 2, y: size.height / 2 });
        expect(degreesBetween(seen, place)).toBeLessThan(0.001);
      }),
    );
  });

  test("leads from the screen to a direction and back to the same pixel", () => {
    fc.assert(
      fc.property(anyPlace, anySize, degrees(0, 1), degrees(0, 1), (place, size, x, y) => {
        const projection = project(place, size);
        const spot = { x: x * size.width, y: y * size.height };
        const direction = projection.toSphere(spot);
        // A strip beyond the poles is empty.
        if (Math.abs(direction.pitch) > 89) return;
        const back = projection.toView(direction);
        const turns =
          project === strip ? (360 * Math.min(size.width, size.height)) / place.fov : 1e9;
        const across = Math.abs(back.x - spot.x) % turns;
        expect(Math.min(across, turns - across)).toBeLessThan(0.01);
        expect(Math.abs(back.y - spot.y)).toBeLessThan(0.01);
      }),
    );
  });

  test("frames the same on a portrait phone and a wide desk: the smaller side spans the field of view", () => {
    const place = { yaw: 20, pitch: 0, fov: 75 };
    const desk = project(place, DESK).toSphere({ x: DESK.width / 2, y: 0 });
    const phone = project(place, PHONE).toSphere({ x: PHONE.width, y: PHONE.height / 2 });
    expect(desk.pitch).toBeCloseTo(37.5, 3);
    expect(phone.yaw - place.yaw).toBeCloseTo(37.5, 3);
  });
});

test("a direction behind is out of sight, on the side to turn to", () => {
  const { toView } = perspective({ yaw: 0, pitch: 0, fov: 75 }, PHONE);
  expect(toView({ yaw: 170, pitch: 0 }).x).toBeGreaterThan(PHONE.width);
  expect(toView({ yaw: -120, pitch: 10 }).x).toBeLessThan(0);
});

test("a direction is a share of the picture and back", () => {
  expect(toShare({ yaw: 90, pitch: -45 })).toEqual({ x: 0.75, y: 0.75 });
  expect(fromShare({ x: 0.75, y: 0.75 })).toEqual({ yaw: 90, pitch: -45 });
  expect(toShare({ yaw: 270, pitch: 90 })).toEqual({ x: 0.25, y: 0 });
});

describe("a camera in a room", () => {
  test("turns the shorter way, across the seam", () => {
    const { flightAt } = PANORAMA_CAMERA.motion;
    const half = flightAt({ yaw: 170, pitch: 0, fov: 75 }, { yaw: -170, pitch: 10, fov: 75 }, 0.5);
    expect(Math.abs(half.yaw)).toBeCloseTo(180);
    expect(half.pitch).toBeCloseTo(5);
  });

  test("is shared in angles of two digits, and never of another kind", () => {
    const place = { yaw: 12.3456, pitch: -1.239, fov: 74.999 };
    const camera = PANORAMA_CAMERA.write("panorama:living", place);
    expect(camera).toEqual({ target: "panorama:living", yaw: 12.35, pitch: -1.24, fov: 75 });
    expect(PANORAMA_CAMERA.read({ target: "orbit:a", turn: 0, zoom: 1 })).toBeUndefined();
    expect(PANORAMA_CAMERA.read({ ...place, target: "panorama:living", yaw: 350 })?.yaw).toBe(-10);
  });

  test("limits the buyer's movement, and follows an agent beyond the limit", () => {
    expect(withinReach({ yaw: 190, pitch: 120, fov: 5 })).toEqual({
      yaw: -170,
      pitch: 85,
      fov: 30,
    });
  });
});

describe("a pointer in a room", () => {
  const room = {
    hotspots: [
      { yaw: 40, pitch: -5, name: { en: "the balcony" } },
      { yaw: 50, pitch: -5, name: { en: "the sea" } },
      { yaw: 45, pitch: -5, to: { screen: "layouts" } as const },
    ],
  };

  test.each([
    [41, -6, "the balcony"],
    [48, 0, "the sea"],
    [-140, 0, undefined],
    [45, 30, undefined],
  ])("at %i°, %i° points at %s", (yaw, pitch, name) => {
    expect(spotName(room, toShare({ yaw, pitch }))?.["en"]).toBe(name);
  });
});
