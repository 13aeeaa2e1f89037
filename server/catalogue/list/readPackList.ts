import type { ListProblem } from "../../../schema/list/problems.ts";
import { LIST_FIELDS, type ListField } from "../../../schema/list/fields.ts";
import { fail, succeed } from "../../../schema/result.ts";
import { readHomes } from "../pack/csv/homes.ts";
import { readTable } from "../pack/csv/unitsCsv.ts";
import type { ListReader } from "./readList.ts";

const toProblem = (reason: string, line?: number): ListProblem => ({
  cell: line === undefined ? "" : `A${line}`,
  code: "stray_cell",
  reason,
});

const isField = (header: string): header is ListField => LIST_FIELDS.some((f) => f === header);

/** Reads the table of a pack, `units.csv`. */
export const readPackList: ListReader = async ({ bytes }, context) => {
  const problems: ListProblem[] = [];
  const report = (reason: string, line?: number) => void problems.push(toProblem(reason, line));
  const text = new TextDecoder().decode(bytes);
  const rows = readTable(text, report);
  const { currency: code, digits, areaUnit } = context;
  const homes = readHomes(rows, { currency: { code, digits }, areaUnit }, report, () => undefined);
  const headers = (text.split(/\r?\n/, 1)[0] ?? "").split(/[,;\t]/).map((cell) => cell.trim());
  if (bytes.byteLength === 0) {
    return fail({ cell: "", code: "empty", reason: "The file is empty" });
  }
  const columns = headers.map((header, index) => ({
    letter: String.fromCodePoint(65 + index),
    header,
    choice: isField(header) ? header : ("leave-out" as const),
    source: "header" as const,
  }));
  const sheet = {
    name: "",
    headerRow: 1,
    columns,
    rows: [],
    rowCount: rows.length,
    skipped: false,
  };
  return succeed({
    reading: {
      units: homes.map(({ unit, line }) => ({ unit, cell: `A${line}` })),
      buildings: [],
      aspects: [],
      problems,
      warnings: [],
      unread: [],
    },
    preview: {
      sheets: [sheet],
      statuses: [],
      floors: [],
      buildings: [],
      kinds: [],
      mapping: {},
    },
  });
};
