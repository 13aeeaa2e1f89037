import type { Chapter } from "../../../../schema/history/chapters.ts";
import type { Moment } from "../../../../schema/history/moment.ts";

type BuyerMoment =
  | { readonly kind: "joined" | "left" }
  | { readonly kind: "heart"; readonly unit: string; readonly liked: boolean };

/** A line of a presentation's timeline: something shown, or something a buyer did. */
export type TimelineEntry =
  | { readonly at: number; readonly chapter: Chapter }
  | { readonly at: number; readonly by: string; readonly did: BuyerMoment };

function didOf(moment: Moment): BuyerMoment | undefined {
  switch (moment.kind) {
    case "joined":
    case "left":
      return { kind: moment.kind };
    case "heart":
      return { kind: "heart", unit: moment.unit, liked: moment.liked };
    default:
      return undefined;
  }
}

/** Chapters and the buyers' actions, in order. Presenters' arrivals and departures are left out. */
export function timelineOf(
  moments: readonly Moment[],
  chapters: readonly Chapter[],
  buyers: ReadonlySet<string>,
): readonly TimelineEntry[] {
  const done = moments.flatMap((moment): readonly TimelineEntry[] => {
    const { at, by } = moment;
    const did = by !== undefined && buyers.has(by) ? didOf(moment) : undefined;
    return by === undefined || did === undefined ? [] : [{ at, by, did }];
  });
  const shown = chapters.map((chapter) => ({ at: chapter.from, chapter }));
  return [...shown, ...done].toSorted((one, other) => one.at - other.at);
}
