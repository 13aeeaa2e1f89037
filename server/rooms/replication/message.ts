import * as v from "valibot";
import { Ask, TRANSPORTS } from "../../../schema/presentation/awareness.ts";
import { UNIT_STATUSES } from "../../../schema/values/unitStatus.ts";
import { ROLES } from "../../../schema/values/roles.ts";
import type { Identity } from "../participant.ts";

const Text = v.pipe(v.string(), v.maxLength(1024));
const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A participant in a process' room, with one or more connections. */
const PersonSummary = v.object({
  subject: Text,
  role: v.picklist(ROLES),
  name: Text,
  transport: v.picklist(TRANSPORTS),
  /** Arrival of the newest connection, by the clock that all processes share. */
  arrivedAt: Count,
});
export type PersonSummary = Readonly<v.InferOutput<typeof PersonSummary>>;

/** State of a process' room. */
const RoomSummary = v.object({
  /** Hash of its document. */
  version: Text,
  /** The highest clock of the states it has sent. */
  told: Count,
  people: v.array(PersonSummary),
  /** When it opened the room, by the clock that all processes share; absent from older versions. */
  openedAt: v.optional(Count),
});
export type RoomSummary = Readonly<v.InferOutput<typeof RoomSummary>>;

/** An awareness state that a process holds: as published, or `null` for departed. */
export type PeerState =
  | {
      readonly clientId: number;
      readonly clock: number;
      readonly json: string;
      readonly owner: Identity;
    }
  | { readonly clientId: number; readonly clock: number; readonly json: null };

/** Time of a decision that storage does not have yet: every receiver writes it, in case its process dies. */
const Unwritten = { unwrittenAtMs: v.optional(v.number()) };

const Tab = { subject: Text, seat: Text };

/** Messages that are sent as JSON, some followed by bytes. */
export const HEADS = {
  syncRequest: v.object({ to: v.optional(Text), report: RoomSummary }),
  syncReply: v.object({ to: Text, report: RoomSummary }),
  heartbeat: v.object({ report: RoomSummary }),
  leave: v.object({}),
  arrived: v.object({ person: PersonSummary }),
  departed: v.object({ subject: Text }),
  hearts: v.object({ subject: Text, units: v.array(Text) }),
  asked: v.object({ subject: Text, ask: Ask }),
  extended: v.object({ expiresAtMs: v.number(), ...Unwritten }),
  ended: v.object({ reason: v.picklist(["ended", "expired", "away"]), ...Unwritten }),
  withdrawn: v.object(Unwritten),
  attention: v.object(Tab),
  polled: v.object(Tab),
  statuses: v.object({
    by: Text,
    units: v.pipe(
      v.array(v.object({ unit: Text, status: v.picklist(UNIT_STATUSES) })),
      v.readonly(),
    ),
  }),
} as const;

type Head<Kind extends keyof typeof HEADS> = {
  readonly kind: Kind;
} & Readonly<v.InferOutput<(typeof HEADS)[Kind]>>;

/** Messages between the processes that have a room open. */
export type PeerMessage =
  /** An accepted update, as sent to the process' own participants. */
  | { readonly kind: "update"; readonly update: Uint8Array }
  | { readonly kind: "awareness"; readonly states: readonly PeerState[] }
  /** Requests missing changes from all processes, or from `to`. The other processes use its report. */
  | (Head<"syncRequest"> & { readonly vector: Uint8Array; readonly states: readonly PeerState[] })
  /** Reply to a request. `update` has the changes that the requester misses; empty when both documents are equal. */
  | (Head<"syncReply"> & {
      readonly vector: Uint8Array;
      readonly states: readonly PeerState[];
      readonly update: Uint8Array;
    })
  | Head<"heartbeat">
  /** The sender closes the room; its participants reconnect elsewhere or not at all. */
  | Head<"leave">
  | Head<"arrived">
  /** The last connection of a subject at the sender is gone. */
  | Head<"departed">
  | Head<"hearts">
  | Head<"asked">
  | Head<"extended">
  | Head<"ended">
  /** No colleague is invited any more. */
  | Head<"withdrawn">
  /** A frame of a tab whose stream, or latest poll, is in another process. */
  | (Head<"attention"> & { readonly frame: Uint8Array })
  /** A tab's latest poll came to the sender. */
  | Head<"polled">
  /** Homes have new statuses; one of the processes that have the presenter writes them into the history. */
  | Head<"statuses">;

/** Messages that do not concern the document and participants. */
export type RemoteCommand = Extract<
  PeerMessage,
  {
    readonly kind:
      | "hearts"
      | "asked"
      | "extended"
      | "ended"
      | "withdrawn"
      | "attention"
      | "polled"
      | "statuses";
  }
>;
