import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  frameAt,
  nearestFrame,
  stepsBetween,
  wantedFrames,
} from "../../../../../client/stage/around/orbit/frameOrder.ts";
import { ORBIT_MOTION, turnBetween } from "../../../../../client/stage/around/orbit/orbitMotion.ts";
import { outlinesAt, thingsOf } from "../../../../../client/stage/around/orbit/orbitOutlines.ts";
import { mostFrames, turningSize } from "../../../../../client/stage/around/orbit/frameSize.ts";
import type { Orbit } from "../../../../../schema/catalogue/around.ts";
import type { Outline } from "../../../../../schema/values/geometry.ts";

describe("the order in which frames load", () => {
  test("is every eighth first, then those halfway between, from the current direction", () => {
    const wanted = wantedFrames(24, 9, 24);
    expect(wanted.slice(0, 6)).toEqual([8, 16, 0, 12, 4, 20]);
    expect(wanted.slice(6, 12).every((frame) => frame % 2 === 0)).toBe(true);
    expect(wanted.toSorted((one, other) => one - other)).toEqual(
      Array.from({ length: 24 }, (_, frame) => frame),
    );
  });

  test("keeps every eighth and the nearest when memory does not hold all", () => {
    const wanted = wantedFrames(124, 60, 30);
    expect(wanted).toHaveLength(30);
    const others = wanted.filter((frame) => frame % 8 > 0);
    expect(others.every((frame) => stepsBetween(frame, 60, 124) <= 9)).toBe(true);
    expect(wanted.filter((frame) => frame % 8 === 0)).toHaveLength(16);
  });

  test("the nearest loaded frame is shown, across the end too", () => {
    expect(nearestFrame([0, 8, 16, 24, 32], 35, 36)).toBe(0);
    expect(nearestFrame([8, 16], 13, 36)).toBe(16);
    expect(nearestFrame([], 3, 36)).toBeUndefined();
    expect(frameAt(0.999, 36)).toBe(0);
    expect(frameAt(-0.25, 36)).toBe(27);
  });
});

test("memory holds a few large frames, or many small ones", () => {
  expect(mostFrames(124, { width: 960, height: 540 })).toBe(48);
  expect(mostFrames(124, { width: 640, height: 480 })).toBe(81);
  expect(mostFrames(36, { width: 640, height: 360 })).toBe(36);
});

describe("the size of frames while they turn", () => {
  const size = [1920, 1440] as const;
  const photograph = { src: "/media/1.jpg", ownWidth: 1920 };

  test("is one that a phone loads fast, at most 960 pixels wide", () => {
    expect(turningSize(photograph, size, 390 * 2)).toEqual({ width: 640, height: 480 });
    expect(turningSize(photograph, size, 1176)).toEqual({ width: 960, height: 720 });
    expect(turningSize(photograph, size, Infinity).width).toBe(960);
    expect(turningSize({ ...photograph, ownWidth: 600 }, [600, 450], 1176).width).toBe(600);
  });

  test("is that of the screen for drawings, whatever their own", () => {
    const drawing = { src: "/media/1.svg", ownWidth: 480 };
    expect(turningSize(drawing, [480, 360], 780)).toEqual({ width: 780, height: 585 });
    expect(turningSize(drawing, [480, 360], Infinity).width).toBe(960);
  });

  test("leaves memory for a few frames of any shape", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9_600 }),
        fc.integer({ min: 1, max: 9_600 }),
        (w, h) => {
          const shown = turningSize({ src: "/media/1.jpg", ownWidth: w }, [w, h], 4_000);
          const held = mostFrames(124, shown);
          expect(held).toBeGreaterThanOrEqual(9);
          expect(held * shown.width * shown.height * 4).toBeLessThanOrEqual(96 * 1024 * 1024);
        },
      ),
    );
  });
});

describe("a camera around a building", () => {
  const turn = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
  const place = fc.record({ turn, zoom: fc.double({ min: 1, max: 16, noNaN: true }) });

  test("turns the shorter way and arrives exactly", () => {
    expect(turnBetween(0.9, 0.1)).toBeCloseTo(0.2);
    expect(turnBetween(0.1, 0.9)).toBeCloseTo(-0.2);
    fc.assert(
      fc.property(place, place, (from, to) => {
        expect(ORBIT_MOTION.flightAt(from, to, 1)).toBe(to);
        const half = ORBIT_MOTION.flightAt(from, to, 0.5);
        expect(Math.abs(turnBetween(half.turn, to.turn))).toBeLessThanOrEqual(0.2501);
        let at = from;
        for (let step = 0; at !== to && step < 200; step += 1) {
          at = ORBIT_MOTION.chaseStep(at, to, 0.22);
        }
        expect(at).toBe(to);
      }),
    );
  });
});

describe("outlines between key frames", () => {
  const square = (x: number): Outline => [
    [x, 0],
    [x + 10, 0],
    [x + 10, 10],
    [x, 10],
  ];
  const home = (unit: string, x: number) => ({ unit, outline: square(x) });
  const orbit: Pick<Orbit, "keys" | "count"> = {
    count: 24,
    keys: [
      {
        frame: 6,
        outlines: [home("a", 100), home("b", 50), { building: "t", outline: square(0) }],
      },
      { frame: 12, outlines: [home("a", 160)] },
      { frame: 20, outlines: [home("a", 0), { building: "t", floor: 2, outline: square(9) }] },
    ],
  };
  const at = (frame: number) =>
    Object.fromEntries(
      [...outlinesAt(orbit, frame)].map(([key, outline]) => [key, outline[0]?.[0]]),
    );

  test("are as given on a key frame, and halfway between two", () => {
    expect(at(6)).toEqual({ "building:t": 0, "unit:a": 100, "unit:b": 50 });
    expect(at(9)).toEqual({ "unit:a": 130 });
    expect(at(12)).toEqual({ "unit:a": 160 });
  });

  test("go on from the last key frame to the first", () => {
    expect(at(1)).toEqual({ "unit:a": 50 });
    expect(at(23)).toEqual({ "unit:a": 30 });
  });

  test("with one key frame are there on that frame alone", () => {
    const single = { count: 24, keys: orbit.keys.slice(1, 2) };
    expect(outlinesAt(single, 12).size).toBe(1);
    expect(outlinesAt(single, 13).size).toBe(0);
    expect(outlinesAt({ count: 24, keys: [] }, 0).size).toBe(0);
  });

  test("show each thing once, homes above floors above buildings", () => {
    expect([...thingsOf(orbit).keys()]).toEqual(["building:t", "floor:t/2", "unit:a", "unit:b"]);
  });
});
