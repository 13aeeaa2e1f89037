import type { Clock } from "../../base/clock.ts";
import { createStore, type Store } from "../../base/store.ts";

const SHOWN_MS = 5_000;

/** One line about what just happened. */
interface Notice {
  readonly text: string;
  readonly action?: { readonly label: string; readonly act: () => void };
}

/** One notice at a time, gone after five seconds. */
export interface Notices {
  readonly current: Store<Notice | undefined>;
  show(notice: Notice): void;
  readonly dismiss: () => void;
  /** Keeps the notice while somebody reads or reaches for it. */
  readonly hold: () => void;
  readonly release: () => void;
}

export function createNotices(clock: Clock): Notices {
  const current = createStore<Notice | undefined>(undefined);
  let cancel: (() => void) | undefined;
  const hold = () => {
    cancel?.();
    cancel = undefined;
  };
  const dismiss = () => {
    hold();
    current.set(undefined);
  };
  const release = () => {
    hold();
    cancel = clock.after(SHOWN_MS, dismiss);
  };
  return {
    current,
    show: (notice) => {
      current.set(notice);
      release();
    },
    dismiss,
    hold,
    release,
  };
}
