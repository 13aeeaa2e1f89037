import type { AreaUnit } from "../../schema/catalogue/areas.ts";

/** A development added without a pack; its homes come from lists alone. */
export interface ProjectRecord {
  readonly id: string;
  readonly name: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly areaUnit: AreaUnit;
  readonly createdAtMs: number;
  readonly createdBy: string;
}

/** Remains of a deleted project, kept while presentations of it are stored, since their recaps name it. */
export type RemovedProject = Pick<ProjectRecord, "id" | "name" | "currency" | "areaUnit">;

/** One applied list, without its content. */
export interface ListRecord {
  /** The project's version after this list was applied. */
  readonly revision: number;
  readonly atMs: number;
  readonly by: string;
  /** Empty if the caller named none. */
  readonly fileName: string;
  /** JSON in the catalogue's format. */
  readonly summary: string;
}

/** The source of a project's homes. */
export interface CurrentList {
  /** Incremented from 0 by each applied and each undone list. */
  readonly version: number;
  /** `undefined`: only the pack is in use. */
  readonly list: { readonly record: ListRecord; readonly content: Uint8Array } | undefined;
  /** Former names of the project, in the catalogue's format. */
  readonly former: Uint8Array | undefined;
}

export interface NewList extends Omit<ListRecord, "revision"> {
  readonly content: Uint8Array;
}

/** Number of lists stored for each project. */
export const LISTS_KEPT = 10;

/** Lists applied to packs, and developments whose homes come from lists alone. */
export interface ListStorage {
  /** Oldest first. */
  listProjects(): Promise<readonly ProjectRecord[]>;
  /** False, without a change, if the id exists. Remaining data of a removed pack of this id is deleted. */
  createProject(record: ProjectRecord): Promise<boolean>;
  /**
   * Deletes an added project with its lists, mapping, statuses and pictures. "presented", without a change: a
   * presentation of it has neither ended nor expired. "unknown": it was not added.
   */
  deleteProject(project: string, nowMs: number): Promise<"deleted" | "presented" | "unknown">;
  /** `undefined` for other projects, and once the last presentation of it is deleted. */
  removedProject(project: string): Promise<RemovedProject | undefined>;
  /** The version of each project that had a list. */
  versions(): Promise<ReadonlyMap<string, number>>;
  current(project: string): Promise<CurrentList>;
  /** The stored ones, newest first: at most `LISTS_KEPT`; the first is in use. */
  history(project: string): Promise<readonly ListRecord[]>;
  /** Applies a list if the project's version is still the expected one. Resolves to the new version. */
  apply(
    project: string,
    expectedVersion: number,
    list: NewList,
    former: Uint8Array,
  ): Promise<number | "stale">;
  /**
   * Restores the list before the current one, or the pack alone, and deletes the current one. "nothing": no list is in
   * use, or the previous one is no longer stored.
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
