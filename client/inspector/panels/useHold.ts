import { useState } from "react";

/** Why a list stands still: each by itself is enough. */
type Reason = "pointer" | "focus" | "scrolled";

export interface Hold {
  /** Rows that came in since and are not shown yet. */
  readonly newer: number;
  readonly change: (reason: Reason, isGiven: boolean) => void;
}

interface Held {
  readonly reasons: readonly Reason[];
  /** How many rows there had ever been when it came to stand still. */
  readonly total: number;
}

/** Keeps a list as it is while somebody has scrolled down in it or is about to press a row; then it catches up. */
export function useHold(total: number): Hold {
  const [held, setHeld] = useState<Held>({ reasons: [], total });
  return {
    newer: held.reasons.length > 0 ? total - held.total : 0,
    change: (reason, isGiven) => {
      setHeld((now) => {
        const others = now.reasons.filter((other) => other !== reason);
        if (isGiven === others.length < now.reasons.length) return now;
        return {
          reasons: isGiven ? [...others, reason] : others,
          total: now.reasons.length > 0 ? now.total : total,
        };
      });
    },
  };
}
