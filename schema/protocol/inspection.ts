import * as buffer from "lib0/buffer";
import { digest } from "lib0/hash/sha256";
import * as text from "lib0/string";
import * as v from "valibot";
import { ROLES } from "../values/roles.ts";

/**
 * First byte of an inspection frame: a string follows, an `InspectionBatch` as JSON. Sent only to the role
 * `inspector`, and only after its request.
 */
export const INSPECTION_MESSAGE = 100;

/** An inspector's request, sent once a socket. Stock clients send none and receive nothing. */
export const INSPECTION_REQUEST = Uint8Array.of(INSPECTION_MESSAGE);

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Moment = v.number();

/** Connections are numbered by the order in which the room saw them; the number is no secret and grants no access. */
const Connection = Count;

/** Kinds of frames in an inspection. */
export const FRAME_KINDS = [
  "step1",
  "step2",
  "write",
  "awareness",
  "echo",
  "query-awareness",
  "inspect",
  "heartbeat",
  "unknown",
] as const;
export type InspectedFrameKind = (typeof FRAME_KINDS)[number];
const FrameKind = v.picklist(FRAME_KINDS);

const Joined = v.object({
  kind: v.literal("joined"),
  atMs: Moment,
  who: Connection,
  role: v.picklist(ROLES),
  name: v.string(),
});
const Left = v.object({ kind: v.literal("left"), atMs: Moment, who: Connection });
/** The room closed the connection. */
const Closed = v.object({
  kind: v.literal("closed"),
  atMs: Moment,
  who: Connection,
  code: v.number(),
  reason: v.string(),
});
/** `count` equal frames, of `bytes` in all. */
const Received = v.object({
  kind: v.literal("received"),
  atMs: Moment,
  who: Connection,
  frame: FrameKind,
  count: Count,
  bytes: Count,
  /** Keys of the document, or fields of the awareness state, that the frame names. */
  touched: v.array(v.string()),
  structs: Count,
  deletions: Count,
});
/** Frames sent to participants, summed up by kind. */
const Sent = v.object({
  kind: v.literal("sent"),
  atMs: Moment,
  frame: FrameKind,
  count: Count,
  bytes: Count,
  receivers: Count,
});
const Refused = v.object({
  kind: v.literal("refused"),
  atMs: Moment,
  who: Connection,
  refusal: v.string(),
  detail: v.string(),
  bytes: Count,
  /** The first bytes of the refused frame, in hexadecimal. */
  head: v.string(),
});

const InspectionEvent = v.variant("kind", [Joined, Left, Closed, Received, Sent, Refused]);
export type InspectionEvent = Readonly<v.InferOutput<typeof InspectionEvent>>;

const Person = v.object({
  who: Connection,
  subject: v.string(),
  role: v.picklist(ROLES),
  name: v.string(),
  transport: v.string(),
  sinceMs: Moment,
  /** The last measured round trip; absent before the first. */
  roundTripMs: v.optional(v.number()),
  /** Its Yjs client id and the last known clock. */
  clientId: v.optional(Count),
  clock: v.optional(Count),
  /** Since the first inspector asked: nothing is counted before. */
  bytesIn: Count,
  bytesOut: Count,
  backlogBytes: Count,
  /** It reads too slowly, and must be sent the whole document once it has caught up. */
  behind: v.boolean(),
  lastRefusal: v.optional(v.string()),
  /** The process of the connection, if it is not the reporting one; nothing is counted then. */
  node: v.optional(v.string()),
});
export type InspectedPerson = Readonly<v.InferOutput<typeof Person>>;

const DocumentReport = v.object({
  atMs: Moment,
  bytes: Count,
  structs: Count,
  /** Deleted structs, kept only for their position. */
  tombstones: Count,
  pending: Count,
  /** Yjs client ids, each with its clock. */
  stateVector: v.array(v.tuple([Count, Count])),
  hash: v.string(),
  keys: v.record(v.string(), v.string()),
});
export type DocumentReport = Readonly<v.InferOutput<typeof DocumentReport>>;

export const InspectionBatch = v.object({
  /** By the server's clock, as every moment in it. */
  sentAtMs: Moment,
  /** Number of events dropped since the last batch because there were too many. */
  dropped: Count,
  events: v.array(InspectionEvent),
  /** All participants, from time to time. */
  people: v.optional(v.array(Person)),
  /** The server's document, when it changed. */
  document: v.optional(DocumentReport),
});
export type InspectionBatch = Readonly<v.InferOutput<typeof InspectionBatch>>;

/** Hash of each key's value, and one of all: equal in equal documents. */
export interface Fingerprint {
  readonly hash: string;
  readonly keys: Readonly<Record<string, string>>;
}

const HASH_BYTES = 6;

/** Sorts a value's fields, because their order is not a difference. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, canonical(inner)]));
}

const hashOf = (value: unknown): string => {
  const json = JSON.stringify(canonical(value)) ?? "undefined";
  return buffer.toHexString(digest(text.encodeUtf8(json)).slice(0, HASH_BYTES));
};

/** Two documents with equal contents have equal fingerprints, whatever their histories. */
export function fingerprint(entries: ReadonlyMap<string, unknown>): Fingerprint {
  const sorted = [...entries].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const keys = Object.fromEntries(sorted.map(([key, value]) => [key, hashOf(value)]));
  return { hash: hashOf(keys), keys };
}

/** The last value of each key of a list of `{key, val}`, as a `YKeyValue` reads it; other items by position. */
export function lastValues(raw: readonly unknown[]): ReadonlyMap<string, unknown> {
  const entries = new Map<string, unknown>();
  raw.forEach((item, position) => {
    const { key, val } = (item ?? {}) as { readonly key?: unknown; readonly val?: unknown };
    if (typeof key === "string") entries.set(key, val);
    else entries.set(`[${position}]`, item);
  });
  return entries;
}
