import { encodeAwareness, type AwarenessEntry } from "../../protocol/encodeFrames.ts";
import type { OwnFields } from "../awareness/awarenessPolicy.ts";
import type { Identity, Participant } from "../participant.ts";

/** A change of awareness to hand on. */
export interface AwarenessChange {
  readonly entry: AwarenessEntry;
  readonly owner: Identity;
  /** The state that its owner published; `null`: departed; `undefined`: reported by another process. */
  readonly own: string | null | undefined;
  /** The fields of a state that its owner published just now; absent when a state is only sent again. */
  readonly fields?: OwnFields | undefined;
}

/** Agents are seen by all; a buyer's name and attention only by agents and inspectors. */
const mayReceive = (receiver: Identity, owner: Identity): boolean =>
  owner.role === "agent" || receiver.role !== "buyer";

/** A change to send, and the frame of it for each participant. */
export abstract class OutgoingFrames {
  abstract readonly kind: "update" | "awareness";
  #count = 0;
  #bytes = 0;

  /** Number of frames handed out. */
  get count(): number {
    return this.#count;
  }

  /** Bytes of all frames handed out. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The participant's frame; `undefined` when nothing of the change is meant for it or it reads too slowly. */
  handOut(participant: Participant): Uint8Array | undefined {
    const frame = this.frameFor(participant);
    if (frame === undefined) return undefined;
    if (participant.isBehind()) {
      this.withhold(participant);
      return undefined;
    }
    this.#count += 1;
    this.#bytes += frame.byteLength;
    return frame;
  }

  protected abstract frameFor(participant: Participant): Uint8Array | undefined;
  protected abstract withhold(participant: Participant): void;
}

/** A document update. Not sent to its author, nor to a participant that is owed the whole document. */
export class OutgoingUpdate extends OutgoingFrames {
  readonly kind = "update";
  readonly #frame: Uint8Array;
  readonly #sender: Participant | undefined;

  constructor(frame: Uint8Array, sender: Participant | undefined) {
    super();
    this.#frame = frame;
    this.#sender = sender;
  }

  protected frameFor(participant: Participant): Uint8Array | undefined {
    return participant === this.#sender || participant.owesFullSync ? undefined : this.#frame;
  }

  protected withhold(participant: Participant): void {
    participant.owesFullSync = true;
  }
}

const isVisible = ({ entry, owner }: AwarenessChange, { own, identity }: Participant): boolean =>
  entry.clientId !== own?.clientId && mayReceive(identity, owner);

/** Awareness changes, framed once for each combination that some participant may see. */
export class OutgoingAwareness extends OutgoingFrames {
  readonly kind = "awareness";
  readonly #pending: readonly AwarenessChange[];
  /** Of a single change. */
  #frame: Uint8Array | undefined;
  /** Of several, by the clients in them. */
  #frames: Map<string, Uint8Array> | undefined;

  constructor(pending: readonly AwarenessChange[]) {
    super();
    this.#pending = pending;
  }

  override handOut(participant: Participant): Uint8Array | undefined {
    const frame = super.handOut(participant);
    if (frame !== undefined) participant.expectEcho();
    return frame;
  }

  protected withhold(participant: Participant): void {
    participant.missAwareness(this.#visibleTo(participant));
  }

  #visibleTo(participant: Participant): readonly AwarenessEntry[] {
    return this.#pending
      .filter((pending) => isVisible(pending, participant))
      .map(({ entry }) => entry);
  }

  protected frameFor(participant: Participant): Uint8Array | undefined {
    const [first, second] = this.#pending;
    if (first !== undefined && second === undefined) return this.#only(first, participant);
    const visible = this.#visibleTo(participant);
    return visible.length === 0 ? undefined : this.#together(visible);
  }

  /** The common case of a single change, without lists. */
  #only(pending: AwarenessChange, participant: Participant): Uint8Array | undefined {
    if (!isVisible(pending, participant)) return undefined;
    this.#frame ??= encodeAwareness([pending.entry]);
    return this.#frame;
  }

  #together(entries: readonly AwarenessEntry[]): Uint8Array {
    const key = entries.map(({ clientId }) => clientId).join();
    this.#frames ??= new Map();
    const frame = this.#frames.get(key) ?? encodeAwareness(entries);
    this.#frames.set(key, frame);
    return frame;
  }
}

/** All states that a participant may see, without its own subject's, which may be its own earlier ones. */
export function awarenessFor(
  participant: Participant,
  states: Iterable<AwarenessEntryOf>,
): Uint8Array | undefined {
  const visible = [...states].filter(
    ({ owner }) =>
      owner.subject !== participant.identity.subject && mayReceive(participant.identity, owner),
  );
  if (visible.length === 0) return undefined;
  return encodeAwareness(
    visible.map(({ clientId, clock, json }) => ({ clientId, clock, state: json })),
  );
}

interface AwarenessEntryOf {
  readonly clientId: number;
  readonly clock: number;
  readonly json: string;
  readonly owner: Identity;
}
