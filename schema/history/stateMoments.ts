import { equalityDeep as equal } from "lib0/function";
import type { PresentationState } from "../presentation/presentation.ts";
import type { MomentContent } from "./moment.ts";

/** Moments of a change from one state to the next. `before` is absent for the first state. */
export function stateMoments(
  before: PresentationState | undefined,
  after: PresentationState,
  by?: string,
): readonly MomentContent[] {
  const author = by === undefined ? {} : { by };
  const moments: MomentContent[] = [];
  if (!equal(before?.view, after.view)) moments.push({ ...author, kind: "view", view: after.view });
  if (!equal(before?.filters ?? {}, after.filters)) {
    moments.push({ ...author, kind: "filters", filters: after.filters });
  }
  if (!equal(before?.camera, after.camera)) {
    const camera = after.camera === undefined ? {} : { camera: after.camera };
    moments.push({ ...author, kind: "camera", ...camera });
  }
  const [kept, now] = [before?.shortlist ?? [], after.shortlist];
  for (const unit of now) {
    if (!kept.includes(unit)) moments.push({ ...author, kind: "shortlist", unit, kept: true });
  }
  for (const unit of kept) {
    if (!now.includes(unit)) moments.push({ ...author, kind: "shortlist", unit, kept: false });
  }
  return moments;
}
