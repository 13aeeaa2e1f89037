import type { Role } from "../../schema/values/roles.ts";
import type { FrameKind } from "../protocol/decodeFrames.ts";

export type Refusal =
  | "read_only"
  | "malformed"
  | "invalid_state"
  | "too_many_messages"
  | "foreign_client"
  | "invalid_awareness"
  | "no_awareness"
  | "unknown_message";

/**
 * Whether a role may send a kind of frame at all, decided from the first two bytes. A stock viewer's step 2 is never
 * empty (it carries the delete set), so a refused write is counted and otherwise silent.
 */
export function decideFrame(role: Role, kind: FrameKind): Refusal | "allowed" {
  switch (kind) {
    case "step1":
    case "query-awareness":
      return "allowed";
    case "write":
      return role === "agent" ? "allowed" : "read_only";
    case "awareness":
      return role === "inspector" ? "no_awareness" : "allowed";
    case "inspect":
      return role === "inspector" ? "allowed" : "unknown_message";
    case "unknown":
      return "unknown_message";
  }
}
