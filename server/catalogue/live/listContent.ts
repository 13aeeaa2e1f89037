import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { Aspect, Unit, UnitStatus } from "../../../schema/catalogue/catalogue.ts";
import type { ReadBuilding } from "../list/reading.ts";

/** The decision between a list's status and an agent's, made when the list was applied. */
export interface Decision {
  readonly unit: string;
  readonly status: UnitStatus;
  readonly changedAtMs: number;
  readonly holds: "list" | "desk";
  /** The list's status; absent: none. */
  readonly listed?: UnitStatus;
}

/** A development's data from its list: all homes, in the list's order. */
export interface ListContent {
  readonly homes: readonly Unit[];
  /** Names and labels of the buildings and floors that lists added. */
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
/** Rejects for bytes not produced by `encodeContent`. */
export const decodeContent = async (bytes: Uint8Array): Promise<ListContent> =>
  (await decode(bytes)) as ListContent;

export const encodeNames = (names: ReadonlySet<string>): Promise<Uint8Array> => encode([...names]);
export const decodeNames = async (bytes: Uint8Array | undefined): Promise<ReadonlySet<string>> =>
  new Set(bytes === undefined ? [] : ((await decode(bytes)) as readonly string[]));
