import { Ring } from "./ring.ts";
import {
  matches,
  MAX_ENTRIES,
  type Entry,
  type Timeline,
  type TimelineFilter,
} from "./timeline.ts";

/** Lines to show. `pushed` numbers them and keeps growing when old ones are evicted. */
export type Lines = Pick<Ring<Entry>, "length" | "at" | "pushed">;

/** The timeline's lines that match a filter, updated incrementally. */
export class FoundLines {
  readonly #timeline: Timeline;
  readonly #filter: TimelineFilter;
  readonly #query: string;
  #found = newRing();
  #lastId = 0;
  #marked = 0;

  constructor(timeline: Timeline, filter: TimelineFilter, query: string) {
    this.#timeline = timeline;
    this.#filter = filter;
    this.#query = query;
  }

  /** The current lines; the same object is mutated by the next call. */
  now(): Lines {
    const { entries, marked } = this.#timeline;
    if (this.#filter === "all" && this.#query === "") return entries;
    if (this.#wasMarkedLate()) this.#restart();
    this.#marked = marked.pushed;
    const oldest = entries.at(0)?.id ?? Infinity;
    this.#found.releaseWhile(({ id }) => id < oldest);
    const newest = entries.at(entries.length - 1)?.id ?? this.#lastId;
    const news = Math.min(entries.length, newest - this.#lastId);
    for (let position = entries.length - news; position < entries.length; position += 1) {
      const entry = entries.at(position);
      if (entry !== undefined && matches(entry, this.#filter, this.#query)) this.#found.push(entry);
    }
    this.#lastId = newest;
    return this.#found;
  }

  /** Whether a line already examined has been rejected since. */
  #wasMarkedLate(): boolean {
    const { marked } = this.#timeline;
    const news = marked.pushed - this.#marked;
    if (news > marked.length) return true;
    for (let position = marked.length - news; position < marked.length; position += 1) {
      if ((marked.at(position)?.id ?? Infinity) <= this.#lastId) return true;
    }
    return false;
  }

  #restart(): void {
    this.#found = newRing();
    this.#lastId = 0;
  }
}

const newRing = (): Ring<Entry> =>
  new Ring<Entry>({ items: MAX_ENTRIES, bytes: Infinity }, () => 1);
