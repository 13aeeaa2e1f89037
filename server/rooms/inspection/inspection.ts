import * as encoding from "lib0/encoding";
import {
  INSPECTION_MESSAGE,
  type InspectedFrameKind,
  type InspectedPerson,
  type InspectionBatch,
} from "../../../schema/protocol/inspection.ts";
import { CLOSE, type CloseReason } from "../../../schema/protocol/protocol.ts";
import type { Clock } from "../../time/clock.ts";
import type { FrameKind } from "../../protocol/decodeFrames.ts";
import type { Participant } from "../participant.ts";
import type { Refusal } from "../writePolicy.ts";
import { reportDocument } from "./documentReport.ts";
import { ElsewherePeople, type Elsewhere } from "./elsewhere.ts";
import { EventBuffer } from "./eventBuffer.ts";
import { readFacts, sentKind } from "./frameFacts.ts";

const BATCH_MS = 100;
const REPORT_MS = 1000;
const HEAD_BYTES = 12;

/** Observer of one room. Must neither throw nor change anything. */
export interface RoomInspection {
  joined(participant: Participant): void;
  left(participant: Participant): void;
  received(participant: Participant, kind: FrameKind, bytes: Uint8Array): void;
  refused(participant: Participant, refusal: Refusal, detail: string): void;
  closed(participant: Participant, reason: CloseReason): void;
  sent(participant: Participant, frame: Uint8Array): void;
  /** Another process changed the document. */
  merged(): void;
}

interface Tally {
  readonly who: number;
  bytesIn: number;
  bytesOut: number;
  roundTripMs: number | undefined;
  lastRefusal: string | undefined;
  /** Events that were not sent to it because it reads too slowly. */
  missed: number;
}

/**
 * Collects the events of one room and sends them, ten times a second, to the inspectors that asked. Exists only while
 * the room has such an inspector.
 */
export class LiveInspection implements RoomInspection {
  readonly #clock: Clock;
  readonly #snapshot: () => Uint8Array;
  readonly #elsewhere: ElsewherePeople;
  readonly #buffer = new EventBuffer();
  readonly #askers = new Set<Participant>();
  readonly #tallies = new Map<Participant, Tally>();
  readonly #sent = new Map<InspectedFrameKind, Set<Participant>>();
  readonly #stops: readonly (() => void)[];
  #lastNumber = 0;
  #documentChanged = true;
  #reportDue = true;
  #head = "";
  #headBytes = 0;

  constructor(clock: Clock, snapshot: () => Uint8Array, elsewhere: Elsewhere) {
    this.#clock = clock;
    this.#snapshot = snapshot;
    this.#elsewhere = new ElsewherePeople(elsewhere, () => (this.#lastNumber += 1));
    this.#stops = [
      clock.every(BATCH_MS, () => this.#flush()),
      clock.every(REPORT_MS, () => this.#measure()),
    ];
  }

  #tally(participant: Participant): Tally {
    const known = this.#tallies.get(participant);
    if (known !== undefined) return known;
    this.#lastNumber += 1;
    const tally: Tally = {
      who: this.#lastNumber,
      bytesIn: 0,
      bytesOut: 0,
      roundTripMs: undefined,
      lastRefusal: undefined,
      missed: 0,
    };
    this.#tallies.set(participant, tally);
    return tally;
  }

  /** Starts to observe a participant that was in the room before. */
  watch(participant: Participant): void {
    this.#tally(participant);
    participant.inspection = this;
  }

  /** Sends to this inspector from now on, starting with everybody in the room and the document. */
  tell(participant: Participant): void {
    this.#askers.add(participant);
    this.#reportDue = true;
    this.#documentChanged = true;
  }

  isAsker(participant: Participant): boolean {
    return this.#askers.has(participant);
  }

  get hasAskers(): boolean {
    return this.#askers.size > 0;
  }

  joined(participant: Participant): void {
    const { role, name } = participant.identity;
    const { who } = this.#tally(participant);
    participant.inspection = this;
    this.#buffer.add({ kind: "joined", atMs: this.#clock.now(), who, role, name });
    this.#reportDue = true;
  }

  left(participant: Participant): void {
    const { who } = this.#tally(participant);
    participant.inspection = undefined;
    this.#askers.delete(participant);
    this.#tallies.delete(participant);
    for (const receivers of this.#sent.values()) receivers.delete(participant);
    this.#buffer.add({ kind: "left", atMs: this.#clock.now(), who });
    this.#reportDue = true;
  }

  received(participant: Participant, kind: FrameKind, bytes: Uint8Array): void {
    const tally = this.#tally(participant);
    tally.bytesIn += bytes.byteLength;
    this.#head = Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString("hex");
    this.#headBytes = bytes.byteLength;
    const { frame, touched, structs, deletions } = readFacts(participant, kind, bytes);
    if (frame === "write") this.#documentChanged = true;
    this.#buffer.add({
      kind: "received",
      atMs: this.#clock.now(),
      who: tally.who,
      frame,
      count: 1,
      bytes: bytes.byteLength,
      touched: [...touched],
      structs,
      deletions,
    });
  }

  /** The room refused the frame that it received last. */
  refused(participant: Participant, refusal: Refusal, detail: string): void {
    const tally = this.#tally(participant);
    tally.lastRefusal = refusal;
    const { who } = tally;
    const atMs = this.#clock.now();
    const [bytes, head] = [this.#headBytes, this.#head];
    this.#buffer.add({ kind: "refused", atMs, who, refusal, detail, bytes, head });
  }

  closed(participant: Participant, reason: CloseReason): void {
    const { who } = this.#tally(participant);
    const atMs = this.#clock.now();
    this.#buffer.add({ kind: "closed", atMs, who, code: CLOSE[reason], reason });
  }

  sent(participant: Participant, bytes: Uint8Array): void {
    this.#tally(participant).bytesOut += bytes.byteLength;
    if (bytes[0] === INSPECTION_MESSAGE) return;
    const frame = sentKind(bytes);
    const receivers = this.#sent.get(frame) ?? new Set();
    receivers.add(participant);
    this.#sent.set(frame, receivers);
    this.#buffer.add({
      kind: "sent",
      atMs: this.#clock.now(),
      frame,
      count: 1,
      bytes: bytes.byteLength,
      receivers: receivers.size,
    });
  }

  merged(): void {
    this.#documentChanged = true;
  }

  #measure(): void {
    this.#reportDue = true;
    for (const [{ connection }, tally] of this.#tallies) {
      connection.measureRoundTrip?.((roundTripMs) => {
        tally.roundTripMs = roundTripMs;
      });
    }
  }

  #flush(): void {
    if (!this.#reportDue && this.#buffer.isEmpty) return;
    const nowMs = this.#clock.now();
    const batch: InspectionBatch = {
      sentAtMs: nowMs,
      ...this.#takeEvents(),
      ...(this.#reportDue && {
        people: [...[...this.#tallies].map(reportPerson), ...this.#elsewhere.report()],
      }),
      ...(this.#reportDue &&
        this.#documentChanged && { document: reportDocument(this.#snapshot(), nowMs) }),
    };
    if (this.#reportDue) this.#documentChanged = false;
    this.#reportDue = false;
    const frame = encodeBatch(batch);
    for (const asker of this.#askers) this.#send(asker, batch, frame);
  }

  /** An inspector that reads too slowly gets the number of events it missed and the document's report later. */
  #send(participant: Participant, batch: InspectionBatch, frame: Uint8Array): void {
    const { events, dropped, sentAtMs } = batch;
    const tally = this.#tally(participant);
    if (participant.isBehind()) {
      tally.missed += events.length + dropped;
      this.#documentChanged = true;
      return;
    }
    const own =
      tally.missed === 0 ? frame : encodeBatch({ ...batch, dropped: dropped + tally.missed });
    tally.missed = 0;
    participant.send(own, sentAtMs);
  }

  #takeEvents(): Pick<InspectionBatch, "events" | "dropped"> {
    this.#sent.clear();
    const { events, dropped } = this.#buffer.take();
    return { events: [...events], dropped };
  }

  close(): void {
    for (const stop of this.#stops) stop();
    for (const participant of this.#tallies.keys()) participant.inspection = undefined;
    this.#tallies.clear();
  }
}

function reportPerson([participant, tally]: readonly [Participant, Tally]): InspectedPerson {
  const { identity, connection, own, openedAtMs, owesFullSync } = participant;
  const { who, bytesIn, bytesOut, roundTripMs, lastRefusal } = tally;
  return {
    who,
    subject: identity.subject,
    role: identity.role,
    name: identity.name,
    transport: connection.transport,
    sinceMs: openedAtMs,
    ...(roundTripMs !== undefined && { roundTripMs }),
    ...(own !== undefined && { clientId: own.clientId, clock: own.clock }),
    bytesIn,
    bytesOut,
    backlogBytes: connection.backlogBytes(),
    behind: owesFullSync,
    ...(lastRefusal !== undefined && { lastRefusal }),
  };
}

function encodeBatch(batch: InspectionBatch): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, INSPECTION_MESSAGE);
  encoding.writeVarString(encoder, JSON.stringify(batch));
  return encoding.toUint8Array(encoder);
}
