import { describe, expect, test } from "vitest";
import {
  PICTURE_MOTION,
  WHOLE,
  type Placement,
} from "../../../../../client/stage/picture/camera/camera.ts";
import { createCameraDriver } from "../../../../../client/stage/picture/camera/cameraDriver.ts";
import { createFakeTiming } from "../../../ui/fakeTiming.ts";

function setUp({ reducedMotion = false } = {}) {
  const timing = createFakeTiming();
  const path: Placement[] = [];
  let current = WHOLE;
  const driver = createCameraDriver({
    motion: PICTURE_MOTION,
    timing,
    reducedMotion: () => reducedMotion,
    current: () => current,
    apply: (placement) => {
      current = placement;
      path.push(placement);
    },
  });
  return { timing, path, driver, at: () => current };
}

const there = { x: 0.25, y: 0.75, zoom: 3 };

describe("a camera that follows", () => {
  test("eases to the agent's resting camera in 600 ms", () => {
    const { timing, path, driver, at } = setUp();
    driver.fly(there);
    timing.frames(1 + 30);
    expect(at()).not.toEqual(there);
    timing.frames(8);
    expect(at()).toEqual(there);
    expect(path.length).toBeGreaterThan(30);
    expect(timing.waitingFrames).toBe(0);
  });

  test("follows a moving camera and stops requesting frames when it arrives", () => {
    const { timing, driver, at } = setUp();
    driver.chase(there);
    timing.frames(3);
    driver.chase({ ...there, x: 0.3 });
    timing.frames(60);
    expect(at()).toEqual({ ...there, x: 0.3 });
    expect(timing.waitingFrames).toBe(0);
  });

  test("jumps with reduced motion", () => {
    const { timing, path, driver } = setUp({ reducedMotion: true });
    driver.fly(there);
    driver.chase({ ...there, zoom: 4 });
    expect(path).toEqual([there, { ...there, zoom: 4 }]);
    expect(timing.waitingFrames).toBe(0);
  });

  test("yields to the user's gesture: after a stop nothing moves", () => {
    const { timing, path, driver } = setUp();
    driver.fly(there);
    timing.frames(5);
    driver.stop();
    const before = path.length;
    timing.frames(60);
    expect(path.length).toBe(before);
  });

  test("follows only the last command", () => {
    const { timing, driver, at } = setUp();
    driver.fly(there);
    timing.frames(5);
    driver.fly(WHOLE);
    timing.frames(60);
    expect(at()).toEqual(WHOLE);
    driver.chase(there);
    driver.fly(WHOLE);
    timing.frames(60);
    expect(at()).toEqual(WHOLE);
  });
});
