import { lastIndexAt } from "./byTime.ts";
import type { Moment } from "./moment.ts";

/** A thing that a presenter points at. */
export interface Pointed {
  /** The presenter's subject, if known. */
  readonly by: string | undefined;
  readonly anchor: string;
}

type PointedMoment = Extract<Moment, { kind: "pointed" }>;

const NONE: readonly Pointed[] = [];

/**
 * What presenters pointed at, by time in ms since 1970: one thing per presenter, the latest start first. A `pointed` moment is
 * written when the pointer leaves, so the thing is pointed at for `ms` before it. The same array between two changes.
 */
export function indexPointed(moments: readonly Moment[]): (at: number) => readonly Pointed[] {
  const marks = moments
    .filter((moment): moment is PointedMoment => moment.kind === "pointed" && moment.ms > 0)
    .flatMap((moment) => [
      { at: moment.at - moment.ms, moment, isStart: true },
      { at: moment.at, moment, isStart: false },
    ])
    .toSorted((one, other) => one.at - other.at || Number(one.isStart) - Number(other.isStart));
  const current = new Map<string, PointedMoment>();
  const changes: { readonly at: number; readonly pointed: readonly Pointed[] }[] = [];
  for (const { at, moment, isStart } of marks) {
    const presenter = moment.by ?? "";
    if (isStart) {
      current.delete(presenter);
      current.set(presenter, moment);
    } else if (current.get(presenter) === moment) current.delete(presenter);
    const pointed = [...current.values()].toReversed().map(({ by, anchor }) => ({ by, anchor }));
    changes.push({ at, pointed });
  }
  return (at) => changes[lastIndexAt(changes, at)]?.pointed ?? NONE;
}
