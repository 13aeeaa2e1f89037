import type { Aspect, Building, Project, Unit } from "../../../schema/catalogue/catalogue.ts";
import type { ListProblem } from "../../../schema/list/problems.ts";
import type { UnitId } from "../../../schema/values/ids.ts";

/** The development for which a list is read. `Project` satisfies it. */
export type ListContext = Pick<Project, "currency" | "digits" | "areaUnit"> & {
  readonly buildings: readonly (Pick<Building, "id" | "name"> & {
    readonly floors: readonly { readonly number: number; readonly label: string }[];
  })[];
  readonly aspects: readonly Aspect[];
  readonly layouts: readonly { readonly id: string }[];
  /** Known homes, used to recover numbers that a spreadsheet converted. */
  readonly units: readonly Pick<Unit, "id" | "building" | "number">[];
};

/** A home of a list and the cell of its number. */
export interface ReadUnit {
  readonly cell: string;
  readonly unit: Unit;
}

/** An addition to the development: a building, or floors of a known one. */
export interface ReadBuilding {
  readonly id: string;
  /** The list's name for it, if the development lacks the building. */
  readonly name?: string;
  /** Floors that the development lacks, `number` ascending. */
  readonly floors: readonly { readonly number: number; readonly label: string }[];
}

export interface ListReading {
  readonly units: readonly ReadUnit[];
  readonly buildings: readonly ReadBuilding[];
  /** Views that the development lacks. */
  readonly aspects: readonly Aspect[];
  readonly problems: readonly ListProblem[];
  readonly warnings: readonly ListProblem[];
  /** Homes of rejected rows, if identified: they stay as they are. */
  readonly unread: readonly UnitId[];
}
