import { createStore, type Store } from "../base/store.ts";
import type { Timing } from "../ui/timing.ts";

export const SPEEDS = [1, 4] as const;
type Speed = (typeof SPEEDS)[number];

/** A longer gap between frames in ms means that the page was hidden: playback continues at its old position. */
const LONGEST_FRAME_MS = 500;

interface PlayerStatus {
  readonly isPlaying: boolean;
  readonly speed: Speed;
}

/** The clock of a replay. Positions are in ms from its start. */
export interface Player {
  readonly status: Store<PlayerStatus>;
  /** Changes in every frame while it plays. */
  readonly position: Store<number>;
  /** From the start, if it stands at the end. */
  play(): void;
  pause(): void;
  setSpeed(speed: Speed): void;
  /** Clamped to the replay. Continues to play if it was playing. */
  seek(toMs: number): void;
  /** Idempotent. */
  close(): void;
}

export interface PlayerOptions {
  readonly timing: Pick<Timing, "nextFrame">;
  readonly durationMs: number;
}

/** Plays in animation frames, each with the time since the last one times the speed. Stands at the start, paused. */
export function openPlayer({ timing, durationMs }: PlayerOptions): Player {
  const status = createStore<PlayerStatus>({ isPlaying: false, speed: 1 });
  const position = createStore(0);
  let cancel: (() => void) | undefined;

  const pause = () => {
    cancel?.();
    cancel = undefined;
    const now = status.get();
    if (now.isPlaying) status.set({ ...now, isPlaying: false });
  };
  const moveTo = (ms: number) => position.set(Math.min(Math.max(ms, 0), durationMs));
  const frame = (lastMs: number | undefined, timeMs: number) => {
    const elapsedMs = lastMs === undefined ? 0 : Math.min(timeMs - lastMs, LONGEST_FRAME_MS);
    cancel = timing.nextFrame((nextMs) => frame(timeMs, nextMs));
    moveTo(position.get() + elapsedMs * status.get().speed);
    if (position.get() >= durationMs) pause();
  };
  return {
    status,
    position,
    play: () => {
      const now = status.get();
      if (now.isPlaying) return;
      if (position.get() >= durationMs) moveTo(0);
      status.set({ ...now, isPlaying: true });
      cancel = timing.nextFrame((timeMs) => frame(undefined, timeMs));
    },
    pause,
    setSpeed: (speed) => status.set({ ...status.get(), speed }),
    seek: moveTo,
    close: pause,
  };
}
