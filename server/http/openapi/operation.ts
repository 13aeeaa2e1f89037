import type * as v from "valibot";
import type { ProblemCode } from "../../../schema/protocol/problems.ts";

/** Who may make a call. `staff`: an agent or a service; `editor`: those who may change lists; `reader`: those and rooms. */
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

/** A body that is no JSON, by its media types. */
export interface OtherContent {
  readonly types: readonly string[];
}

interface QueryParameter {
  readonly name: string;
  readonly description: string;
  readonly values?: readonly string[];
}

/** One call, as the reference has it. */
export interface Operation {
  /** In lower case. */
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  /** As the router has it: `/api/presentations/:id`. */
  readonly path: string;
  readonly caller: Caller;
  readonly summary: string;
  readonly query?: readonly QueryParameter[];
  readonly body?: JsonContent | OtherContent;
  /** By status; `undefined`: no body. */
  readonly answers: Readonly<Record<number, JsonContent | OtherContent | undefined>>;
  /** Beside those that any call may answer with. */
  readonly codes?: readonly ProblemCode[];
}
