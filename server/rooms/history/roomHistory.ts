import { equalityDeep } from "lib0/function";
import type { Attention } from "../../../schema/presentation/awareness.ts";
import {
  compareMoments,
  momentKey,
  type Moment,
  type MomentContent,
} from "../../../schema/history/moment.ts";
import { stateAt } from "../../../schema/history/stateAt.ts";
import { stateMoments } from "../../../schema/history/stateMoments.ts";
import type { PresentationState, View } from "../../../schema/presentation/presentation.ts";
import type { OwnFields } from "../awareness/awarenessPolicy.ts";
import type { AwarenessChange } from "../delivery/outgoingFrames.ts";
import type { Identity } from "../participant.ts";
import type { Attendance } from "../people/presence.ts";
import { MomentWriter, type MomentStamps, type WriterPosition } from "./momentWriter.ts";

/** Minimum time on a target; a pointer that passes over it faster does not point at it. */
const POINTED_MS = 700;
/** Another process may have written a key concurrently that this process wrote within this time. */
const CONCURRENT_MS = 10_000;

export interface HistorySource {
  readonly document: {
    readonly state: PresentationState;
    /** Whether the public project has everything a view names. */
    hasView(view: View): boolean;
  };
  /** Participants of this process. */
  readonly participants: Iterable<{ readonly identity: Identity }>;
  /** The other processes that have the participant. */
  nodesWith(subject: string): readonly string[];
  /** Whether another process is known to have the room. */
  hasNode(node: string): boolean;
  /** Whether another process once closed the room, and so left the departures that it had to write to others. */
  hasLetGo(node: string): boolean;
  /** Participants of other processes. */
  elsewhere(): Iterable<{ readonly person: { readonly subject: string } }>;
  /** No other process has the room, so it has no participants elsewhere. */
  readonly isSingleNode: boolean;
}

/** The attention of one page of a buyer. */
interface Page {
  readonly clientId: number;
  readonly attention: Attention;
}

/** A pause of mirroring. */
interface Pause {
  /** The state when it began. */
  readonly state: PresentationState;
  /** Participants whose arrival was written before it. */
  readonly known: Set<string>;
  /** Participants who came to this process while they were in no other; it writes their arrival afterwards. */
  readonly arrived: Map<string, Identity>;
}

/** Attendance of one participant. */
interface Person {
  /** Set once its `joined` is written, if this process writes its `left`. */
  joined: Identity | undefined;
  /** As last written. */
  attention: Attention | undefined;
  pages: readonly Page[];
}

/** A presenter's page, in any process. */
interface PresenterPage {
  readonly clientId: number;
  isPaused: boolean;
  anchor: string | undefined;
  pointedSince: number;
}

/** Everything that a history remembers besides its stored moments. */
export interface HibernatedHistory {
  readonly people: readonly (readonly [subject: string, person: Person])[];
  readonly presenterPages: readonly PresenterPage[];
  readonly paused: PresentationState | undefined;
  readonly presenter: string | undefined;
  readonly position: WriterPosition;
}

/** Whether mirroring is paused after these moments. */
export const isPausedAfter = (moments: readonly Moment[]): boolean =>
  moments.findLast(({ kind }) => kind === "paused" || kind === "resumed")?.kind === "paused";

/** The state according to the stored moments and this process' unstored ones. */
const writtenState = (project: string, kept: readonly Moment[], fresh: readonly Moment[]) =>
  stateAt(project, [...kept, ...fresh].toSorted(compareMoments), Infinity);

/** Participants that joined and have not left, each with the process that wrote the arrival. */
function joinedBy(moments: readonly Moment[]): ReadonlyMap<string, string> {
  const joined = new Map<string, string>();
  for (const { kind, by, node } of moments) {
    if (by === undefined) continue;
    if (kind === "joined") joined.set(by, node);
    if (kind === "left") joined.delete(by);
  }
  return joined;
}

const isFirstOf = (node: string, others: readonly string[]): boolean =>
  others.every((other) => other > node);

const NO_PAGES: readonly Page[] = [];

/**
 * Writes a room's history as moments. An event that every process sees is written by the one that accepted it. While
 * every presenter pauses mirroring, only the pause is written; differences are written afterwards.
 */
export class RoomHistory {
  readonly #source: HistorySource;
  readonly #stamps: MomentStamps;
  readonly #writer: MomentWriter;
  /** Moments written before the stored history was loaded; `undefined` afterwards. */
  #fresh: Moment[] | undefined = [];
  /** The state after the last own change, with what was merged while `#ownKeys` were fresh. */
  #known: PresentationState | undefined;
  /** When this process last wrote each key of the state; absent in a single process. */
  #ownKeys: Map<string, number> | undefined;
  /** By subject. */
  readonly #people = new Map<string, Person>();
  #presenterPages: readonly PresenterPage[] = [];
  /** `undefined` while mirroring is not paused. */
  #paused: Pause | undefined;
  /** Stored moments of a recovery that waits for the end of a pause. */
  #deferred: { readonly kept: readonly Moment[]; readonly isFirst: boolean } | undefined;
  #presenter: string | undefined;
  #attendance: Attendance = "none";
  #hasResumed = false;
  #hasRecovered = false;
  #isIncomplete = false;

  constructor(source: HistorySource, stamps: MomentStamps, keep: (moment: Moment) => void) {
    this.#source = source;
    this.#stamps = stamps;
    this.#writer = new MomentWriter(stamps, (moment) => {
      this.#fresh?.push(moment);
      keep(moment);
    });
  }

  /**
   * Continues the stored history, and writes what a process that died did not: the first state, a state newer than its
   * moments, departures. Returns false if the stored history differs from the stored document and `recover` must write
   * the difference: of a process that was cut off until it died, other processes have no other sign.
   */
  resume(kept: readonly Moment[]): boolean {
    const fresh = this.#takeFresh();
    this.#hasResumed = true;
    this.#writer.count(kept.length);
    this.#writer.follow(kept);
    const { isSingleNode } = this.#source;
    const state = this.#state;
    const written = writtenState(state.meta.project, kept, fresh);
    if (isPausedAfter(kept)) {
      // In a single process, the departures of those that joined are written below.
      this.#paused ??= this.#pauseAt(written ?? state);
      if (!isSingleNode) for (const by of joinedBy(kept).keys()) this.#paused.known.add(by);
    }
    if (this.#paused !== undefined) this.#checkPause(undefined);
    else if (isSingleNode || written === undefined) this.#writeDifference(written);
    else this.#isIncomplete = stateMoments(written, state).length > 0;
    if (isSingleNode) this.#writeDepartures(kept);
    return !this.#isIncomplete;
  }

  get hasResumed(): boolean {
    return this.#hasResumed;
  }

  /** `undefined` until `resume`. */
  hibernated(): HibernatedHistory | undefined {
    if (!this.#hasResumed) return undefined;
    return {
      people: [...this.#people],
      presenterPages: this.#presenterPages,
      paused: this.#paused?.state,
      presenter: this.#presenter,
      position: this.#writer.position,
    };
  }

  /** Takes the place of `resume` in a single process. Pointing, pauses and attention continue where they were. */
  wake(history: HibernatedHistory, attendance: Attendance): void {
    this.#takeFresh();
    this.#hasResumed = true;
    this.#attendance = attendance;
    for (const [subject, person] of history.people) this.#people.set(subject, person);
    this.#presenterPages = history.presenterPages;
    this.#paused = history.paused && this.#pauseAt(history.paused);
    this.#presenter = history.presenter;
    this.#writer.position = history.position;
  }

  /** From now on until `recover`, moments of this process are used in addition to the stored ones. */
  beginRecovery(): void {
    this.#fresh ??= [];
  }

  /**
   * Repairs the history after processes died or were cut off. The first of the remaining processes writes departures
   * and the state's difference to the stored history, and so does one that found the history incomplete, the difference
   * alone; each takes over departures to be written later (`#inherit`).
   * `kept` is absent when it could not be read. During a pause this waits for the pause's end.
   */
  recover(kept: readonly Moment[] | undefined, isFirst: boolean): void {
    if (!this.#hasResumed) return;
    this.#deferred = this.#paused === undefined ? undefined : kept && { kept, isFirst };
    if (this.#paused !== undefined && kept !== undefined) return;
    const fresh = this.#takeFresh();
    if (kept === undefined) return;
    this.#writer.follow(kept);
    const written = [...kept, ...fresh].toSorted(compareMoments);
    if (isFirst || this.#isIncomplete) {
      this.#writeDifference(writtenState(this.#state.meta.project, kept, fresh));
    }
    this.#isIncomplete = false;
    if (isFirst) this.#writeDepartures(written);
    this.#inherit(written);
    this.#hasRecovered = true;
  }

  #takeFresh(): readonly Moment[] {
    const fresh = this.#fresh ?? [];
    this.#fresh = undefined;
    return fresh;
  }

  /**
   * Of the processes that have a participant, one writes the departure: the one that wrote the arrival, or else the
   * first. All processes choose the same one, whatever they assumed before the loss.
   */
  #inherit(moments: readonly Moment[]): void {
    const { node } = this.#stamps;
    const there = this.#there();
    for (const [subject, writer] of joinedBy(moments)) {
      const identity = there.get(subject);
      const others = this.#source.nodesWith(subject);
      // A room that closed and opened again left the departure to another process, which still has the participant.
      const isLeft = !this.#hasRecovered && this.#people.get(subject)?.joined === undefined;
      const isWriter =
        writer === node
          ? !isLeft || others.length === 0
          : !others.includes(writer) && isFirstOf(node, others);
      const hasLetGo = this.#source.hasLetGo(writer);
      // A process that still has the room writes its departures, even without a tab of the participant.
      const isElsewhere = writer !== node && this.#source.hasNode(writer) && !hasLetGo;
      const isTakenOver = hasLetGo && this.#people.get(subject)?.joined !== undefined;
      if (identity !== undefined && isWriter && !isElsewhere) {
        this.#personOf(subject).joined ??= identity;
      } else if (others.length > 0 && (writer !== node || isLeft) && !isTakenOver) {
        this.#disown(subject);
      }
    }
  }

  /** Leaves the participant's departure to another process. */
  #disown(subject: string): void {
    const person = this.#people.get(subject);
    if (person !== undefined) person.joined = undefined;
  }

  get #state(): PresentationState {
    return this.#source.document.state;
  }

  #personOf(subject: string): Person {
    const known = this.#people.get(subject);
    if (known !== undefined) return known;
    const person: Person = { joined: undefined, attention: undefined, pages: NO_PAGES };
    this.#people.set(subject, person);
    return person;
  }

  #presenterPage(clientId: number): PresenterPage {
    const known = this.#presenterPages.find((page) => page.clientId === clientId);
    if (known !== undefined) return known;
    const page: PresenterPage = { clientId, isPaused: false, anchor: undefined, pointedSince: 0 };
    this.#presenterPages = this.#presenterPages.concat(page);
    return page;
  }

  /** Writes the departures of a dead process' participants. A living one writes its own, after a pause if necessary. */
  #writeDepartures(moments: readonly Moment[]): void {
    const there = this.#there();
    for (const [by, writer] of joinedBy(moments)) {
      const isElsewhere = this.#source.nodesWith(by).length > 0;
      if (there.has(by) || isElsewhere || this.#source.hasNode(writer)) continue;
      this.#write({ kind: "left", by });
    }
  }

  /** Participants of this process, by subject. */
  #there(): ReadonlyMap<string, Identity> {
    const there = new Map<string, Identity>();
    for (const { identity } of this.#source.participants) there.set(identity.subject, identity);
    return there;
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
    if (this.#paused !== undefined) return;
    this.#forgetOldKeys();
    this.#writeOwnKeys(this.#known);
  }

  #forgetOldKeys(): void {
    const due = this.#stamps.now() - CONCURRENT_MS;
    for (const [key, at] of this.#ownKeys ?? []) if (at < due) this.#ownKeys?.delete(key);
  }

  /** Writes the current values of the keys that this process wrote last. */
  #writeOwnKeys(before: PresentationState | undefined): void {
    const keys = this.#ownKeys;
    if (keys === undefined || keys.size === 0 || before === undefined) return;
    this.#known = this.#state;
    const isOwn = (content: MomentContent) => keys.has(momentKey(content) ?? "");
    this.#writeAll(stateMoments(before, this.#known).filter(isOwn));
  }

  #writeDifference(before: PresentationState | undefined, by?: string): void {
    this.#known = this.#state;
    this.#writeAll(stateMoments(before, this.#known, by));
  }

  /** Writes an event that happened outside the room. */
  record(content: MomentContent): void {
    if (this.#paused === undefined) this.#write(content);
  }

  /** The first connection of a participant, in any process. */
  joined(identity: Identity): void {
    if (identity.role === "inspector") return;
    if (this.#paused === undefined) this.#writeJoined(identity);
    else this.#paused.arrived.set(identity.subject, identity);
  }

  /** Participants of other processes came or left. */
  peopleChanged(): void {
    if (this.#paused === undefined) this.#writeOwnDepartures();
  }

  /** Writes the departures that this process has to write. */
  #writeOwnDepartures(): void {
    const there = this.#there();
    for (const [subject, { joined }] of this.#people) {
      if (joined === undefined || there.has(subject)) continue;
      if (this.#source.nodesWith(subject).length === 0) this.departed(joined);
    }
  }

  /** The last connection of a participant is gone, from all processes. */
  departed({ subject }: Identity): void {
    const person = this.#people.get(subject);
    this.#paused?.arrived.delete(subject);
    if (this.#paused !== undefined || person?.joined === undefined) return;
    person.joined = undefined;
    person.attention = undefined;
    if (person.pages.length === 0) this.#people.delete(subject);
    this.#write({ kind: "left", by: subject });
  }

  attended(attendance: Attendance): void {
    const hasLeft = this.#attendance === "here" && attendance === "none";
    this.#attendance = attendance;
    if (hasLeft && this.#paused === undefined) this.#write({ kind: "away" });
  }

  /** Called once a second. */
  sweep(): void {
    this.#writer.sweep();
  }

  awareness({ entry, owner, own, fields }: AwarenessChange): void {
    const isOwn = own !== undefined;
    if (isOwn && entry.state !== null && fields === undefined) return;
    // A state of another process was checked there.
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
    const page = this.#presenterPage(clientId);
    page.isPaused = fields?.mirroring === "paused";
    if (isOwn) this.#point(page, subject, fields?.pointer?.anchor ?? fields?.highlight?.anchor);
    if (fields === undefined) {
      this.#presenterPages = this.#presenterPages.filter((other) => other !== page);
    }
    this.#checkPause(isOwn ? subject : undefined);
  }

  #point(page: PresenterPage, by: string, anchor: string | undefined): void {
    const { anchor: left, pointedSince } = page;
    if (left === anchor) return;
    const now = this.#stamps.now();
    page.anchor = anchor;
    page.pointedSince = now;
    const ms = now - pointedSince;
    if (left === undefined || ms <= POINTED_MS || this.#paused !== undefined) return;
    this.#write({ kind: "pointed", by, anchor: left, ms });
  }

  /** A paused presenter that is briefly away is still paused. `by` is absent when another process writes it. */
  #checkPause(by: string | undefined): void {
    if (this.#presenterPages.length === 0) return;
    const isPaused = this.#presenterPages.every((page) => page.isPaused);
    if (isPaused === (this.#paused !== undefined)) return;
    if (by === undefined) this.#writer.followOthers();
    if (isPaused) {
      if (by !== undefined) this.#write({ kind: "paused", by });
      this.#paused = this.#pauseAt(this.#state, this.#there().keys());
      this.#forgetOldKeys();
      return;
    }
    const paused = this.#paused;
    this.#paused = undefined;
    if (by !== undefined) this.#write({ kind: "resumed", by });
    if (paused !== undefined) this.#catchUp(paused, by);
    if (this.#deferred !== undefined) this.recover(this.#deferred.kept, this.#deferred.isFirst);
  }

  /** A pause that begins in this state. The arrival of those who are `here` is written, by whichever process. */
  #pauseAt(state: PresentationState, here: Iterable<string> = []): Pause {
    const elsewhere = [...this.#source.elsewhere()].map(({ person }) => person.subject);
    return { state, known: new Set([...elsewhere, ...here]), arrived: new Map() };
  }

  /** Writes arrivals, departures and attention during the pause, and the resumed state. */
  #catchUp({ state, known, arrived }: Pause, by: string | undefined): void {
    const there = this.#there();
    this.#writeOwnDepartures();
    for (const [subject, identity] of this.#source.isSingleNode ? there : arrived) {
      const isIn = there.has(subject) || this.#source.nodesWith(subject).length > 0;
      const isWritten = known.has(subject) || this.#people.get(subject)?.joined !== undefined;
      if (identity.role !== "inspector" && isIn && !isWritten) this.#writeJoined(identity);
    }
    if (by === undefined) this.#writeOwnKeys(state);
    else this.#writeDifference(state, by);
    for (const [subject, person] of this.#people) {
      const identity = there.get(subject);
      if (identity !== undefined) this.#tellAttention(identity, person);
    }
  }

  #buyerChanged(
    clientId: number,
    owner: Identity,
    fields: OwnFields | undefined,
    isOwn: boolean,
  ): void {
    const attention = fields?.attention;
    const person = this.#personOf(owner.subject);
    const others = person.pages.filter((page) => page.clientId !== clientId);
    // Not spread, which would allocate space for sixteen more.
    person.pages =
      attention === undefined ? others : others.concat(this.#pageOf(clientId, attention));
    if (isOwn && this.#paused === undefined && fields !== undefined) {
      this.#tellAttention(owner, person);
    }
    if (person.pages.length === 0 && person.joined === undefined && person.attention === undefined)
      this.#people.delete(owner.subject);
  }

  #pageOf(clientId: number, attention: Attention): Page {
    const { state, view } = attention;
    const isShown = view === undefined || this.#source.document.hasView(view);
    return { clientId, attention: isShown ? attention : { state } };
  }

  /** With several tabs, the most attentive one determines the buyer's attention. */
  #tellAttention({ subject, unrecorded }: Identity, person: Person): void {
    if (unrecorded === true) return;
    const { pages } = person;
    const most =
      pages.find(({ attention }) => attention.state === "following") ??
      pages.find(({ attention }) => attention.state === "exploring") ??
      pages[0];
    if (most === undefined || equalityDeep(most.attention, person.attention)) return;
    person.attention = most.attention;
    this.#write({ kind: "attention", by: subject, ...most.attention });
  }

  #writeJoined(identity: Identity): void {
    const { subject, role, name, unrecorded } = identity;
    this.#personOf(subject).joined = identity;
    const named = unrecorded === true ? {} : { name };
    this.#write({ kind: "joined", by: subject, role, ...named });
  }

  #writeAll(contents: readonly MomentContent[]): void {
    for (const content of contents) {
      this.#write(content);
      const key = this.#source.isSingleNode ? undefined : momentKey(content);
      if (key === undefined) continue;
      this.#ownKeys ??= new Map();
      this.#ownKeys.set(key, this.#stamps.now());
    }
  }

  #write(content: MomentContent): void {
    this.#writer.write(content);
  }
}
