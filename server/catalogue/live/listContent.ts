import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { Aspect, Unit, UnitStatus } from "../../../schema/catalogue/catalogue.ts";
import type { ReadBuilding } from "../list/reading.ts";

/** A status that an agent had set when a list was applied, and which of the two holds since. */
export interface Decision {
  readonly unit: string;
  readonly status: UnitStatus;
  readonly changedAtMs: number;
  readonly holds: "list" | "desk";
  /** The list's status; absent: none. */
  readonly listed?: UnitStatus;
}

/** A development's data from its list: all of its homes, in the list's order. */
export interface ListContent {
  readonly homes: readonly Unit[];
  /** Names and labels that lists gave to buildings and floors which the pack does not have. */
  readonly buildings: readonly ReadBuilding[];
  readonly aspects: readonly Aspect[];
  readonly decisions: readonly Decision[];
}

const pack = promisify(gzip);
const unpack = promisify(gunzip);

const encode = async (value: unknown): Promise<Uint8Array> => pack(JSON.stringify(value));
const decode = async (bytes: Uint8Array): Promise<unknown> =>
  JSON.parse((await unpack(bytes)).toString("utf8"));

export const encodeContent = (content: ListContent): Promise<Uint8Array> => encode(content);
/** Rejects for bytes that `encodeContent` did not make. */
export const decodeContent = async (bytes: Uint8Array): Promise<ListContent> =>
  (await decode(bytes)) as ListContent;

export const encodeNames = (names: ReadonlySet<string>): Promise<Uint8Array> => encode([...names]);
export const decodeNames = async (bytes: Uint8Array | undefined): Promise<ReadonlySet<string>> =>
  new Set(bytes === undefined ? [] : ((await decode(bytes)) as readonly string[]));
