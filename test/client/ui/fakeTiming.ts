import type { Timing } from "../../../client/ui/timing.ts";

/** A manual clock: frames every 1/60 s, timers when due. */
export interface FakeTiming extends Timing {
  advance(ms: number): void;
  /** Runs `count` frames. */
  frames(count: number): void;
  /** Number of pending frame callbacks. */
  readonly waitingFrames: number;
}

const FRAME_MS = 1000 / 60;

export function createFakeTiming(): FakeTiming {
  let nowMs = 0;
  let timers: { dueMs: number; ring: () => void }[] = [];
  let draws: ((timeMs: number) => void)[] = [];
  const advance = (ms: number) => {
    nowMs += ms;
    const due = timers.filter((timer) => timer.dueMs <= nowMs);
    timers = timers.filter((timer) => timer.dueMs > nowMs);
    for (const timer of due) timer.ring();
  };
  return {
    now: () => nowMs,
    after: (delayMs, ring) => {
      const timer = { dueMs: nowMs + delayMs, ring };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    nextFrame: (draw) => {
      draws.push(draw);
      return () => {
        draws = draws.filter((other) => other !== draw);
      };
    },
    advance,
    frames: (count) => {
      for (let frame = 0; frame < count; frame += 1) {
        advance(FRAME_MS);
        const due = draws;
        draws = [];
        for (const draw of due) draw(nowMs);
      }
    },
    get waitingFrames() {
      return draws.length;
    },
  };
}
