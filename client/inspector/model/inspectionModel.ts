import type * as Y from "yjs";
import type {
  DocumentReport,
  InspectedPerson,
  InspectionBatch,
  InspectionEvent,
} from "../../../schema/protocol/inspection.ts";
import { Changes } from "./changes.ts";
import { Growth } from "./growth.ts";
import { History, type Segment } from "./history.ts";
import type { DocumentReader } from "./reader.ts";
import { Ring } from "./ring.ts";
import { entryOf, Timeline, type Actor, type Entry } from "./timeline.ts";

export interface KeptRefusal {
  readonly atMs: number;
  readonly name: string;
  readonly refusal: string;
  readonly detail: string;
  readonly bytes: number;
  readonly head: string;
}

const MAX_REFUSALS = 500;
/** Departed connections are remembered for the lines that name them. */
const MAX_NAMES = 2000;

/** The inspector's data, bounded. Without React, sockets or a clock of its own. */
export class InspectionModel {
  readonly timeline = new Timeline();
  readonly history: History;
  readonly growth = new Growth();
  readonly changes = new Changes();
  readonly refusals = new Ring<KeptRefusal>({ items: MAX_REFUSALS, bytes: Infinity }, () => 1);
  readonly reader: DocumentReader;
  people: readonly InspectedPerson[] = [];
  server: DocumentReport | undefined;
  /** Events that the server dropped. */
  dropped = 0;
  #updates = 0;
  #reports = 0;
  #rounds = 0;
  #offsetMs = Infinity;
  readonly #names = new Map<number, { readonly actor: Actor; readonly name: string }>();
  readonly #lastReceived = new Map<number, Entry>();

  constructor(reader: DocumentReader, segments: readonly Segment[] = []) {
    this.reader = reader;
    this.history = new History(segments);
  }

  /** Number of updates of the document. */
  get updates(): number {
    return this.#updates;
  }
  /** Number of server reports of the document. */
  get reports(): number {
    return this.#reports;
  }
  /** Number of server reports of the participants. */
  get rounds(): number {
    return this.#rounds;
  }

  /** Follows this document from now on. */
  begin(doc: Y.Doc, nowMs: number): void {
    this.history.begin(doc, nowMs);
    this.changes.observe(this.reader.entries(doc), nowMs);
  }

  /** `doc` already contains the update. */
  update(update: Uint8Array, doc: Y.Doc, nowMs: number): void {
    this.#updates += 1;
    this.history.append(update, doc, nowMs);
    this.changes.observe(this.reader.entries(doc), nowMs);
  }

  receive(batch: InspectionBatch, nowMs: number): void {
    // The batch with the smallest delay gives the best estimate of the clock offset.
    this.#offsetMs = Math.min(this.#offsetMs, nowMs - batch.sentAtMs);
    this.dropped += batch.dropped;
    for (const person of batch.people ?? []) {
      this.#name(person.who, { actor: person.role, name: person.name });
    }
    for (const event of batch.events) this.#take(event);
    if (batch.people !== undefined) {
      this.#rounds += 1;
      this.#forgetGone(batch.people);
      this.people = batch.people.map((person) => ({
        ...person,
        sinceMs: this.#toLocal(person.sinceMs),
      }));
    }
    if (batch.document === undefined) return;
    this.#reports += 1;
    this.server = batch.document;
    this.growth.add({ ...batch.document, atMs: this.#toLocal(batch.document.atMs) });
  }

  #toLocal(serverMs: number): number {
    return serverMs + this.#offsetMs;
  }

  /** Number of connections remembered, including departed ones. */
  get remembered(): number {
    return this.#names.size + this.#lastReceived.size;
  }

  /** Removes the absent: their departure may be among the events that the server dropped. */
  #forgetGone(people: readonly InspectedPerson[]): void {
    const present = new Set(people.map(({ who }) => who));
    for (const who of this.#lastReceived.keys()) {
      if (!present.has(who)) this.#lastReceived.delete(who);
    }
  }

  #name(who: number, named: { readonly actor: Actor; readonly name: string }): void {
    this.#names.set(who, named);
    const oldest = this.#names.size > MAX_NAMES ? this.#names.keys().next().value : undefined;
    if (oldest !== undefined) this.#names.delete(oldest);
  }

  #take(event: InspectionEvent): void {
    if (event.kind === "refused") {
      this.#refuse(event);
      return;
    }
    if (event.kind === "joined") this.#name(event.who, { actor: event.role, name: event.name });
    const who = this.#whoOf(event.kind === "sent" ? undefined : event.who);
    const entry = this.timeline.add(entryOf(event, this.#toLocal(event.atMs), who));
    if (event.kind === "received") this.#lastReceived.set(event.who, entry);
    if (event.kind === "left") this.#lastReceived.delete(event.who);
  }

  #whoOf(who: number | undefined): { readonly actor: Actor; readonly name: string } {
    if (who === undefined) return { actor: "server", name: "" };
    return this.#names.get(who) ?? { actor: "server", name: `#${who}` };
  }

  #refuse(event: Extract<InspectionEvent, { readonly kind: "refused" }>): void {
    const { who, refusal, detail, bytes, head } = event;
    const entry = this.#lastReceived.get(who);
    if (entry !== undefined) this.timeline.refuse(entry, refusal);
    const { name } = this.#whoOf(who);
    this.refusals.push({ atMs: this.#toLocal(event.atMs), name, refusal, detail, bytes, head });
  }
}
