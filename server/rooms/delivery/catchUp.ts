import type { Clock } from "../../time/clock.ts";
import { encodeAwareness, encodeStep1, HEARTBEAT_FRAME } from "../../protocol/encodeFrames.ts";
import type { RoomMetrics } from "../metrics.ts";
import { awarenessFor } from "./outgoingFrames.ts";
import { SOFT_BACKLOG_BYTES, type Participant } from "../participant.ts";
import type { RoomAwareness } from "../awareness/roomAwareness.ts";
import type { RoomDocument } from "../document/roomDocument.ts";

/** A stock client drops a socket after 30 s without data; WebSocket pings do not count. */
const HEARTBEAT_AFTER_MS = 12_000;

/** Those 30 s less a margin for a process that has to wake first. */
export const SILENT_MS = 25_000;

/** Frames for one participant alone: answers to its requests, the full state it is owed, and a heartbeat in silence. */
export class CatchUp {
  readonly #document: RoomDocument;
  readonly #awareness: RoomAwareness;
  readonly #clock: Clock;
  readonly #metrics: RoomMetrics;

  constructor(
    { document, awareness }: { document: RoomDocument; awareness: RoomAwareness },
    clock: Clock,
    metrics: RoomMetrics,
  ) {
    this.#document = document;
    this.#awareness = awareness;
    this.#clock = clock;
    this.#metrics = metrics;
  }

  /** Requests the changes that the participant has and the room lacks. */
  step1(participant: Participant): void {
    this.#send(participant, encodeStep1(this.#document.stateVector()));
  }

  /** Sends the changes that the participant misses; false when `stateVector` is invalid. */
  missing(participant: Participant, stateVector: Uint8Array): boolean {
    const frame = this.#document.missingFrame(stateVector);
    if (frame !== undefined) this.#send(participant, frame);
    return frame !== undefined;
  }

  awareness(participant: Participant): void {
    const frame = awarenessFor(participant, this.#awareness.states());
    if (frame === undefined) return;
    this.#send(participant, frame);
    participant.expectEcho();
  }

  /** Sends an owed full state or a due heartbeat; called once a second. */
  sendDue(participant: Participant): void {
    const nowMs = this.#clock.now();
    if (participant.owesFullSync) {
      this.#sendFullState(participant);
    } else if (nowMs - participant.lastSentAtMs >= HEARTBEAT_AFTER_MS) {
      participant.send(HEARTBEAT_FRAME, nowMs);
      this.#metrics.framesOut("heartbeat", 1, HEARTBEAT_FRAME.byteLength);
    }
  }

  #sendFullState(participant: Participant): void {
    if (participant.connection.backlogBytes() > SOFT_BACKLOG_BYTES / 4) return;
    participant.owesFullSync = false;
    const removals = participant.takeMissedRemovals();
    if (removals.length > 0) this.#send(participant, encodeAwareness(removals));
    this.awareness(participant);
    this.#send(participant, this.#document.fullFrame());
  }

  /** A participant that reads too slowly gets the answer later, as part of a full sync. */
  #send(participant: Participant, frame: Uint8Array): void {
    if (participant.isBehind()) {
      participant.owesFullSync = true;
      return;
    }
    participant.send(frame, this.#clock.now());
    this.#metrics.framesOut("sync", 1, frame.byteLength);
  }
}
