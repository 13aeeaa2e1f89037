import { dwellOf, type HomeDwell } from "../../../../schema/history/dwell.ts";
import type { Moment } from "../../../../schema/history/moment.ts";
import { homesOf } from "../../../../schema/presentation/presentation.ts";

/** One buyer's activity on a home. Times in ms. */
export interface SeenHome {
  readonly unit: string;
  readonly watchedMs: number;
  readonly aloneMs: number;
  /** When the buyer first looked at it alone, in ms since 1970; `undefined`: never. */
  readonly aloneFrom: number | undefined;
  readonly cameBack: number;
  readonly liked: boolean;
}

export interface SeenBuyer {
  readonly subject: string;
  /** Absent for a guest, and for a buyer who asked not to be recorded. */
  readonly name: string | undefined;
}

/** Homes and buyers of a presentation, by its history. */
export interface Seen {
  readonly buyers: readonly SeenBuyer[];
  readonly homes: readonly HomeDwell[];
  /** When a buyer first looked at a home alone, by `keyOf`. */
  readonly aloneFrom: ReadonlyMap<string, number>;
}

const keyOf = (subject: string, unit: string) => `${subject} ${unit}`;

function firstAlone(moments: readonly Moment[]): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  for (const moment of moments) {
    if (moment.kind !== "attention" || moment.state !== "exploring") continue;
    for (const unit of homesOf(moment.view)) {
      const key = keyOf(moment.by ?? "", unit);
      if (!first.has(key)) first.set(key, moment.at);
    }
  }
  return first;
}

/** `until`: current time of a running presentation, in ms since 1970. */
export function seenIn(moments: readonly Moment[], until: number): Seen {
  const names = new Map<string, string | undefined>();
  for (const moment of moments) {
    if (moment.kind !== "joined" || moment.role !== "buyer" || moment.by === undefined) continue;
    names.set(moment.by, moment.name || names.get(moment.by));
  }
  return {
    buyers: [...names].map(([subject, name]) => ({ subject, name })),
    homes: dwellOf(moments, until),
    aloneFrom: firstAlone(moments),
  };
}

/**
 * The home that says most of a buyer: the one they came back to, else looked at longest alone, else liked, else watched
 * longest. `undefined`: none. Never a score: it orders nothing but this buyer's own homes.
 */
export function tellingHome(
  { homes, aloneFrom }: Seen,
  { subject }: SeenBuyer,
): SeenHome | undefined {
  const seen = homes.flatMap(({ unit, buyers }) => {
    const dwell = buyers.get(subject);
    return dwell === undefined
      ? []
      : [{ unit, ...dwell, aloneFrom: aloneFrom.get(keyOf(subject, unit)) }];
  });
  return seen.toSorted(
    (one, other) =>
      other.cameBack - one.cameBack ||
      other.aloneMs - one.aloneMs ||
      Number(other.liked) - Number(one.liked) ||
      other.watchedMs - one.watchedMs,
  )[0];
}

interface SeenRow {
  readonly unit: string;
  readonly shownMs: number;
  /** Absent together: no buyer saw the home. */
  readonly buyer?: SeenBuyer;
  readonly dwell?: Omit<SeenHome, "unit" | "aloneFrom">;
}

/** One row for each home and buyer. */
export const rowsOf = ({ homes, buyers }: Seen): readonly SeenRow[] =>
  homes.flatMap(({ unit, shownMs, buyers: dwells }): readonly SeenRow[] => {
    const rows = buyers.flatMap((buyer) => {
      const dwell = dwells.get(buyer.subject);
      return dwell === undefined ? [] : [{ unit, shownMs, buyer, dwell }];
    });
    return rows.length === 0 ? [{ unit, shownMs }] : rows;
  });
