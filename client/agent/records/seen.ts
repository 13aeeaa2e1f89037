import { dwellOf, type HomeDwell } from "../../../schema/history/dwell.ts";
import type { Moment } from "../../../schema/history/moment.ts";

/** Of one buyer: what they did with a home. Times in ms. */
export interface SeenHome {
  readonly unit: string;
  readonly watchedMs: number;
  readonly aloneMs: number;
  readonly cameBack: number;
  readonly liked: boolean;
}

export interface SeenBuyer {
  readonly subject: string;
  /** Absent for a guest, and for a buyer who asked not to be kept. */
  readonly name: string | undefined;
}

/** What a presentation's history says of homes and buyers. */
export interface Seen {
  readonly buyers: readonly SeenBuyer[];
  readonly homes: readonly HomeDwell[];
}

/** `until` is the time up to which a presentation that goes on is reckoned, in ms since 1970. */
export function seenIn(moments: readonly Moment[], until: number): Seen {
  const names = new Map<string, string | undefined>();
  for (const moment of moments) {
    if (moment.kind !== "joined" || moment.role !== "buyer" || moment.by === undefined) continue;
    names.set(moment.by, moment.name || names.get(moment.by));
  }
  return {
    buyers: [...names].map(([subject, name]) => ({ subject, name })),
    homes: dwellOf(moments, until),
  };
}

/**
 * The home that says most of a buyer: the one they came back to, else looked at longest alone, else liked, else watched
 * longest. `undefined`: none. Never a score: it orders nothing but this buyer's own homes.
 */
export function tellingHome({ homes }: Seen, { subject }: SeenBuyer): SeenHome | undefined {
  const seen = homes.flatMap(({ unit, buyers }) => {
    const dwell = buyers.get(subject);
    return dwell === undefined ? [] : [{ unit, ...dwell }];
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
  readonly dwell?: Omit<SeenHome, "unit">;
}

/** A row a home and buyer. */
export const rowsOf = ({ homes, buyers }: Seen): readonly SeenRow[] =>
  homes.flatMap(({ unit, shownMs, buyers: dwells }): readonly SeenRow[] => {
    const rows = buyers.flatMap((buyer) => {
      const dwell = dwells.get(buyer.subject);
      return dwell === undefined ? [] : [{ unit, shownMs, buyer, dwell }];
    });
    return rows.length === 0 ? [{ unit, shownMs }] : rows;
  });
