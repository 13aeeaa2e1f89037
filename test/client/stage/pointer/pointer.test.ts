import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  intersect,
  toPointer,
  toScreen,
  wayTo,
} from "../../../../client/stage/pointer/anchorPoint.ts";
import { createPointerMotion, type Spot } from "../../../../client/stage/pointer/pointerMotion.ts";
import { createFakeTiming } from "../../ui/fakeTiming.ts";

const box = { x: 100, y: 50, width: 400, height: 200 };

describe("a pointer", () => {
  test("is a share of the thing it is over, and never beyond it", () => {
    expect(toPointer("plan:a", box, 200, 150)).toEqual({ anchor: "plan:a", x: 0.25, y: 0.5 });
    expect(toPointer("plan:a", box, 0, 900)).toEqual({ anchor: "plan:a", x: 0, y: 1 });
    expect(toPointer("plan:a", { ...box, width: 0 }, 200, 150).x).toBe(0.5);
  });

  test("lands on the same point of the thing on another screen", () => {
    const lengths = fc.integer({ min: 10, max: 4000 });
    const boxes = fc.record({ x: lengths, y: lengths, width: lengths, height: lengths });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(boxes, boxes, share, share, (here, there, x, y) => {
        const from = toScreen({ x, y }, here);
        const to = toScreen(toPointer("plan:a", here, from.x, from.y), there);
        expect(Math.abs(to.x - (there.x + x * there.width))).toBeLessThanOrEqual(
          there.width / 10_000,
        );
        expect(Math.abs(to.y - (there.y + y * there.height))).toBeLessThanOrEqual(
          there.height / 10_000,
        );
      }),
    );
  });

  test("gives the direction to it when it is out of sight", () => {
    expect(wayTo({ x: 300, y: 100 }, box)).toBeUndefined();
    expect(wayTo({ x: 90, y: 100 }, box)).toBe("left");
    expect(wayTo({ x: 600, y: 100 }, box)).toBe("right");
    expect(wayTo({ x: 300, y: 900 }, box)).toBe("down");
    expect(wayTo({ x: 520, y: 0 }, box)).toBe("up");
  });

  test("the region seen by both is what two viewports share", () => {
    expect(intersect(box, { x: 0, y: 100, width: 200, height: 20 })).toEqual({
      x: 100,
      y: 100,
      width: 100,
      height: 20,
    });
    expect(intersect(box, { x: 900, y: 0, width: 10, height: 10 }).width).toBe(0);
  });
});

function setUp({ reducedMotion = false } = {}) {
  const timing = createFakeTiming();
  let aim: Spot | undefined = { x: 0, y: 0 };
  const drawn: { spot: Spot | undefined; resting: boolean }[] = [];
  const motion = createPointerMotion({
    timing,
    reducedMotion: () => reducedMotion,
    aim: () => aim,
    draw: (spot, resting) => drawn.push({ spot, resting }),
  });
  const point = (to: Spot | undefined) => {
    aim = to;
    motion.wake();
  };
  return { timing, motion, drawn, point };
}

describe("the agent's pointer on a follower's screen", () => {
  test("appears in place and then follows its target", () => {
    const { timing, drawn, point } = setUp();
    point({ x: 10, y: 10 });
    timing.frames(1);
    expect(drawn.at(-1)?.spot).toEqual({ x: 10, y: 10 });
    point({ x: 110, y: 10 });
    timing.frames(1);
    expect(drawn.at(-1)?.spot?.x).toBeCloseTo(32, 0);
    timing.frames(60);
    expect(drawn.at(-1)?.spot?.x).toBeCloseTo(110, 1);
  });

  test("jumps with reduced motion", () => {
    const { timing, drawn, point } = setUp({ reducedMotion: true });
    point({ x: 10, y: 10 });
    timing.frames(1);
    point({ x: 110, y: 10 });
    timing.frames(1);
    expect(drawn.at(-1)?.spot).toEqual({ x: 110, y: 10 });
  });

  test("rests after four seconds and then requests no more frames", () => {
    const { timing, drawn, point } = setUp();
    point({ x: 10, y: 10 });
    timing.frames(230);
    expect(drawn.at(-1)?.resting).toBe(false);
    timing.frames(20);
    expect(drawn.at(-1)?.resting).toBe(true);
    expect(timing.waitingFrames).toBe(0);
    point({ x: 20, y: 10 });
    timing.frames(1);
    expect(drawn.at(-1)?.resting).toBe(false);
  });

  test("is hidden while its thing is not on this screen, and appears in place when it is again", () => {
    const { timing, drawn, point } = setUp();
    point({ x: 10, y: 10 });
    timing.frames(2);
    point(undefined);
    timing.frames(1);
    expect(drawn.at(-1)?.spot).toBeUndefined();
    expect(timing.waitingFrames).toBe(0);
    point({ x: 300, y: 10 });
    timing.frames(1);
    expect(drawn.at(-1)?.spot).toEqual({ x: 300, y: 10 });
  });

  test("does not move after it is closed", () => {
    const { timing, motion, drawn, point } = setUp();
    point({ x: 10, y: 10 });
    motion.close();
    motion.close();
    point({ x: 20, y: 10 });
    timing.frames(5);
    expect(drawn).toEqual([]);
  });
});
