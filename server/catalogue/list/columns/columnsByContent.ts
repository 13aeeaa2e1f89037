import type { ListField } from "../../../../schema/list/fields.ts";
import {
  plainDigits,
  readWritten,
  isEither,
  toNumber,
} from "../../../../schema/values/writtenNumbers.ts";
import { textOf, type Cell, type SheetRow } from "../cells.ts";
import { isOnRequest } from "../figures/prices.ts";
import { bedroomsIn } from "../words/bedroomWords.ts";
import { knownAspect } from "../words/aspectWords.ts";
import { readFloorLabel } from "../words/floorLabels.ts";
import { kindIn } from "../words/kindWords.ts";
import { knownStatus } from "../words/statusWords.ts";

const ROWS_READ = 500;
const MOST = 0.7;

interface Content {
  readonly column: number;
  readonly texts: readonly string[];
  readonly figures: readonly number[];
  readonly distinct: number;
}

/** The first number in a cell, ignoring the text around it. */
function figureOf(cell: Cell): number | undefined {
  if (typeof cell === "object" && "number" in cell) return cell.number;
  const amount = /\d[\d\s.,'٫٬]*/
    .exec(plainDigits(textOf(cell)))?.[0]
    .trim()
    .replace(/[.,]$/, "");
  const read = amount === undefined ? undefined : readWritten(amount);
  if (read === undefined) return undefined;
  return toNumber(isEither(read) ? read.thousands : read);
}

function contentOf(rows: readonly SheetRow[], column: number): Content {
  const cells = rows.map(({ cells }) => cells[column] ?? "").filter((cell) => textOf(cell) !== "");
  const texts = cells.map(textOf);
  return {
    column,
    texts,
    figures: cells.map(figureOf).filter((figure) => figure !== undefined),
    distinct: new Set(texts).size,
  };
}

const share = (texts: readonly string[], is: (text: string) => boolean): number =>
  texts.length === 0 ? 0 : texts.filter((text) => is(text)).length / texts.length;

const medianOf = (figures: readonly number[]): number =>
  figures.toSorted((one, other) => one - other)[Math.floor(figures.length / 2)] ?? 0;

const isFigures = ({ texts, figures }: Content): boolean => figures.length >= texts.length * MOST;

/** Whole numbers small enough for storeys, or floor labels. */
const looksLikeFloors = ({ texts }: Content): boolean =>
  share(texts, (text) => {
    const rank = readFloorLabel(text)?.rank;
    return rank !== undefined && (rank <= 120 || rank >= 1000);
  }) > 0.9;

type Test = (content: Content, rowCount: number) => boolean;

/** Most reliable first. */
const TESTS: readonly (readonly [ListField, Test])[] = [
  ["status", ({ texts }) => share(texts, (text) => knownStatus(text) !== undefined) > MOST],
  [
    "price",
    (content) =>
      isFigures({ ...content, texts: content.texts.filter((text) => !isOnRequest(text)) }) &&
      medianOf(content.figures) >= 20_000,
  ],
  [
    "bedrooms",
    ({ texts, distinct }) =>
      distinct <= 12 && share(texts, (text) => bedroomsIn(text) !== undefined) > MOST,
  ],
  [
    "aspects",
    ({ texts }) =>
      share(texts, (text) => text.length > 1 && knownAspect(text) !== undefined) > MOST,
  ],
  ["kind", ({ texts }) => share(texts, (text) => kindIn(text) !== undefined) > MOST],
];

const findNumbers = (contents: readonly Content[], rowCount: number): Content | undefined =>
  contents
    .filter(({ texts, distinct }) => texts.length > rowCount * 0.8 && distinct > texts.length * 0.9)
    .filter(({ texts }) => share(texts, (text) => text.length <= 16 && /\d/.test(text)) > 0.9)
    .find((content) => {
      const isCounter = content.figures.every((figure, index) => figure === index + 1);
      const hasFractions = content.figures.some((figure) => !Number.isInteger(figure));
      return !hasFractions && !(isCounter && content.figures.length > 1);
    });

/** Guesses the columns of a list without a header from their content. */
export function columnsByContent(
  rows: readonly SheetRow[],
  width: number,
): ReadonlyMap<number, ListField> {
  const read = rows.slice(0, ROWS_READ);
  let left = Array.from({ length: Math.min(width, 60) }, (_, column) =>
    contentOf(read, column),
  ).filter(({ texts }) => texts.length > read.length / 3);
  const found = new Map<number, ListField>();
  const take = (content: Content | undefined, field: ListField) => {
    if (content === undefined) return;
    found.set(content.column, field);
    left = left.filter((other) => other !== content);
  };
  for (const [field, test] of TESTS)
    take(
      left.find((content) => test(content, read.length)),
      field,
    );
  take(findNumbers(left, read.length), "number");
  if (![...found.values()].includes("number") || found.size < 2) return new Map();
  const isCounter = ({ figures }: Content) =>
    figures.length > 2 && figures.every((figure, index) => figure === index + 1);
  left = left.filter((content) => !isCounter(content));
  take(
    left.find((content) => looksLikeFloors(content)),
    "floor",
  );
  if (![...found.values()].includes("bedrooms")) {
    take(
      left.find(
        ({ texts, distinct }) => distinct <= 8 && share(texts, (text) => /^\d$/.test(text)) > 0.9,
      ),
      "bedrooms",
    );
  }
  take(
    left.find(
      (content) =>
        isFigures(content) && medianOf(content.figures) >= 8 && medianOf(content.figures) < 20_000,
    ),
    "area",
  );
  take(
    left.find(
      ({ texts, distinct, figures }) =>
        distinct <= texts.length / 2 && figures.length < texts.length,
    ),
    "building",
  );
  return found;
}
