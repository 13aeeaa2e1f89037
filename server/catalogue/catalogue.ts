import type { Project, UnitStatus } from "../../schema/catalogue.ts";
import type { ProjectIndex } from "../../schema/projectIndex.ts";
import type { UnitsResponse } from "../../schema/api.ts";

/** All projects that this server presents, with the statuses agents set on top of the packs. */
export interface Catalogue {
  list(): readonly Project[];
  /** `undefined` for a project that is not here. The index changes identity only when a status changes. */
  find(project: string): ProjectIndex | undefined;
  /** The polled part of a project and the version its ETag is made from. */
  units(project: string): { readonly version: number; readonly body: UnitsResponse } | undefined;
  setStatus(
    project: string,
    unit: string,
    status: UnitStatus,
    by: string,
    expectedVersion: number | undefined,
  ): Promise<
    { readonly kind: "set"; readonly version: number } | { readonly kind: "stale" | "unknown" }
  >;
  /** The absolute path of a pack's media file, or `undefined` when no project lists it. */
  mediaFile(project: string, file: string): string | undefined;
}
