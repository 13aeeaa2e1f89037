import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  chaseStep,
  constrain,
  containedSize,
  flightAt,
  framing,
  minZoom,
  toPlacement,
  toTransform,
  WHOLE,
  type Geometry,
} from "../../../../../client/stage/picture/camera/camera.ts";

const desk: Geometry = { size: [1600, 900], viewport: { width: 800, height: 600 }, fit: "contain" };
const phone: Geometry = { size: [1600, 900], viewport: { width: 390, height: 450 }, fit: "cover" };

const length = fc.integer({ min: 100, max: 3000 });
const geometries: fc.Arbitrary<Geometry> = fc.record({
  size: fc.tuple(length, length),
  viewport: fc.record({ width: length, height: length }),
  fit: fc.constantFrom("contain", "cover", "fill"),
});
const share = fc.double({ min: 0, max: 1, noNaN: true });
const placements = fc.record({
  x: share,
  y: share,
  zoom: fc.double({ min: 1, max: 16, noNaN: true }),
});

describe("a camera", () => {
  test("shows all of a picture at zoom 1, in the middle", () => {
    expect(toTransform(WHOLE, desk)).toEqual({ k: 1, x: 0, y: 75 });
    expect(containedSize(desk)).toEqual({ width: 800, height: 450 });
  });

  test("covers a phone's viewport without a gap", () => {
    const { k, x, y } = toTransform(WHOLE, phone);
    const { width, height } = containedSize(phone);
    expect(height * k).toBeCloseTo(450);
    expect(y).toBeCloseTo(0);
    expect(x + (width * k) / 2).toBeCloseTo(195);
  });

  test("fills the viewport where that hides little, and contains the picture where it would hide much", () => {
    expect(minZoom({ ...desk, size: [1000, 700], fit: "fill" })).toBeCloseTo(1.0714, 3);
    expect(minZoom({ ...desk, size: [2000, 500], fit: "fill" })).toBe(1);
  });

  test("shows the same point in the middle of two screens of different shapes", () => {
    const placement = { x: 0.4, y: 0.55, zoom: 5 };
    for (const geometry of [desk, phone]) {
      expect(toPlacement(toTransform(placement, geometry), geometry)).toEqual({
        x: expect.closeTo(0.4),
        y: expect.closeTo(0.55),
        zoom: expect.closeTo(5),
      });
    }
  });

  test("never shows beyond the picture's edge where it is larger than the viewport", () => {
    fc.assert(
      fc.property(placements, geometries, (placement, geometry) => {
        const { k, x, y } = toTransform(placement, geometry);
        const { width, height } = containedSize(geometry);
        const slack = 0.001;
        for (const [offset, content, room] of [
          [x, width * k, geometry.viewport.width],
          [y, height * k, geometry.viewport.height],
        ] as const) {
          const start = Math.max(0, (room - content) / 2);
          expect(offset).toBeLessThanOrEqual(start + slack);
          expect(offset + content).toBeGreaterThanOrEqual(room - start - slack);
        }
      }),
    );
  });

  test("is always valid in a document", () => {
    const wild = fc.double({ min: -1e5, max: 1e5, noNaN: true });
    fc.assert(
      fc.property(wild, wild, wild, geometries, (k, x, y, geometry) => {
        const { x: px, y: py, zoom } = toPlacement(constrain({ k, x, y }, geometry), geometry);
        expect(Math.min(px, py)).toBeGreaterThanOrEqual(0);
        expect(Math.max(px, py)).toBeLessThanOrEqual(1);
        expect(zoom).toBeGreaterThanOrEqual(1);
        expect(zoom).toBeLessThanOrEqual(16);
      }),
    );
  });

  test("frames a part so that all of it is in sight and it nearly fills the viewport", () => {
    const part = { x: 0.5, y: 0.2, width: 0.2, height: 0.3 };
    const framed = framing(part, WHOLE, phone);
    const { width } = containedSize(phone);
    expect(framed).toMatchObject({ x: 0.6, y: 0.35 });
    const across = part.width * width * framed.zoom;
    expect(across).toBeGreaterThan(0.8 * 390);
    expect(across).toBeLessThanOrEqual(390);
  });
});

describe("a flight", () => {
  const to = { x: 0.2, y: 0.8, zoom: 4 };

  test("starts at its origin, ends at its target, and stays there", () => {
    expect(flightAt(WHOLE, to, 0)).toEqual(WHOLE);
    expect(flightAt(WHOLE, to, 1)).toBe(to);
    expect(flightAt(WHOLE, to, 1.7)).toBe(to);
  });

  test("only ever comes closer", () => {
    const zooms = Array.from({ length: 21 }, (_, step) => flightAt(WHOLE, to, step / 20).zoom);
    expect(zooms).toEqual(zooms.toSorted((a, b) => a - b));
  });
});

test("following a moving target arrives", () => {
  const to = { x: 0.9, y: 0.1, zoom: 8 };
  let at = WHOLE;
  let steps = 0;
  while (at !== to && steps < 100) {
    at = chaseStep(at, to, 0.22);
    steps += 1;
  }
  expect(at).toBe(to);
  expect(steps).toBeGreaterThan(10);
});
