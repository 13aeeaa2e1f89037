import { parseAnchor } from "../presentation/anchors.ts";
import {
  anchorExists,
  cameraTargetExists,
  viewExists,
  type KnownNames,
} from "../presentation/references.ts";
import type { Moment } from "./moment.ts";

/** The buyer that a recap belongs to; `undefined` if it belongs to no single one. */
export type Reader = { readonly subject: string } | undefined;

/** Whether all names in a moment are known. Homes that are held back now appear in no history. */
function isKnown(moment: Moment, names: KnownNames): boolean {
  switch (moment.kind) {
    case "view":
      return viewExists(moment.view, names);
    case "attention":
      return moment.view === undefined || viewExists(moment.view, names);
    case "camera":
      return moment.camera === undefined || cameraTargetExists(moment.camera.target, names);
    case "pointed": {
      const anchor = parseAnchor(moment.anchor);
      return anchor !== undefined && anchorExists(anchor, names);
    }
    case "shortlist":
    case "heart":
    case "status":
      return names.units.has(moment.unit);
    default:
      return true;
  }
}

/** Moments whose objects exist, without those during paused mirroring. */
export function shownMoments(moments: readonly Moment[], names: KnownNames): readonly Moment[] {
  const shown: Moment[] = [];
  let isPaused = false;
  for (const moment of moments) {
    if (moment.kind === "resumed") isPaused = false;
    const isMark = moment.kind === "resumed" || moment.kind === "end";
    if ((!isPaused || isMark) && isKnown(moment, names)) shown.push(moment);
    if (moment.kind === "paused") isPaused = true;
  }
  return shown;
}

/** The moments a reader may see: all of presenters, and of buyers only the reader's own. */
export function momentsFor(reader: Reader, moments: readonly Moment[]): readonly Moment[] {
  const buyers = new Set<string>();
  for (const { by, ...moment } of moments) {
    const isBuyer =
      moment.kind === "attention" ||
      moment.kind === "heart" ||
      (moment.kind === "joined" && moment.role === "buyer");
    if (isBuyer && by !== undefined) buyers.add(by);
  }
  return moments.filter(({ by }) => by === undefined || by === reader?.subject || !buyers.has(by));
}
