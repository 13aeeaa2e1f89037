import * as buffer from "lib0/buffer";
import * as v from "valibot";
import { FRAME_KINDS, InspectionBatch } from "../../../schema/protocol/inspection.ts";
import { ROLES } from "../../../schema/values/roles.ts";
import type { Segment } from "./history.ts";
import { InspectionModel } from "./inspectionModel.ts";
import type { Entry } from "./timeline.ts";
import type { DocumentReader } from "./reader.ts";

const FORMAT = "offplan-inspector-log";

const Update = v.tuple([v.number(), v.string()]);
const SegmentFile = v.object({
  atMs: v.number(),
  snapshot: v.string(),
  updates: v.array(Update),
});
const EntryFile = v.object({
  atMs: v.number(),
  actor: v.picklist([...ROLES, "server"]),
  name: v.string(),
  kind: v.picklist([...FRAME_KINDS, "joined", "left", "closed"]),
  touched: v.array(v.string()),
  count: v.number(),
  bytes: v.number(),
  structs: v.number(),
  deletions: v.number(),
  refusal: v.optional(v.string()),
});
const RefusalFile = v.object({
  atMs: v.number(),
  name: v.string(),
  refusal: v.string(),
  detail: v.string(),
  bytes: v.number(),
  head: v.string(),
});
const PointFile = v.object({
  atMs: v.number(),
  bytes: v.number(),
  structs: v.number(),
  tombstones: v.number(),
  pending: v.number(),
});
const LogFile = v.object({
  format: v.literal(FORMAT),
  version: v.literal(1),
  savedAtMs: v.number(),
  entries: v.array(EntryFile),
  refusals: v.array(RefusalFile),
  growth: v.array(PointFile),
  segments: v.array(SegmentFile),
  /** Participants at the time of saving. */
  people: InspectionBatch.entries.people,
});

/** The whole recording as the text of a file. */
export function writeLog(model: InspectionModel, nowMs: number): string {
  const log: v.InferInput<typeof LogFile> = {
    format: FORMAT,
    version: 1,
    savedAtMs: nowMs,
    entries: Array.from(model.timeline.entries, toFile),
    refusals: [...model.refusals],
    growth: [...model.growth.points],
    people: [...model.people],
    segments: model.history.segments.map(({ atMs, snapshot, updates }) => ({
      atMs,
      snapshot: buffer.toBase64(snapshot),
      updates: updates.map((kept) => [kept.atMs, buffer.toBase64(kept.update)]),
    })),
  };
  return JSON.stringify(log);
}

const toFile = (entry: Entry): v.InferInput<typeof EntryFile> => ({
  atMs: entry.atMs,
  actor: entry.actor,
  name: entry.name,
  kind: entry.kind,
  touched: [...entry.touched],
  count: entry.count,
  bytes: entry.bytes,
  structs: entry.structs,
  deletions: entry.deletions,
  ...(entry.refusal !== undefined && { refusal: entry.refusal }),
});

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Parses a saved log; `undefined` for other texts. */
export function readLog(
  text: string,
  reader: DocumentReader,
): { readonly model: InspectionModel; readonly savedAtMs: number } | undefined {
  const parsed = v.safeParse(LogFile, parseJson(text));
  if (!parsed.success) return undefined;
  const { entries, refusals, growth, segments, people, savedAtMs } = parsed.output;
  const model = new InspectionModel(reader, segments.map(readSegment));
  for (const { refusal, ...entry } of entries) model.timeline.add({ ...entry, refusal });
  for (const refusal of refusals) model.refusals.push(refusal);
  for (const point of growth) model.growth.add(point);
  model.people = people ?? [];
  return { model, savedAtMs };
}

const readSegment = ({ atMs, snapshot, updates }: v.InferOutput<typeof SegmentFile>): Segment => ({
  atMs,
  snapshot: buffer.fromBase64(snapshot),
  updates: updates.map(([momentMs, update]) => ({
    atMs: momentMs,
    update: buffer.fromBase64(update),
  })),
});
