import type { Unit } from "../../../schema/catalogue/catalogue.ts";
import type { FloorRef } from "./places/floors.ts";
import type { RowNotes } from "./rows/rowNotes.ts";

/** A home of a row, before floors are numbered. */
export interface Draft {
  readonly unit: Omit<Unit, "floor" | "topFloor">;
  readonly floor: FloorRef;
  readonly topFloor: FloorRef | undefined;
  readonly notes: RowNotes;
}
