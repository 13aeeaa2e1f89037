import type { UnitStatus } from "../catalogue/catalogue.ts";
import type { UnitId } from "../values/ids.ts";
import type { ListStatus } from "./fields.ts";
import type { ListProblem } from "./problems.ts";

/** A home whose status an agent set at the desk after the current list, and the new list differs. */
export interface ListConflict {
  readonly unit: UnitId;
  /** The list's status. */
  readonly list: UnitStatus;
  /** The agent's status. */
  readonly desk: UnitStatus;
}

/** One difference between a list and the shown homes. */
export type ListChange =
  | { readonly kind: "added" | "removed"; readonly unit: UnitId; readonly cell?: string }
  | {
      readonly kind: "price";
      readonly unit: UnitId;
      readonly cell?: string;
      /** Minor units; absent: on request. */
      readonly from?: number;
      readonly to?: number;
    }
  | {
      readonly kind: "status";
      readonly unit: UnitId;
      readonly cell?: string;
      /** Absent: the home has none. */
      readonly from?: ListStatus;
      readonly to?: ListStatus;
    };

/** The changes of a list (`PUT /api/projects/:project/list`). Counts are of homes. */
export interface ListSummary {
  /** Of the development's list: the new one if applied, or else the one in use. */
  readonly revision: number;
  readonly applied: boolean;
  readonly homes: number;
  readonly added: number;
  readonly removed: number;
  readonly priceUp: number;
  readonly priceDown: number;
  readonly statusChanged: number;
  readonly conflicts: readonly ListConflict[];
  /** Rows that were not understood. */
  readonly problems: readonly ListProblem[];
  /** The first thousand. */
  readonly changes: readonly ListChange[];
  /** Doubtful readings. */
  readonly warnings: readonly ListProblem[];
}
