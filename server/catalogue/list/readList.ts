import type { ListMapping } from "../../../schema/list/mapping.ts";
import type { ListPreview } from "../../../schema/list/preview.ts";
import type { ListProblem } from "../../../schema/list/problems.ts";
import type { Result } from "../../../schema/result.ts";
import type { ListContext, ListReading } from "./reading.ts";

/** A list as somebody hands it over. */
export interface ListFile {
  readonly bytes: Uint8Array;
  /** As its sender named it; empty where nobody did. */
  readonly fileName: string;
}

/** What a file says of a development, and how it was read. */
export interface ReadList {
  readonly reading: ListReading;
  readonly preview: ListPreview;
}

/** Reads a list off the event loop, within bounds of memory and time. */
export type ListReader = (
  file: ListFile,
  context: ListContext,
  mapping: ListMapping,
) => Promise<Result<ReadList, ListProblem>>;
