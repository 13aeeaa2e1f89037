import type { ListProblem } from "../../../schema/list/problems.ts";
import { cellName } from "./cells.ts";
import type { CellProblem } from "./refuse.ts";

/** Position of a cell. `column` is from 0. */
export interface CellPlace {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
}

export const nameOfPlace = ({ sheet, row, column }: CellPlace): string =>
  cellName(sheet, row, column);

/** A problem of one cell. `field` precedes the sentence. */
export function problemAt(
  place: CellPlace,
  { code, reason, params }: CellProblem,
  field?: string,
  unit?: string,
): ListProblem {
  return {
    cell: nameOfPlace(place),
    code,
    reason: field === undefined ? reason : `${field}: ${reason}`,
    ...(params === undefined ? {} : { params }),
    ...(unit === undefined ? {} : { unit }),
  };
}
