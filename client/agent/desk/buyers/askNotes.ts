import type { View } from "../../../../schema/presentation/presentation.ts";
import { ASK_MS } from "../../../../schema/presentation/ask.ts";
import type { Clock } from "../../../base/clock.ts";
import { createStore, type Store } from "../../../base/store.ts";
import type { ViewerPresence } from "../../../session/types.ts";

/** Lifetime of a note in ms. It outlives the mark, so that the agent can still open its view. */
const POINTED_MS = 10_000;

/** A buyer's request on the desk. */
interface AskNote {
  /** Unique for each request. */
  readonly key: string;
  readonly clientId: number;
  /** Empty for a guest. */
  readonly name: string;
  readonly view: View;
  /** Whether the request only points at something in the view. */
  readonly isMark: boolean;
}

/** The pending requests: the latest of each buyer, oldest first, until answered or 60 s old (10 s for a mark). */
export interface AskNotes extends Store<readonly AskNote[]> {
  dismiss(key: string): void;
  /** Idempotent. */
  close(): void;
}

export function openAskNotes(
  viewers: Store<readonly ViewerPresence[]>,
  clock: Pick<Clock, "after">,
): AskNotes {
  const notes = createStore<readonly AskNote[]>([]);
  const seen = new Set<string>();
  const cancels = new Map<string, () => void>();
  const dismiss = (key: string) => {
    cancels.get(key)?.();
    cancels.delete(key);
    notes.set(notes.get().filter((note) => note.key !== key));
  };
  const look = () => {
    for (const { clientId, name, ask } of viewers.get()) {
      const key = ask === undefined ? undefined : `${clientId}:${ask.at}`;
      if (ask === undefined || key === undefined || seen.has(key)) continue;
      seen.add(key);
      for (const earlier of notes.get()) if (earlier.clientId === clientId) dismiss(earlier.key);
      const isMark = ask.mark !== undefined;
      notes.set([...notes.get(), { key, clientId, name, view: ask.view, isMark }]);
      cancels.set(
        key,
        clock.after(isMark ? POINTED_MS : ASK_MS, () => dismiss(key)),
      );
    }
  };
  const stop = viewers.subscribe(look);
  look();
  return {
    get: notes.get,
    subscribe: notes.subscribe,
    dismiss,
    close: () => {
      stop();
      for (const cancel of cancels.values()) cancel();
      cancels.clear();
    },
  };
}
