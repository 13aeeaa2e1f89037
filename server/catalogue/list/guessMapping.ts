import type { ListField } from "../../../schema/list/fields.ts";
import type { ListMapping } from "../../../schema/list/mapping.ts";
import type {
  ListPreview,
  PreviewColumn,
  PreviewSheet,
  PreviewWord,
} from "../../../schema/list/preview.ts";
import { columnLetter, textOf, type Sheet } from "./cells.ts";
import { nearestRows } from "./columns/findHeader.ts";
import { readColumns, type SheetColumn, type SheetColumns } from "./columns/sheetColumns.ts";
import { Buildings } from "./places/buildings.ts";
import { Floors } from "./places/floors.ts";
import { isRead } from "./columns/sheetMapping.ts";
import type { ListContext } from "./reading.ts";
import { openRows } from "./rows/rowCells.ts";
import { statusOf, wordsOf } from "./rows/homeRow.ts";
import { kindIn } from "./words/kindWords.ts";
import { normaliseWord } from "./words/normaliseWord.ts";

const ROWS_SHOWN = 8;
const MOST_WORDS = 200;

const toPreviewColumn = ({
  column,
  header,
  choice,
  source,
  areaUnit,
}: SheetColumn): PreviewColumn => ({
  letter: columnLetter(column),
  header,
  choice,
  source,
  ...(areaUnit === undefined ? {} : { areaUnit }),
});

function previewSheet(sheet: Sheet, found: SheetColumns, mapping: ListMapping): PreviewSheet {
  const { headerRow, columns, rows } = found;
  const shown = headerRow === undefined ? nearestRows(sheet.rows) : rows.slice(0, ROWS_SHOWN);
  return {
    name: sheet.name,
    ...(headerRow === undefined ? {} : { headerRow }),
    columns: columns.map(toPreviewColumn),
    rows: shown.map(({ row, cells }) => ({
      row,
      cells: columns.map(({ column }) => textOf(cells[column])),
    })),
    rowCount: rows.length,
    skipped: !isRead(sheet, mapping),
  };
}

/** The distinct words of a field over all sheets, most frequent first. */
function countWords(
  sheets: readonly (readonly [Sheet, SheetColumns])[],
  field: ListField,
): readonly { readonly word: string; readonly count: number }[] {
  const counts = new Map<string, { word: string; count: number }>();
  for (const [sheet, { columns, rows }] of sheets) {
    if (!columns.some(({ choice }) => choice === field)) continue;
    const open = openRows(sheet, columns);
    for (const row of rows) {
      const word = open(row).text(field);
      if (word === "") continue;
      const key = normaliseWord(word);
      const known = counts.get(key);
      if (known === undefined) counts.set(key, { word, count: 1 });
      else known.count += 1;
    }
  }
  return [...counts.values()]
    .toSorted((one, other) => other.count - one.count)
    .slice(0, MOST_WORDS);
}

function withMeaning<Meaning>(
  words: ReturnType<typeof countWords>,
  meaningOf: (word: string) => Meaning | undefined,
): readonly PreviewWord<Meaning>[] {
  return words.map(({ word, count }) => {
    const meaning = meaningOf(word);
    return { word, count, ...(meaning === undefined ? {} : { meaning }) };
  });
}

/** The complete mapping: columns by header, or by letter if the header is empty. */
function wholeMapping(
  sheets: readonly (readonly [Sheet, SheetColumns])[],
  mapping: ListMapping,
): ListMapping {
  const columns: Record<string, PreviewColumn["choice"]> = { ...mapping.columns };
  const said = new Set(Object.keys(columns).map(normaliseWord));
  const letters: Record<string, PreviewColumn["choice"]> = { ...mapping.letters };
  for (const [, found] of sheets) {
    if (found.headerRow === undefined) continue;
    for (const { header, choice, column, source, isSecond } of found.columns) {
      if (source === "none") continue;
      if (header === "") letters[columnLetter(column)] ??= choice;
      else if (isSecond !== true && !said.has(normaliseWord(header))) {
        said.add(normaliseWord(header));
        columns[header] = choice;
      }
    }
  }
  return {
    ...mapping,
    ...(Object.keys(columns).length === 0 ? {} : { columns }),
    ...(Object.keys(letters).length === 0 ? {} : { letters }),
  };
}

/** Reads a list with guessed columns; the guess includes a person's earlier choices. */
export function guessMapping(
  sheets: readonly Sheet[],
  context: ListContext,
  remembered: ListMapping = {},
): ListPreview {
  const all = sheets.map(
    (sheet) => [sheet, readColumns(sheet, remembered, context.currency)] as const,
  );
  const read = all.filter(([sheet]) => isRead(sheet, remembered));
  const words = wordsOf(remembered);
  const buildings = new Buildings(context, remembered);
  const listed = context.buildings.length === 1 ? (context.buildings[0]?.floors ?? []) : [];
  const floors = new Floors(
    listed,
    remembered,
    read.some(([, { isPackList }]) => isPackList),
  );
  const floorOf = (word: string): number | undefined => {
    const found = floors.find(word);
    if (!found.ok) return undefined;
    return "number" in found.value
      ? found.value.number
      : floors.allot().get(found.value.added.key)?.number;
  };
  return {
    sheets: all.map(([sheet, found]) => previewSheet(sheet, found, remembered)),
    statuses: withMeaning(countWords(read, "status"), (word) => statusOf(word, words)),
    floors: withMeaning(countWords(read, "floor"), floorOf),
    buildings: withMeaning(countWords(read, "building"), (word) => buildings.find(word)),
    kinds: withMeaning(
      countWords(read, "kind"),
      (word) => words.kinds.get(normaliseWord(word)) ?? kindIn(word),
    ),
    mapping: wholeMapping(read, remembered),
  };
}
