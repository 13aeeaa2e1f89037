import { equalityDeep } from "lib0/function";
import type { Attention } from "../../../schema/presentation/awareness.ts";
import { momentKey, type Moment, type MomentContent } from "../../../schema/history/moment.ts";
import { stateAt } from "../../../schema/history/stateAt.ts";
import { stateMoments } from "../../../schema/history/stateMoments.ts";
import type { PresentationState, View } from "../../../schema/presentation/presentation.ts";
import type { OwnFields } from "../awareness/awarenessPolicy.ts";
import type { AwarenessChange } from "../delivery/outgoingFrames.ts";
import type { Identity } from "../participant.ts";
import type { Attendance } from "../people/presence.ts";
import { MomentWriter, type MomentStamps } from "./momentWriter.ts";

/** A pointer that passes over a thing faster does not point at it. */
const POINTED_MS = 700;
/** A key that this process wrote in this time may be one that another process wrote at once. */
const CONCURRENT_MS = 10_000;

export interface HistorySource {
  /** The document's state now. */
  state(): PresentationState;
  /** Whether the public project has everything a view names. */
  hasView(view: View): boolean;
  /** Participants of this process. */
  people(): Iterable<Identity>;
  /** No other process has the room, so participants unknown here are nowhere. */
  readonly isSingleNode: boolean;
}

interface Pointing {
  readonly anchor: string;
  readonly since: number;
}

/**
 * Writes a room's history as moments. Of events that every process sees, the one that accepted them writes them. While
 * every presenter pauses mirroring, only the pause is written; differences are written afterwards.
 */
export class RoomHistory {
  readonly #source: HistorySource;
  readonly #stamps: MomentStamps;
  readonly #writer: MomentWriter;
  /** Written since the room was opened; `undefined` once what was kept before is known. */
  #fresh: Moment[] | undefined = [];
  /** The state after the last own change, with what was merged while `#ownKeys` were fresh. */
  #known: PresentationState | undefined;
  /** When this process last wrote each key of the state. */
  readonly #ownKeys = new Map<string, number>();
  /** Participants of this process whose `joined` is written. */
  readonly #joined = new Map<string, Identity>();
  readonly #attention = new Map<
    number,
    { readonly subject: string; readonly attention: Attention }
  >();
  readonly #toldAttention = new Map<string, Attention>();
  readonly #pointing = new Map<number, Pointing>();
  /** Whether each presenter, in whichever process, pauses. */
  readonly #presenters = new Map<number, boolean>();
  /** The state when mirroring was paused; `undefined` while it is not. */
  #paused: PresentationState | undefined;
  #presenter: string | undefined;
  #attendance: Attendance = "none";

  constructor(source: HistorySource, stamps: MomentStamps, keep: (moment: Moment) => void) {
    this.#source = source;
    this.#stamps = stamps;
    this.#writer = new MomentWriter(stamps, (moment) => {
      this.#fresh?.push(moment);
      keep(moment);
    });
  }

  /**
   * Continues the stored history, and writes what a dead process could not: the first state, a state newer than its
   * moments, departures.
   */
  resume(kept: readonly Moment[]): void {
    const fresh = this.#fresh ?? [];
    this.#fresh = undefined;
    this.#writer.resume(kept.length, kept.at(-1)?.at ?? 0);
    const { isSingleNode } = this.#source;
    const state = this.#source.state();
    const written = stateAt(state.meta.project, [...kept, ...fresh], Infinity);
    const marks = kept.filter(({ kind }) => kind === "paused" || kind === "resumed");
    if (marks.at(-1)?.kind === "paused" && this.#paused === undefined)
      this.#paused = written ?? state;
    if (this.#paused !== undefined) this.#checkPause(undefined);
    else if (isSingleNode || written === undefined) this.#writeAll(stateMoments(written, state));
    if (isSingleNode) this.#writeDepartures(kept);
  }

  /** Writes the departures of a dead process' participants. */
  #writeDepartures(kept: readonly Moment[]): void {
    const there = new Set([...this.#source.people()].map(({ subject }) => subject));
    const joined = new Set<string>();
    for (const { kind, by } of kept) {
      if (by === undefined) continue;
      if (kind === "joined") joined.add(by);
      if (kind === "left") joined.delete(by);
    }
    for (const by of joined) if (!there.has(by)) this.#write({ kind: "left", by });
  }

  /** An update of a participant of this process was accepted. */
  changed({ subject, name }: Identity, before: PresentationState, after: PresentationState): void {
    this.#known = after;
    if (this.#paused !== undefined) return;
    if (this.#presenter !== undefined && this.#presenter !== subject) {
      this.#write({ kind: "presenter", by: subject, name });
    }
    this.#presenter = subject;
    this.#writeAll(stateMoments(before, after, subject));
  }

  /**
   * An update of another process was merged. When both wrote a key at once, the later moment may not be the winning
   * one, so the winner is written again.
   */
  merged(): void {
    const due = this.#stamps.now() - CONCURRENT_MS;
    for (const [key, at] of this.#ownKeys) if (at < due) this.#ownKeys.delete(key);
    if (this.#ownKeys.size === 0 || this.#known === undefined || this.#paused !== undefined) return;
    const before = this.#known;
    this.#known = this.#source.state();
    const isOwn = (content: MomentContent) => this.#ownKeys.has(momentKey(content) ?? "");
    this.#writeAll(stateMoments(before, this.#known).filter(isOwn));
  }

  /** Something that happened outside the room. */
  record(content: MomentContent): void {
    if (this.#paused === undefined) this.#write(content);
  }

  /** The first connection of a participant, in any process. */
  joined(identity: Identity): void {
    if (identity.role === "inspector" || this.#paused !== undefined) return;
    this.#writeJoined(identity);
  }

  /** The last connection of a participant is gone, from all processes. */
  departed({ subject }: Identity): void {
    if (this.#paused !== undefined || !this.#joined.delete(subject)) return;
    this.#toldAttention.delete(subject);
    this.#write({ kind: "left", by: subject });
  }

  attended(attendance: Attendance): void {
    const hasLeft = this.#attendance === "here" && attendance === "none";
    this.#attendance = attendance;
    if (hasLeft && this.#paused === undefined) this.#write({ kind: "away" });
  }

  awareness({ entry, owner, own, fields }: AwarenessChange): void {
    const isOwn = own !== undefined;
    if (isOwn && entry.state !== null && fields === undefined) return;
    // The process that accepted another's state has checked it.
    const said = fields ?? (JSON.parse(entry.state ?? "null") as OwnFields | null) ?? undefined;
    if (owner.role === "agent") this.#agentChanged(entry.clientId, owner, said, isOwn);
    else if (owner.role === "buyer") this.#buyerChanged(entry.clientId, owner, said, isOwn);
  }

  #agentChanged(
    clientId: number,
    { subject }: Identity,
    fields: OwnFields | undefined,
    isOwn: boolean,
  ): void {
    if (fields === undefined) this.#presenters.delete(clientId);
    else this.#presenters.set(clientId, fields.mirroring === "paused");
    if (isOwn) this.#point(clientId, subject, fields?.pointer?.anchor ?? fields?.highlight?.anchor);
    this.#checkPause(isOwn ? subject : undefined);
  }

  #point(clientId: number, by: string, anchor: string | undefined): void {
    const pointing = this.#pointing.get(clientId);
    if (pointing?.anchor === anchor) return;
    const now = this.#stamps.now();
    if (anchor === undefined) this.#pointing.delete(clientId);
    else this.#pointing.set(clientId, { anchor, since: now });
    const ms = now - (pointing?.since ?? now);
    if (pointing === undefined || ms <= POINTED_MS || this.#paused !== undefined) return;
    this.#write({ kind: "pointed", by, anchor: pointing.anchor, ms });
  }

  /** A paused presenter that is away for a moment is still paused. `by` is absent when another process writes it. */
  #checkPause(by: string | undefined): void {
    if (this.#presenters.size === 0) return;
    let isPaused = true;
    for (const pauses of this.#presenters.values()) isPaused &&= pauses;
    if (isPaused === (this.#paused !== undefined)) return;
    const author = by === undefined ? {} : { by };
    if (isPaused) {
      if (by !== undefined) this.#write({ kind: "paused", ...author });
      this.#paused = this.#source.state();
      return;
    }
    const before = this.#paused;
    this.#paused = undefined;
    if (by !== undefined) this.#write({ kind: "resumed", ...author });
    this.#catchUp(before, by);
  }

  /** Writes arrivals, departures and attention during the pause, and the resumed state. */
  #catchUp(before: PresentationState | undefined, by: string | undefined): void {
    const there = new Map([...this.#source.people()].map((person) => [person.subject, person]));
    for (const [subject, identity] of this.#joined) {
      if (!there.has(subject)) this.departed(identity);
    }
    for (const identity of there.values()) {
      if (identity.role !== "inspector" && !this.#joined.has(identity.subject)) {
        this.#writeJoined(identity);
      }
    }
    if (by !== undefined) this.#writeAll(stateMoments(before, this.#source.state(), by));
    for (const { subject } of this.#attention.values()) {
      const identity = there.get(subject);
      if (identity !== undefined) this.#tellAttention(identity);
    }
  }

  #buyerChanged(
    clientId: number,
    owner: Identity,
    fields: OwnFields | undefined,
    isOwn: boolean,
  ): void {
    const attention = fields?.attention;
    if (attention === undefined) this.#attention.delete(clientId);
    else {
      const { view } = attention;
      const isShown = view === undefined || this.#source.hasView(view);
      const shown: Attention = isShown ? attention : { state: attention.state };
      this.#attention.set(clientId, { subject: owner.subject, attention: shown });
    }
    if (isOwn && this.#paused === undefined && fields !== undefined) this.#tellAttention(owner);
  }

  /** Of several tabs the one that attends most speaks for the buyer. */
  #tellAttention({ subject, unrecorded }: Identity): void {
    if (unrecorded === true) return;
    const all = [...this.#attention.values()].filter((other) => other.subject === subject);
    const most =
      all.find(({ attention }) => attention.state === "following") ??
      all.find(({ attention }) => attention.state === "exploring") ??
      all[0];
    if (most === undefined || equalityDeep(most.attention, this.#toldAttention.get(subject)))
      return;
    this.#toldAttention.set(subject, most.attention);
    this.#write({ kind: "attention", by: subject, ...most.attention });
  }

  #writeJoined(identity: Identity): void {
    const { subject, role, name, unrecorded } = identity;
    this.#joined.set(subject, identity);
    const named = unrecorded === true ? {} : { name };
    this.#write({ kind: "joined", by: subject, role, ...named });
  }

  #writeAll(contents: readonly MomentContent[]): void {
    for (const content of contents) {
      this.#write(content);
      const key = momentKey(content);
      if (key !== undefined && !this.#source.isSingleNode)
        this.#ownKeys.set(key, this.#stamps.now());
    }
  }

  #write(content: MomentContent): void {
    this.#writer.write(content);
  }
}
