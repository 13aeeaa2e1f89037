import * as v from "valibot";
import { parseAnchor } from "../presentation/anchors.ts";
import { Attention } from "../presentation/awareness.ts";
import { UNIT_STATUSES } from "../values/unitStatus.ts";
import { Filters } from "../presentation/filters.ts";
import { Id } from "../values/ids.ts";
import { Camera, View } from "../presentation/presentation.ts";
import { ROLES } from "../values/roles.ts";

const Name = v.pipe(v.string(), v.maxLength(200));
const AnchorText = v.pipe(
  v.string(),
  v.maxLength(140),
  v.check((text) => parseAnchor(text) !== undefined, "no anchor"),
);
const Milliseconds = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Reasons for the end of a presentation, as sent when sockets are closed. */
const END_REASONS = ["ended", "expired", "away"] as const;

const stamp = {
  /** The server's time, in ms since 1970. */
  at: Milliseconds,
  /** The process that accepted it. */
  node: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  /** Increases with every moment of one process in one presentation. */
  n: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  /** The subject of the participant that caused it. */
  by: v.optional(v.pipe(v.string(), v.maxLength(200))),
};

/** An event of a presentation that its history stores. */
export const Moment = v.variant("kind", [
  v.strictObject({ ...stamp, kind: v.literal("view"), view: View }),
  v.strictObject({ ...stamp, kind: v.literal("filters"), filters: Filters }),
  /** Where a camera came to rest; without `camera`, the image was left. */
  v.strictObject({ ...stamp, kind: v.literal("camera"), camera: v.optional(Camera) }),
  v.strictObject({ ...stamp, kind: v.literal("shortlist"), unit: Id, kept: v.boolean() }),
  /** The agent pauses mirroring; until `resumed` nothing else is kept. */
  v.strictObject({ ...stamp, kind: v.literal("paused") }),
  v.strictObject({ ...stamp, kind: v.literal("resumed") }),
  /** A presenter's pointer rested on a thing for `ms`, written when it left. */
  v.strictObject({ ...stamp, kind: v.literal("pointed"), anchor: AnchorText, ms: Milliseconds }),
  /** The first connection of a participant; `name` is absent for a buyer who asked not to be kept. */
  v.strictObject({
    ...stamp,
    kind: v.literal("joined"),
    role: v.picklist(ROLES),
    name: v.optional(Name),
  }),
  /** The last connection of a participant is gone. */
  v.strictObject({ ...stamp, kind: v.literal("left") }),
  v.strictObject({ ...stamp, kind: v.literal("attention"), ...Attention.entries }),
  v.strictObject({ ...stamp, kind: v.literal("heart"), unit: Id, liked: v.boolean() }),
  v.strictObject({
    ...stamp,
    kind: v.literal("status"),
    unit: Id,
    status: v.picklist(UNIT_STATUSES),
  }),
  /** Another participant presents from here on. */
  v.strictObject({ ...stamp, kind: v.literal("presenter"), name: Name }),
  /** The last presenter's connection is gone; ends with that presenter's `joined`. */
  v.strictObject({ ...stamp, kind: v.literal("away") }),
  v.strictObject({ ...stamp, kind: v.literal("end"), reason: v.picklist(END_REASONS) }),
]);
export type Moment = Readonly<v.InferOutput<typeof Moment>>;

type WithoutStamp<Each> = Each extends Moment ? Omit<Each, "at" | "node" | "n"> : never;
/** A moment before a process has stamped it. */
export type MomentContent = WithoutStamp<Moment>;

/** When the presentation ended, in ms since 1970; `until` while it is running. */
export const endTime = (moments: readonly Moment[], until: number): number =>
  moments.find(({ kind }) => kind === "end")?.at ?? until;

/** By time, then by process, then by number: a total order in which all readers agree. */
export function compareMoments(one: Moment, other: Moment): number {
  if (one.at !== other.at) return one.at - other.at;
  if (one.node !== other.node) return one.node < other.node ? -1 : 1;
  return one.n - other.n;
}

/**
 * Key of the value that a moment sets, which a later moment with the same key replaces. `undefined`: it sets no value.
 */
export function momentKey(moment: MomentContent): string | undefined {
  switch (moment.kind) {
    case "view":
    case "filters":
    case "camera":
      return moment.kind;
    case "shortlist":
    case "status":
      return `${moment.kind}/${moment.unit}`;
    case "heart":
      return `heart/${moment.by ?? ""}/${moment.unit}`;
    case "attention":
      return `attention/${moment.by ?? ""}`;
    default:
      return undefined;
  }
}
