import type { Unit } from "../../../schema/catalogue/catalogue.ts";
import type { ListField } from "../../../schema/list/fields.ts";
import type { CellPlace } from "./notes.ts";
import type { FloorRef } from "./places/floors.ts";
import type { CellProblem } from "./refuse.ts";

/** A home of a row, before floors are numbered. */
export interface Draft {
  readonly unit: Omit<Unit, "floor" | "topFloor">;
  readonly floor: FloorRef;
  readonly topFloor: FloorRef | undefined;
  readonly placeOf: (field: ListField) => CellPlace;
  readonly refuse: (field: ListField, problem: CellProblem) => void;
  readonly warn: (field: ListField, problem: CellProblem) => void;
  /** Whether any cell of the row was refused. */
  readonly isRefused: () => boolean;
}
