import type { Project, UnitStatus } from "../../schema/catalogue/catalogue.ts";
import type { ProjectIndex } from "../../schema/catalogue/projectIndex.ts";
import type { KnownNames } from "../../schema/presentation/references.ts";
import type { UnitsResponse } from "../../schema/protocol/api.ts";
import type { MediaFile } from "./pack/pictures.ts";

export interface Tagged<Body> {
  /** Quotes included; another when the body is another. */
  readonly etag: string;
  readonly body: Body;
}

/** The polled part of a project. Its tag is `"<version>.<tag>"`, so that a change can be made to depend on it. */
export interface VersionedUnits extends Tagged<UnitsResponse> {
  /** Grows with each status that an agent sets; checked by `setStatus`. */
  readonly version: number;
}

export type StatusOutcome =
  | { readonly kind: "set"; readonly version: number }
  | { readonly kind: "stale" | "unknown" };

/** All projects that this server presents: packs, lists on top of them, and the statuses agents set on top of both. */
export interface Catalogue {
  list(): readonly Project[];
  /** `undefined` for a project that is not here. The index changes identity only when something changes. */
  find(project: string): ProjectIndex | undefined;
  /** The public index, without homes that are held back. */
  findShown(project: string): ProjectIndex | undefined;
  /** Names that presentations of the project may use: public ones and former public ones. */
  namesShown(project: string): KnownNames | undefined;
  /** `undefined` for a project that is not here. The body changes identity only when something changes. */
  units(project: string): VersionedUnits | undefined;
  /** The same as buyers may know it. The tag tells nothing of the homes that are held back, not even that one changed. */
  unitsShown(project: string): Tagged<UnitsResponse> | undefined;
  /** Sets one status; with an expected version only while that still is the project's. */
  setStatus(
    project: string,
    unit: string,
    status: UnitStatus,
    by: string,
    expectedVersion: number | undefined,
  ): Promise<StatusOutcome>;
  /** Best-effort `refresh`: throttled, and keeps the known state while storage is away. */
  catchUp(project: string): Promise<void>;
  /** A pack's media file, or `undefined` when no project lists it. */
  mediaFile(project: string, file: string): MediaFile | undefined;
}
