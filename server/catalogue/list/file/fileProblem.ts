import type { FileProblemCode, ListProblem } from "../../../../schema/list/problems.ts";
import { fail } from "../../../../schema/values/result.ts";

const REASONS: Readonly<Record<FileProblemCode, string>> = {
  empty: "The file is empty.",
  too_large:
    "The file is too large for a list of homes; leave only the list in it and save it anew.",
  too_many_rows: "The list has more than 50,000 rows; split it by building.",
  too_many_columns: "The list has more than 1,000 columns; leave only those of the list.",
  damaged: "The file is damaged; open it in a spreadsheet program and save it anew as .xlsx.",
  password: "The workbook is protected by a password; save it without one.",
  old_excel: "This is the old Excel format (.xls); save it as .xlsx.",
  numbers: "This is a Numbers document; export it as Excel (.xlsx).",
  pdf: "This is a PDF; ask for the spreadsheet that it was made from, as .xlsx or .csv.",
  other_format: "This is no list; save it as .xlsx, .ods or CSV.",
};

/** Rejects a whole file. */
export const refuseFile = (
  code: FileProblemCode,
): { readonly ok: false; readonly problem: ListProblem } =>
  fail({ cell: "", code, reason: REASONS[code] });
