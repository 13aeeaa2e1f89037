import type * as v from "valibot";
import type { ProblemCode } from "../../../schema/protocol/problems.ts";

/**
 * Callers of a call. `staff`: agents and services; `editor`: staff that may change lists; `reader`: staff, participants and
 * readers of a recap.
 */
export type Caller =
  | "anybody"
  | "agent"
  | "staff"
  | "editor"
  | "reader"
  | "room"
  | "recap"
  | "operator";

export interface JsonContent {
  readonly schema: v.GenericSchema;
  readonly example: unknown;
}

/** A body other than JSON, by its media types. */
export interface OtherContent {
  readonly types: readonly string[];
}

interface QueryParameter {
  readonly name: string;
  readonly description: string;
  readonly values?: readonly string[];
}

/** One call of the API reference. */
export interface Operation {
  /** In lower case. */
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  /** As in the router: `/api/presentations/:id`. */
  readonly path: string;
  readonly caller: Caller;
  readonly summary: string;
  readonly query?: readonly QueryParameter[];
  readonly body?: JsonContent | OtherContent;
  /** By status; `undefined`: no body. */
  readonly answers: Readonly<Record<number, JsonContent | OtherContent | undefined>>;
  /** In addition to those that any call may answer with. */
  readonly codes?: readonly ProblemCode[];
}
