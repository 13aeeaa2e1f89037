import type { Clock } from "../../base/clock.ts";
import { createStore, type Store } from "../../base/store.ts";

const SHOWN_MS = 5_000;

/** A notice: one line with an optional action. */
interface Notice {
  readonly text: string;
  readonly action?: { readonly label: string; readonly act: () => void };
}

/** Shows one notice at a time, for 5 s. */
export interface Notices {
  readonly current: Store<Notice | undefined>;
  show(notice: Notice): void;
  readonly dismiss: () => void;
  /** Keeps the notice while it is hovered or focused. */
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
