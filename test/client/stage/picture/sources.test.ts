import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { grownWidth, sourcesOf } from "../../../../client/stage/picture/sources.ts";
import { PICTURE_WIDTHS } from "../../../../schema/pictures.ts";

describe("the sizes of a picture", () => {
  test("are those that the server has below its own, and its own", () => {
    expect(sourcesOf("/media/a/aerial.jpg", 1000)).toBe(
      "/media/a/aerial.jpg?w=320 320w, /media/a/aerial.jpg?w=640 640w, " +
        "/media/a/aerial.jpg?w=960 960w, /media/a/aerial.jpg 1000w",
    );
    expect(sourcesOf("/media/a/aerial.jpg", 9000)?.split(", ")).toHaveLength(
      PICTURE_WIDTHS.length + 1,
    );
  });

  test("are none for a drawing in lines, nor for what is small already", () => {
    expect(sourcesOf("/media/a/site.svg", 4000)).toBeUndefined();
    expect(sourcesOf("/media/a/icon.png", 320)).toBeUndefined();
  });
});

describe("the width to ask for", () => {
  test("is the box's at first, and more only when the box outgrows it", () => {
    expect(grownWidth(undefined, 390.2)).toBe(391);
    expect([grownWidth(391, 200), grownWidth(391, 392), grownWidth(391, 2000)]).toEqual([
      391, 782, 3128,
    ]);
  });

  test("is never narrower than the box, never shrinks, and changes seldom in a long pinch", () => {
    const widths = fc.array(fc.double({ min: 1, max: 8000, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(widths, (boxes) => {
        const asked: number[] = [];
        for (const box of boxes) {
          asked.push(grownWidth(asked.at(-1), box));
          expect(asked.at(-1)).toBeGreaterThanOrEqual(box);
        }
        expect(asked).toEqual(asked.toSorted((one, other) => one - other));
        expect(new Set(asked).size).toBeLessThanOrEqual(14);
      }),
    );
  });
});
