import { setFlagsFromString } from "node:v8";
import type { Clock } from "./time/clock.ts";

/** How long V8 keeps collecting early after the work. */
const AFTERWARDS_MS = 30_000;

/** Module-level, since V8's flags apply to the whole process. */
let running = 0;
let cancel = (): void => undefined;
let isSaving = false;

export type SaveMemory = <Value>(work: () => Promise<Value>) => Promise<Value>;

/**
 * Runs work that leaves much garbage, such as applying a list of 20,000 homes. Until shortly afterwards V8 collects
 * early instead of letting the heap grow to several times its content: five lists take 250 MB instead of 510.
 * Meanwhile a delivery costs up to 1.4 times as much.
 */
export function openMemorySaver(clock: Pick<Clock, "after">): SaveMemory {
  return async (work) => {
    cancel();
    running += 1;
    isSaving = true;
    setFlagsFromString("--memory-saver-mode");
    try {
      return await work();
    } finally {
      running -= 1;
      if (running === 0) {
        cancel = clock.after(AFTERWARDS_MS, stopSavingMemory);
      }
    }
  };
}

/**
 * Ends the early collection that follows work. Called when a room opens, so that its deliveries do not cost more, and
 * when the server closes.
 */
export function stopSavingMemory(): void {
  if (!isSaving || running > 0) return;
  isSaving = false;
  cancel();
  setFlagsFromString("--no-memory-saver-mode");
}
