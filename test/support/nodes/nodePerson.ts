import * as decoding from "lib0/decoding";
import * as v from "valibot";
import * as Y from "yjs";
import type { PresentationChange } from "../../../schema/presentation/changes.ts";
import { openWriter, readState } from "../../../schema/presentation/document.ts";
import { INSPECTION_MESSAGE, InspectionBatch } from "../../../schema/protocol/inspection.ts";
import type { PresentationState } from "../../../schema/presentation/presentation.ts";
import type { CloseReason } from "../../../schema/protocol/protocol.ts";
import type { Role } from "../../../schema/values/roles.ts";
import {
  encodeAwareness,
  encodeStep1,
  encodeStep2,
  encodeUpdate,
} from "../../../server/protocol/encodeFrames.ts";
import {
  peekKind,
  readAwarenessEntries,
  readFrame,
} from "../../../server/protocol/decodeFrames.ts";
import type { Connection } from "../../../server/rooms/participant.ts";
import type { Rooms } from "../../../server/rooms/rooms.ts";
import type { RoomEntry } from "../../../server/rooms/roomSeat.ts";

type State = Record<string, unknown>;

export interface Told {
  readonly clientId: number;
  readonly state: State | null;
}

/** A participant that keeps its document while it moves between processes, like a stock client. */
export class NodePerson {
  readonly role: Role;
  readonly subject: string;
  readonly doc = new Y.Doc();
  /** Received awareness entries of others, each new clock once; older ones are ignored. */
  readonly told: Told[] = [];
  /** Batches received as an inspector. */
  readonly batches: InspectionBatch[] = [];
  readonly #room: string;
  readonly #presentation: string;
  readonly #clocks = new Map<number, number>();
  readonly #states = new Map<number, State>();
  readonly #writer: ReturnType<typeof openWriter> | undefined;
  #clock = 0;
  #own: State | undefined;
  #seat: RoomEntry | undefined;
  #rooms: Rooms | undefined;
  closed: CloseReason | undefined;
  refused: CloseReason | undefined;

  constructor(presentation: string, role: Role, subject: string, clientId?: number) {
    if (clientId !== undefined) this.doc.clientID = clientId;
    this.#presentation = presentation;
    this.#room = `room-${presentation}`;
    this.role = role;
    this.subject = subject;
    this.#writer = role === "agent" ? openWriter(this.doc) : undefined;
    this.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.#seat?.receive(encodeUpdate(update));
    });
  }

  get isIn(): boolean {
    return this.#seat !== undefined;
  }

  /** Whether it is connected to this process. */
  isAt(rooms: Rooms): boolean {
    return this.isIn && this.#rooms === rooms;
  }

  /** Drops its current connection; with `silently` the old process does not notice. */
  async connect(rooms: Rooms, how: "politely" | "silently" = "politely"): Promise<void> {
    if (how === "politely") this.leave();
    this.#seat = undefined;
    this.#rooms = rooms;
    this.#states.clear();
    const { role, subject } = this;
    const admission = await rooms.admit({
      subject,
      presentation: this.#presentation,
      room: this.#room,
      role,
      name: subject,
      expiresAtMs: Infinity,
    });
    this.closed = undefined;
    this.refused = admission.ok ? undefined : admission.problem;
    if (!admission.ok) return;
    const early: Uint8Array[] = [];
    const seat = admission.value.enter(this.#connection(early));
    this.#seat = this.closed === undefined ? seat : undefined;
    for (const frame of early) this.#read(frame);
    seat.receive(encodeStep1(Y.encodeStateVector(this.doc)));
    if (this.#own !== undefined) this.say(this.#own);
  }

  #connection(early: Uint8Array[]): Connection {
    const connection: Connection = {
      transport: "websocket",
      send: (frame) => {
        if (this.#seat === undefined) early.push(frame);
        else if (this.#current === connection) this.#read(frame);
      },
      backlogBytes: () => 0,
      close: (reason) => {
        if (this.#current !== connection) return;
        this.closed = reason;
        this.#seat = undefined;
      },
    };
    this.#current = connection;
    return connection;
  }

  #current: Connection | undefined;

  #read(bytes: Uint8Array): void {
    if (bytes[0] === INSPECTION_MESSAGE) {
      const decoder = decoding.createDecoder(bytes.subarray(1));
      const batch: unknown = JSON.parse(decoding.readVarString(decoder));
      this.batches.push(v.parse(InspectionBatch, batch));
      return;
    }
    const frame = readFrame(peekKind(bytes), bytes);
    switch (frame?.kind) {
      case "step1":
        if (this.role !== "agent") return;
        this.#seat?.receive(encodeStep2(Y.encodeStateAsUpdate(this.doc, frame.stateVector)));
        return;
      case "write":
        Y.applyUpdate(this.doc, frame.update, this);
        return;
      case "awareness":
        for (const entry of readAwarenessEntries(frame.payload) ?? []) this.#hear(entry);
        return;
      default:
    }
  }

  #hear({ clientId, clock, json }: { clientId: number; clock: number; json: Uint8Array }): void {
    const state = JSON.parse(new TextDecoder().decode(json)) as State | null;
    const known = this.#clocks.get(clientId) ?? 0;
    const isNews = clock > known || (clock === known && state === null);
    if (!isNews || clientId === this.doc.clientID) return;
    this.#clocks.set(clientId, clock);
    if (state === null) this.#states.delete(clientId);
    else this.#states.set(clientId, state);
    this.told.push({ clientId, state });
  }

  get states(): readonly State[] {
    return [...this.#states.values()];
  }

  /** Returns a function that ends the current connection, even after a newer one was opened. */
  handOver(): () => void {
    const seat = this.#seat;
    return () => seat?.leave();
  }

  /** The others as it currently sees them, by subject. */
  get others(): Readonly<Record<string, State>> {
    return Object.fromEntries([...this.#states.values()].map((state) => [state["name"], state]));
  }

  get state(): PresentationState {
    const state = readState(this.doc);
    if (!state.ok) throw new Error(state.problem.message);
    return state.value;
  }

  write(change: PresentationChange): void {
    this.#writer?.write(change);
  }

  say(state: State): void {
    this.#own = state;
    this.#clock += 1;
    const json = JSON.stringify(state);
    const entry = { clientId: this.doc.clientID, clock: this.#clock, state: json };
    this.#seat?.receive(encodeAwareness([entry]));
  }

  receive(frame: Uint8Array): void {
    this.#seat?.receive(frame);
  }

  leave(): void {
    this.#seat?.leave();
    this.#seat = undefined;
    this.#current = undefined;
  }

  close(): void {
    this.leave();
    this.doc.destroy();
  }
}
