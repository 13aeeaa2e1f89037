import type { InspectedFrameKind, InspectionEvent } from "../../../schema/protocol/inspection.ts";
import type { Role } from "../../../schema/values/roles.ts";
import { Ring } from "./ring.ts";

/** The author: a role of the room, or the server. */
export type Actor = Role | "server";

type EntryKind = InspectedFrameKind | "joined" | "left" | "closed";

/** One line of the timeline. Times are of this page's clock. */
export interface Entry {
  readonly id: number;
  readonly atMs: number;
  readonly actor: Actor;
  readonly name: string;
  readonly kind: EntryKind;
  readonly touched: readonly string[];
  readonly count: number;
  readonly bytes: number;
  readonly structs: number;
  readonly deletions: number;
  /** Why the room rejected it. */
  refusal: string | undefined;
}

export const FILTERS = ["all", "agent", "buyer", "server", "refused"] as const;
export type TimelineFilter = (typeof FILTERS)[number];

export const MAX_ENTRIES = 20_000;
const MAX_BYTES = 10 * 1024 * 1024;
/** An hour of bars under the filters, one per second. */
const MAX_SECONDS = 3600;
const MAX_MARKED = 64;

/** Event counts of one second. */
export interface Second {
  readonly atMs: number;
  frames: number;
  others: number;
  refused: number;
}

const weigh = ({ touched, name }: Entry): number =>
  160 + name.length * 2 + touched.reduce((sum, word) => sum + word.length * 2, 0);

/** All events, oldest first, bounded. */
export class Timeline {
  readonly entries = new Ring<Entry>({ items: MAX_ENTRIES, bytes: MAX_BYTES }, weigh, (entry) =>
    this.#count(entry, -1),
  );
  readonly seconds = new Ring<Second>({ items: MAX_SECONDS, bytes: Infinity }, () => 1);
  readonly counts: Record<TimelineFilter, number> = {
    all: 0,
    agent: 0,
    buyer: 0,
    server: 0,
    refused: 0,
  };
  /** The last rejected lines, in the order they were marked. */
  readonly marked = new Ring<Entry>({ items: MAX_MARKED, bytes: Infinity }, () => 1);
  #lastId = 0;

  /** Differs after every change. */
  get version(): number {
    return this.#lastId + this.marked.pushed;
  }

  add(entry: Omit<Entry, "id">): Entry {
    this.#lastId += 1;
    const kept = { ...entry, id: this.#lastId };
    this.entries.push(kept);
    this.#count(kept, 1);
    this.#tick(kept);
    return kept;
  }

  /** Marks a line as rejected. */
  refuse(entry: Entry, refusal: string): void {
    if (entry.refusal === undefined) {
      this.counts.refused += 1;
      const second = this.seconds.at(this.seconds.length - 1);
      if (second !== undefined) second.refused += 1;
    }
    entry.refusal = refusal;
    this.marked.push(entry);
  }

  #count({ actor, refusal }: Entry, by: 1 | -1): void {
    this.counts.all += by;
    if (actor !== "inspector") this.counts[actor] += by;
    if (refusal !== undefined) this.counts.refused += by;
  }

  #tick({ atMs, actor, count, refusal }: Entry): void {
    const startMs = Math.floor(atMs / 1000) * 1000;
    let second = this.seconds.at(this.seconds.length - 1);
    if (second === undefined || second.atMs < startMs) {
      second = { atMs: startMs, frames: 0, others: 0, refused: 0 };
      this.seconds.push(second);
    }
    second.frames += count;
    if (actor === "buyer") second.others += count;
    if (refusal !== undefined) second.refused += count;
  }
}

const isRefused = ({ refusal }: Entry): boolean => refusal !== undefined;

/** Whether a line matches the tab and the query, which searches author, kind and touched keys. */
export function matches(entry: Entry, filter: TimelineFilter, query: string): boolean {
  if (filter === "refused" && !isRefused(entry)) return false;
  if (filter !== "refused" && filter !== "all" && entry.actor !== filter) return false;
  if (query === "") return true;
  const words = `${entry.name} ${entry.actor} ${entry.kind} ${entry.touched.join(" ")} ${entry.refusal ?? ""}`;
  return words.toLowerCase().includes(query.toLowerCase());
}

/** The timeline's line for a participant's event; refusals mark a line instead. */
export function entryOf(
  event: Exclude<InspectionEvent, { readonly kind: "refused" }>,
  atMs: number,
  who: { readonly actor: Actor; readonly name: string },
): Omit<Entry, "id"> {
  const empty = { touched: [], count: 1, bytes: 0, structs: 0, deletions: 0, refusal: undefined };
  switch (event.kind) {
    case "joined":
    case "left":
      return { ...empty, ...who, atMs, kind: event.kind };
    case "closed":
      return { ...empty, ...who, atMs, kind: "closed", touched: [`${event.code} ${event.reason}`] };
    case "received": {
      const { frame, touched, count, bytes, structs, deletions } = event;
      return { ...empty, ...who, atMs, kind: frame, touched, count, bytes, structs, deletions };
    }
    case "sent": {
      const { frame, count, bytes, receivers } = event;
      const touched = [`→ ${receivers}`];
      return { ...empty, actor: "server", name: "", atMs, kind: frame, touched, count, bytes };
    }
  }
}
