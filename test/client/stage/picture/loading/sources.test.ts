import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addressAt,
  grownWidth,
  usableWidth,
  widthFor,
  widthsOf,
  type PictureFile,
} from "../../../../../client/stage/picture/loading/sources.ts";
import { PICTURE_WIDTHS } from "../../../../../schema/catalogue/pictures.ts";

const aerial = { src: "/media/a/aerial.jpg", ownWidth: 1000 };
const addressFor = (file: PictureFile, pixels: number) => addressAt(file, widthFor(file, pixels));

describe("the versions of a picture", () => {
  test("are those that the server has below its own width, and its own", () => {
    expect(widthsOf(aerial).map((width) => addressAt(aerial, width))).toEqual([
      "/media/a/aerial.jpg?w=320",
      "/media/a/aerial.jpg?w=640",
      "/media/a/aerial.jpg?w=960",
      "/media/a/aerial.jpg",
    ]);
    expect(widthsOf({ ...aerial, ownWidth: 9000 })).toEqual([...PICTURE_WIDTHS, 9000]);
  });

  test("are a single one for a vector drawing, and for a small picture", () => {
    expect(widthsOf({ src: "/media/a/site.svg", ownWidth: 4000 })).toEqual([4000]);
    expect(addressFor({ src: "/media/a/site.svg", ownWidth: 4000 }, 100)).toBe("/media/a/site.svg");
    expect(widthsOf({ src: "/media/a/icon.png", ownWidth: 320 })).toEqual([320]);
  });

  test("begin with a coarse one, at most 640 pixels wide", () => {
    expect(usableWidth(aerial)).toBe(640);
    expect(usableWidth({ ...aerial, ownWidth: 500 })).toBe(500);
    expect(usableWidth({ ...aerial, ownWidth: Infinity })).toBe(640);
  });

  test("are chosen by the pixels drawn, at most a tenth too narrow", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9000 }),
        fc.integer({ min: 1, max: 9000 }),
        (own, drawn) => {
          const width = widthFor({ ...aerial, ownWidth: own }, drawn);
          expect(width).toBeLessThanOrEqual(own);
          expect(width * 1.1 >= drawn || width === own).toBe(true);
          const narrower = widthsOf({ ...aerial, ownWidth: own }).findLast(
            (other) => other < width,
          );
          expect((narrower ?? 0) * 1.1).toBeLessThan(drawn);
        },
      ),
    );
    expect([320, 400, 960, 961, 1100].map((pixels) => addressFor(aerial, pixels))).toEqual([
      "/media/a/aerial.jpg?w=320",
      "/media/a/aerial.jpg?w=640",
      "/media/a/aerial.jpg?w=960",
      "/media/a/aerial.jpg?w=960",
      "/media/a/aerial.jpg",
    ]);
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
