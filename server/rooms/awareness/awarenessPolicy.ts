import * as v from "valibot";
import { readAgentFields } from "../../../schema/presentation/agentFields.ts";
import {
  BuyerFields,
  MAX_AWARENESS_BYTES,
  type Transport,
  type AgentFields,
} from "../../../schema/presentation/awareness.ts";
import { fail, succeed, type Result } from "../../../schema/values/result.ts";
import type { RawAwarenessEntry } from "../../protocol/decodeFrames.ts";
import type { Identity } from "../participant.ts";

const decoder = new TextDecoder("utf-8", { fatal: true });

/** The fields of an agent's or a buyer's own state. */
export type OwnFields = AgentFields & BuyerFields;

/** A participant's own entry: its state as it will be published, or its departure. */
export type OwnState =
  | { readonly kind: "state"; readonly json: string; readonly fields: OwnFields }
  | { readonly kind: "left" };

/**
 * Reads a participant's own entry. `role` and `name` come from the token and a buyer's `transport` from its
 * connection, never from the message. Unknown fields are dropped; an invalid state is refused whole, so that the last
 * valid one stays.
 */
export function readOwnState(
  identity: Identity,
  transport: Transport,
  entry: RawAwarenessEntry,
  hasTarget: (target: string) => boolean,
): Result<OwnState, "invalid_awareness"> {
  if (entry.json.byteLength > MAX_AWARENESS_BYTES) return fail("invalid_awareness");
  const sent = parseJson(entry.json);
  if (sent === null) return succeed({ kind: "left" });
  const fields = readFields(identity.role, sent, hasTarget);
  if (fields === undefined) return fail("invalid_awareness");
  const { role, name } = identity;
  const published =
    role === "buyer" ? { role, name, transport, ...fields } : { role, name, ...fields };
  return succeed({ kind: "state", json: JSON.stringify(published), fields });
}

function readFields(
  role: Identity["role"],
  sent: unknown,
  hasTarget: (target: string) => boolean,
): OwnFields | undefined {
  if (role === "agent") {
    const fields = readAgentFields(sent);
    return fields && withoutHiddenTargets(fields, hasTarget);
  }
  const fields = v.safeParse(BuyerFields, sent);
  return fields.success ? fields.output : undefined;
}

/** `undefined` when the bytes are not JSON: no schema accepts that. */
function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    return undefined;
  }
}

/**
 * Pure: an agent's fields without pointers to a home that is held back, since buyers must not learn its name even from
 * a passing mouse.
 */
function withoutHiddenTargets(
  fields: AgentFields,
  hasTarget: (target: string) => boolean,
): AgentFields {
  const isShown = (target: string | undefined) => target === undefined || hasTarget(target);
  const { pointer, highlight, camera } = fields;
  // The usual case; without the copy, a pointer costs a third less.
  if (isShown(pointer?.anchor) && isShown(highlight?.anchor) && isShown(camera?.target)) {
    return fields;
  }
  const { pointer: _pointer, highlight: _highlight, camera: _camera, ...rest } = fields;
  return {
    ...rest,
    ...(pointer !== undefined && hasTarget(pointer.anchor) && { pointer }),
    ...(highlight !== undefined && hasTarget(highlight.anchor) && { highlight }),
    ...(camera !== undefined && hasTarget(camera.target) && { camera }),
  };
}
