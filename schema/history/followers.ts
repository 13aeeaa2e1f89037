import type { Attention } from "../presentation/awareness.ts";
import { lastIndexAt } from "./byTime.ts";
import { FIRST_ATTENTION } from "./firstAttention.ts";
import type { Moment } from "./moment.ts";

/** A buyer who was in the room at some time. */
export interface Follower {
  readonly subject: string;
  /** Absent for a guest, and for a buyer who asked not to be recorded. */
  readonly name: string | undefined;
  /** `undefined` for a buyer who asked not to be recorded. */
  readonly attention: Attention | undefined;
}

const NONE: readonly Follower[] = [];

/**
 * The buyers in the room, by time in ms since 1970, in the order in which they joined. `moments` are in the order of
 * `compareMoments`. Returns the same array between two changes.
 */
export function indexFollowers(moments: readonly Moment[]): (at: number) => readonly Follower[] {
  const there = new Map<string, Follower>();
  const attentions = new Map<string, Attention>();
  const changes: { readonly at: number; readonly followers: readonly Follower[] }[] = [];
  for (const moment of moments) {
    if (!apply(moment, there, attentions)) continue;
    changes.push({ at: moment.at, followers: [...there.values()] });
  }
  return (at) => changes[lastIndexAt(changes, at)]?.followers ?? NONE;
}

/** Applies a moment; returns whether it changed `there`. `attentions` has each buyer's last one, even after leaving. */
function apply(
  moment: Moment,
  there: Map<string, Follower>,
  attentions: Map<string, Attention>,
): boolean {
  const { by: subject } = moment;
  if (moment.kind === "end") {
    there.clear();
    return true;
  }
  if (subject === undefined) return false;
  if (moment.kind === "joined" && moment.role === "buyer") {
    const isRecorded = moment.name !== undefined;
    const attention = isRecorded ? (attentions.get(subject) ?? FIRST_ATTENTION) : undefined;
    there.set(subject, { subject, name: moment.name || undefined, attention });
    return true;
  }
  if (moment.kind === "left") return there.delete(subject);
  if (moment.kind !== "attention") return false;
  const { state, view } = moment;
  const attention = { state, ...(view !== undefined && { view }) };
  attentions.set(subject, attention);
  const follower = there.get(subject);
  if (follower !== undefined) there.set(subject, { ...follower, attention });
  return follower !== undefined;
}
