import { expect, test } from "vitest";
import type { PictureFrame } from "../../../../../client/stage/picture/camera/frames.ts";
import { createPictureBox } from "../../../../../client/stage/picture/camera/pictureBox.ts";
import { createFakeTiming } from "../../../ui/fakeTiming.ts";

const PHONE = { width: 390, height: 600 };

const at = (width: number, x = 0, viewport = PHONE) => ({
  viewport,
  box: { x, y: 0, width, height: width / 2 },
});

function setUp() {
  const timing = createFakeTiming();
  const frames: PictureFrame[] = [];
  const box = createPictureBox({ timing, place: (frame) => frames.push(frame) });
  return { timing, frames, box, last: () => frames.at(-1) };
}

test("a picture is laid out at its size when it is first drawn", () => {
  const { box, frames, timing } = setUp();
  box.draw(at(400));
  timing.advance(1000);
  expect(frames).toEqual([{ ...at(400), laid: { width: 400, height: 200 }, moving: false }]);
});

test("a moving picture keeps its layout size, and is laid out at its own when it rests", () => {
  const { box, frames, timing, last } = setUp();
  box.draw(at(400));
  for (const width of [420, 450, 500, 600]) {
    box.draw(at(width, -10));
    timing.advance(100);
    expect(last()).toEqual({
      ...at(width, -10),
      laid: { width: 400, height: 200 },
      moving: true,
    });
  }
  timing.advance(50);
  expect(last()).toEqual({ ...at(600, -10), laid: { width: 600, height: 300 }, moving: false });
  expect(frames).toHaveLength(1 + 4 + 1);
});

test("a picture drawn at more than twice or less than half its layout size is laid out anew while moving", () => {
  const { box, last } = setUp();
  box.draw(at(400));
  box.draw(at(800));
  expect(last()?.laid.width).toBe(400);
  box.draw(at(810));
  expect(last()).toMatchObject({ laid: { width: 810, height: 405 }, moving: true });
  box.draw(at(404));
  expect(last()).toMatchObject({ laid: { width: 404, height: 202 }, moving: true });
});

test("a viewport of another size is no movement", () => {
  const { box, last } = setUp();
  box.draw(at(400));
  box.draw(at(500));
  box.draw(at(844, 0, { width: 844, height: 390 }));
  expect(last()).toMatchObject({ laid: { width: 844 }, moving: false });
});

test("a resting picture is not drawn again", () => {
  const { box, frames, timing } = setUp();
  box.draw(at(400));
  box.draw(at(400));
  timing.advance(1000);
  expect(frames).toHaveLength(1);
});

test("a picture that is closed does not come to rest any more", () => {
  const { box, frames, timing } = setUp();
  box.draw(at(400));
  box.draw(at(500));
  box.close();
  timing.advance(1000);
  expect(frames).toHaveLength(2);
});
