import type { AreaUnit } from "../../schema/catalogue/areas.ts";

/** A development that was made without a pack; its homes come from lists alone. */
export interface ProjectRecord {
  readonly id: string;
  readonly name: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly areaUnit: AreaUnit;
  readonly createdAtMs: number;
  readonly createdBy: string;
}

/** One applied list, without its content. */
export interface ListRecord {
  /** The project's version from then on. */
  readonly revision: number;
  readonly atMs: number;
  readonly by: string;
  /** Empty where the caller named none. */
  readonly fileName: string;
  /** JSON of the catalogue's own. */
  readonly summary: string;
}

/** The source of a project's homes. */
export interface CurrentList {
  /** Grows by one with each list that is applied and each that is undone, from 0. */
  readonly version: number;
  /** `undefined`: no list counts, only the pack. */
  readonly list: { readonly record: ListRecord; readonly content: Uint8Array } | undefined;
  /** Names of what the project once had, as the catalogue writes them. */
  readonly former: Uint8Array | undefined;
}

export interface NewList extends Omit<ListRecord, "revision"> {
  readonly content: Uint8Array;
}

/** How many lists of a project are kept. */
export const LISTS_KEPT = 10;

/** Lists of homes that were applied over packs, and developments that have nothing but those. */
export interface ListStorage {
  /** Oldest first. */
  listProjects(): Promise<readonly ProjectRecord[]>;
  /** False, and nothing changes, when there is one of this id. */
  createProject(record: ProjectRecord): Promise<boolean>;
  /** The version of each project that had a list. */
  versions(): Promise<ReadonlyMap<string, number>>;
  current(project: string): Promise<CurrentList>;
  /** Those kept, newest first: at most `LISTS_KEPT`, the first is the one that counts. */
  history(project: string): Promise<readonly ListRecord[]>;
  /** Makes a list count, if the project's version still is the expected one. Resolves to the new version. */
  apply(
    project: string,
    expectedVersion: number,
    list: NewList,
    former: Uint8Array,
  ): Promise<number | "stale">;
  /**
   * Makes the list before the current one count again, or the pack alone, and forgets the current one. "nothing": no list
   * counts, or the one before is not kept any more.
   */
  undo(
    project: string,
    expectedVersion: number,
    former: Uint8Array,
    atMs: number,
  ): Promise<number | "stale" | "nothing">;
  /** The last value of `setMapping`; `undefined` before. */
  mapping(project: string): Promise<string | undefined>;
  setMapping(project: string, mapping: string): Promise<void>;
}
