import { useState } from "react";
import type { Outline } from "../../../schema/values/geometry.ts";
import { plainOutline } from "../../../schema/values/outlines.ts";

type Drawn = ReadonlyMap<string, Outline>;

interface Steps {
  readonly past: readonly Drawn[];
  readonly now: Drawn;
  readonly future: readonly Drawn[];
}

export interface OutlineSteps {
  readonly drawn: Drawn;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly set: (key: string, outline: Outline) => void;
  readonly remove: (key: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

/** The outlines of a picture during editing, with undo. */
export function useOutlines(first: Drawn): OutlineSteps {
  const [{ past, now, future }, setSteps] = useState<Steps>({ past: [], now: first, future: [] });
  const step = (next: Drawn) =>
    setSteps((before) => ({ past: [...before.past, before.now], now: next, future: [] }));
  return {
    drawn: now,
    canUndo: past.length > 0,
    canRedo: future.length > 0,
    set: (key, outline) => step(new Map([...now, [key, plainOutline(outline)]])),
    remove: (key) => {
      if (now.has(key)) step(new Map([...now].filter(([other]) => other !== key)));
    },
    undo: () =>
      setSteps((before) => {
        const last = before.past.at(-1);
        if (last === undefined) return before;
        return {
          past: before.past.slice(0, -1),
          now: last,
          future: [before.now, ...before.future],
        };
      }),
    redo: () =>
      setSteps((before) => {
        const [next, ...later] = before.future;
        if (next === undefined) return before;
        return { past: [...before.past, before.now], now: next, future: later };
      }),
  };
}
