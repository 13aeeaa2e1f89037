import type { ListRecord, ProjectRecord, RemovedProject } from "./lists.ts";
import type { PictureRecord } from "./pictures.ts";
import type { HeartRecord, VisitRecord } from "./storage.ts";

/** Rows of both engines' tables, with the columns of their migrations, and their conversion to records. */
export interface ProjectRow {
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  readonly area_unit: ProjectRecord["areaUnit"];
  readonly created_at_ms: number;
  readonly created_by: string;
}

export type RemovedRow = Pick<ProjectRow, "id" | "name" | "currency" | "area_unit">;

export const toRemoved = (row: RemovedRow): RemovedProject => ({
  id: row.id,
  name: row.name,
  currency: row.currency,
  areaUnit: row.area_unit,
});

export const toProject = (row: ProjectRow): ProjectRecord => ({
  ...toRemoved(row),
  createdAtMs: row.created_at_ms,
  createdBy: row.created_by,
});

export interface ListRow {
  readonly revision: number;
  readonly at_ms: number;
  readonly made_by: string;
  readonly file_name: string;
  readonly summary: string;
}

export const toList = (row: ListRow): ListRecord => ({
  revision: row.revision,
  atMs: row.at_ms,
  by: row.made_by,
  fileName: row.file_name,
  summary: row.summary,
});

export interface PictureRow {
  readonly file: string;
  readonly name: string;
  readonly facts: string;
  readonly place: string;
  readonly bytes: number;
  readonly at_ms: number;
  readonly made_by: string;
}

export const toPicture = ({ at_ms: atMs, made_by: by, ...row }: PictureRow): PictureRecord => ({
  ...row,
  atMs,
  by,
});

export interface VisitRow {
  readonly participant: string;
  readonly name: string;
  readonly joined_at_ms: number;
  readonly left_at_ms: number | null;
}

export const toVisit = (row: VisitRow): VisitRecord => ({
  participant: row.participant,
  name: row.name,
  joinedAtMs: row.joined_at_ms,
  leftAtMs: row.left_at_ms ?? undefined,
});

export interface HeartRow {
  readonly participant: string;
  readonly unit: string;
  readonly at_ms: number;
}

export const toHeart = ({ participant, unit, at_ms: atMs }: HeartRow): HeartRecord => ({
  participant,
  unit,
  atMs,
});
