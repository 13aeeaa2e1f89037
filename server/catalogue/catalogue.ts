import type { Project, UnitStatus } from "../../schema/catalogue.ts";
import type { ProjectIndex } from "../../schema/projectIndex.ts";
import type { UnitsResponse } from "../../schema/api.ts";

/** The polled part of a project and the version its ETag is made from. */
export interface VersionedUnits {
  /** Grows with each status that an agent sets; what `setStatus` expects. */
  readonly version: number;
  /** `"<version>.<tag>"`, quotes included, where the tag is another once a price or home of the pack has changed. */
  readonly etag: string;
  readonly body: UnitsResponse;
}

export type StatusOutcome =
  | { readonly kind: "set"; readonly version: number }
  | { readonly kind: "stale" | "unknown" };

/** All projects that this server presents, with the statuses agents set on top of the packs. */
export interface Catalogue {
  list(): readonly Project[];
  /** `undefined` for a project that is not here. The index changes identity only when a status changes. */
  find(project: string): ProjectIndex | undefined;
  /** `undefined` for a project that is not here. The body changes identity only when a status changes. */
  units(project: string): VersionedUnits | undefined;
  /** Sets one status; with an expected version only while that still is the project's. */
  setStatus(
    project: string,
    unit: string,
    status: UnitStatus,
    by: string,
    expectedVersion: number | undefined,
  ): Promise<StatusOutcome>;
  /** The absolute path of a pack's media file, or `undefined` when no project lists it. */
  mediaFile(project: string, file: string): string | undefined;
}
