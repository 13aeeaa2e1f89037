import { expect, test } from "vitest";
import { openPlayer } from "../../../client/replay/player.ts";
import { createFakeTiming } from "../ui/fakeTiming.ts";

function open(durationMs = 60_000) {
  const timing = createFakeTiming();
  return { timing, player: openPlayer({ timing, durationMs }) };
}

/** The first frame starts the playback. */
const SECOND = 61;

test("it rests at the start until it is played, and requests no frames meanwhile", () => {
  const { timing, player } = open();
  timing.frames(SECOND);
  expect(player.position.get()).toBe(0);
  expect(timing.waitingFrames).toBe(0);
  player.play();
  timing.frames(SECOND);
  expect(player.position.get()).toBeCloseTo(1_000);
  player.pause();
  timing.frames(SECOND);
  expect(player.position.get()).toBeCloseTo(1_000);
  expect(timing.waitingFrames).toBe(0);
});

test("fourfold speed is four seconds a second, and a change of speed does not move the position", () => {
  const { timing, player } = open();
  player.play();
  timing.frames(SECOND);
  player.setSpeed(4);
  expect(player.position.get()).toBeCloseTo(1_000);
  timing.frames(60);
  expect(player.position.get()).toBeCloseTo(5_000);
});

test("it stops at the end, and from there it plays from the start", () => {
  const { timing, player } = open(2_000);
  player.seek(1_900);
  player.play();
  timing.frames(SECOND);
  expect(player.position.get()).toBe(2_000);
  expect(player.status.get().isPlaying).toBe(false);
  expect(timing.waitingFrames).toBe(0);
  player.play();
  expect(player.position.get()).toBe(0);
  timing.frames(31);
  expect(player.position.get()).toBeCloseTo(500);
});

test("a seek stays within the recording and continues playing", () => {
  const { timing, player } = open();
  player.seek(-5);
  expect(player.position.get()).toBe(0);
  player.seek(90_000);
  expect(player.position.get()).toBe(60_000);
  player.seek(10_000);
  expect(player.status.get().isPlaying).toBe(false);
  player.play();
  timing.frames(SECOND);
  player.seek(30_000);
  timing.frames(60);
  expect(player.position.get()).toBeCloseTo(31_000);
});

test("a page that was hidden for minutes continues at its position", () => {
  const { timing, player } = open();
  player.play();
  timing.frames(SECOND);
  timing.advance(30_000);
  timing.frames(1);
  expect(player.position.get()).toBeLessThanOrEqual(1_500);
});

test("it requests no frames once closed", () => {
  const { timing, player } = open();
  player.play();
  player.play();
  timing.frames(2);
  player.close();
  player.close();
  expect(timing.waitingFrames).toBe(0);
});
