import type { SheetRow } from "../cells.ts";
import { readFloorLabel } from "../words/floorLabels.ts";
import { kindIn } from "../words/kindWords.ts";
import type { ReadCells } from "./rowCells.ts";

/** The part of a number before a separator: "A" of "A-1204", "T1" of "T1-1204". */
export const prefixOf = (number: string): string | undefined =>
  /^(\p{L}+\d{0,2}|\d)[-/. ](?=\S*\d)/u.exec(number)?.[1];

/** Whether a prefix may name a building that is not known: "A", "T1", and not "PH", "P1" or "GF". */
export const isBuildingPrefix = (prefix: string): boolean =>
  /^\p{L}$/u.test(prefix) ||
  (/^\p{L}{1,2}\d{1,2}$/u.test(prefix) && readFloorLabel(prefix) === undefined);

/** Share of the numbers that begin with a building. */
const MOST_PREFIXED = 0.6;

/** Whether most homes of a sheet have numbers that begin with a building. */
export function areBuildingsNumbered(rows: readonly SheetRow[], open: ReadCells): boolean {
  const homes = rows
    .map(open)
    .filter((cells) => {
      const kind = kindIn(cells.text("kind")) ?? kindIn(cells.text("type"));
      return kind === undefined || kind === "apartment";
    })
    .map((cells) => cells.text("number"))
    .filter((text) => /\d/.test(text));
  const prefixed = homes.filter((number) => isBuildingPrefix(prefixOf(number) ?? ""));
  return prefixed.length >= homes.length * MOST_PREFIXED;
}
