import type { Project, UnitStatus } from "../../schema/catalogue/catalogue.ts";
import type { ProjectIndex } from "../../schema/catalogue/projectIndex.ts";
import type { KnownNames } from "../../schema/presentation/references.ts";
import type { UnitsResponse } from "../../schema/protocol/api.ts";
import type { MediaFile } from "./pack/pictures.ts";

export interface Tagged<Body> {
  /** Includes the quotes; changes with the body. */
  readonly etag: string;
  readonly body: Body;
}

/** The polled part of a project. Its ETag is `"<version>.<tag>"`, so that a change can be conditional on the version. */
export interface VersionedUnits extends Tagged<UnitsResponse> {
  /** Increases with each status or price that is set; checked by `setUnit` and `setUnits`. */
  readonly version: number;
}

/** A home's new status, price, or both. */
export interface UnitChange {
  readonly unit: string;
  readonly status?: UnitStatus;
  /** Minor units. */
  readonly price?: number;
}

export type UnitsOutcome =
  /** `changes`: what was written. */
  | { readonly kind: "set"; readonly version: number; readonly changes: readonly UnitChange[] }
  | { readonly kind: "stale" }
  /** Nothing was written, because the project, or these homes of it, do not exist. */
  | { readonly kind: "unknown"; readonly units: readonly string[] };

/** All projects that this server presents: packs, the lists applied to them, and statuses and prices set one by one. */
export interface Catalogue {
  list(): readonly Project[];
  /** `undefined` for an unknown project. The index changes identity only when something changes. */
  find(project: string): ProjectIndex | undefined;
  /** The public index, without held back homes. */
  findShown(project: string): ProjectIndex | undefined;
  /** Names that presentations of the project may use: public ones and former public ones. */
  namesShown(project: string): KnownNames | undefined;
  /** `undefined` for an unknown project. The body changes identity only when something changes. */
  units(project: string): VersionedUnits | undefined;
  /** The buyers' version. Its ETag reveals nothing about held back homes, not even that one changed. */
  unitsShown(project: string): Tagged<UnitsResponse> | undefined;
  /** Changes one home; with an expected version, only if that is still the project's. */
  setUnit(
    project: string,
    change: UnitChange,
    by: string,
    expectedVersion: number | undefined,
  ): Promise<UnitsOutcome>;
  /** Changes homes, all or none. Values that are set already are neither written nor reported as events. */
  setUnits(
    project: string,
    changes: readonly UnitChange[],
    by: string,
    expectedVersion: number | undefined,
  ): Promise<UnitsOutcome>;
  /** Best-effort `refresh`: throttled, keeps the known state while storage is down. */
  catchUp(project: string): Promise<void>;
  /** A media file of a pack or an upload; `undefined` when the project does not list it. */
  mediaFile(project: string, file: string): MediaFile | undefined;
  /** The address of a host's picture on another server, by the same path. */
  remotePicture(project: string, file: string): string | undefined;
}
