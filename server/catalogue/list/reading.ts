import type { Aspect, Building, Project, Unit } from "../../../schema/catalogue/catalogue.ts";
import type { ListProblem } from "../../../schema/list/problems.ts";
import type { UnitId } from "../../../schema/values/ids.ts";

/** What a list is read for: the development as it is. `Project` is one. */
export type ListContext = Pick<Project, "currency" | "digits" | "areaUnit"> & {
  readonly buildings: readonly (Pick<Building, "id" | "name"> & {
    readonly floors: readonly { readonly number: number; readonly label: string }[];
  })[];
  readonly aspects: readonly Aspect[];
  readonly layouts: readonly { readonly id: string }[];
  /** Homes that there are already: a number that a spreadsheet spoiled is recognised by them. */
  readonly units: readonly Pick<Unit, "id" | "building" | "number">[];
};

/** A home of a list and the cell of its number. */
export interface ReadUnit {
  readonly cell: string;
  readonly unit: Unit;
}

/** What a building of a list adds to the development: itself, or floors that are not listed there. */
export interface ReadBuilding {
  readonly id: string;
  /** As the list calls it, where the development has no such building. */
  readonly name?: string;
  /** Those that the development does not have, `number` ascending. */
  readonly floors: readonly { readonly number: number; readonly label: string }[];
}

export interface ListReading {
  readonly units: readonly ReadUnit[];
  readonly buildings: readonly ReadBuilding[];
  /** Those that the development does not have. */
  readonly aspects: readonly Aspect[];
  readonly problems: readonly ListProblem[];
  readonly warnings: readonly ListProblem[];
  /** Homes of rows that were not understood, as far as known: they stay as they are. */
  readonly unread: readonly UnitId[];
}
