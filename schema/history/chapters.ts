import { equalityDeep as equal } from "lib0/function";
import { unitView, type View } from "../presentation/presentation.ts";
import { endTime, type Moment } from "./moment.ts";

/** A part of a presentation in which one thing was shown. Times are in ms since 1970. */
export interface Chapter {
  readonly from: number;
  readonly to: number;
  /** A home's tabs are one chapter, under its plan. */
  readonly view: View;
}

const withoutTab = (view: View): View => (view.screen === "unit" ? unitView(view.unit) : view);

/**
 * A presentation in chapters, one per home or other view, up to its end or `until`. A view shorter than `minMs` belongs to
 * the chapter before it; the first chapter may be shorter.
 */
export function chaptersOf(
  moments: readonly Moment[],
  until: number,
  minMs = 1_500,
): readonly Chapter[] {
  const end = endTime(moments, until);
  const shown = moments.flatMap((moment) =>
    moment.kind === "view" && moment.at <= end
      ? [{ at: moment.at, view: withoutTab(moment.view) }]
      : [],
  );
  const chapters: { from: number; to: number; view: View }[] = [];
  for (const [index, { at, view }] of shown.entries()) {
    const to = shown[index + 1]?.at ?? end;
    const last = chapters.at(-1);
    if (last !== undefined && (equal(last.view, view) || to - at < minMs)) last.to = to;
    else chapters.push({ from: at, to, view });
  }
  return chapters;
}
