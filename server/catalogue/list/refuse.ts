import type { RowProblemCode, RowWarningCode } from "../../../schema/list/problems.ts";
import { fail } from "../../../schema/values/result.ts";

/** Why a cell cannot be read. */
export interface CellProblem {
  readonly code: RowProblemCode | RowWarningCode;
  /** An English sentence without the column's name. */
  readonly reason: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

export const refuse = (
  code: CellProblem["code"],
  reason: string,
  params?: CellProblem["params"],
): { readonly ok: false; readonly problem: CellProblem } =>
  fail({ code, reason, ...(params === undefined ? {} : { params }) });

const LONGEST_QUOTE = 60;

/** A cell's text, quoted in a sentence. */
export const quote = (text: string): string =>
  JSON.stringify(text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text);
