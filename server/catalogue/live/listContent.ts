import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { Aspect, Unit, UnitStatus } from "../../../schema/catalogue/catalogue.ts";
import { mapSliced } from "../../time/slices.ts";
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

/** A price set before the list was applied, which no longer counts. */
export interface OverruledPrice {
  readonly unit: string;
  /** Minor units. */
  readonly price: number;
  readonly changedAtMs: number;
}

/** A development's data from its list: all homes, in the list's order. */
export interface ListContent {
  readonly homes: readonly Unit[];
  /** Names and labels of the buildings and floors that lists added. */
  readonly buildings: readonly ReadBuilding[];
  readonly aspects: readonly Aspect[];
  readonly decisions: readonly Decision[];
  /** Absent in lists of earlier versions: none. */
  readonly overruledPrices?: readonly OverruledPrice[];
}

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** The text that precedes the homes: one a line, so that large lists are written and read in slices. */
const HOMES = '{"homes":[\n';
const AFTER_HOMES = "\n],";
const SEPARATOR = ",\n";

export async function encodeContent({ homes, ...others }: ListContent): Promise<Uint8Array> {
  const lines = await mapSliced(homes, (home) => JSON.stringify(home));
  return pack(HOMES + lines.join(SEPARATOR) + AFTER_HOMES + JSON.stringify(others).slice(1));
}

/** Rejects for bytes not produced by `encodeContent`. */
export async function decodeContent(bytes: Uint8Array): Promise<ListContent> {
  const text = (await unpack(bytes)).toString("utf8");
  const end = text.lastIndexOf(AFTER_HOMES);
  // Lists of earlier versions are on one line.
  if (!text.startsWith(HOMES) || end < HOMES.length) return JSON.parse(text) as ListContent;
  const lines = text.slice(HOMES.length, end).split(SEPARATOR);
  const homes = await mapSliced(lines, (line) => JSON.parse(line) as Unit);
  const others = `{${text.slice(end + AFTER_HOMES.length)}`;
  return { homes, ...(JSON.parse(others) as Omit<ListContent, "homes">) };
}

export const encodeNames = (names: ReadonlySet<string>): Promise<Uint8Array> =>
  pack(JSON.stringify([...names]));
export const decodeNames = async (bytes: Uint8Array | undefined): Promise<ReadonlySet<string>> =>
  new Set(
    bytes === undefined
      ? []
      : (JSON.parse((await unpack(bytes)).toString("utf8")) as readonly string[]),
  );
