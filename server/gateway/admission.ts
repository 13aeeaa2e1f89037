import type { CloseReason } from "../../schema/protocol/protocol.ts";
import { fail, succeed, type Result } from "../../schema/values/result.ts";
import type { Role } from "../../schema/values/roles.ts";
import type { RoomClaims } from "../access/identity.ts";
import type { RoomTokens } from "../access/tokens/roomTokens.ts";
import type { Admission, Rooms } from "../rooms/rooms.ts";
import { isOriginAllowed, type Origins } from "../net/origins.ts";
import type { Handshake } from "./handshake.ts";

/** Authentication and admission shared by all transports. */
export interface AdmissionDependencies {
  readonly rooms: Rooms;
  readonly tokens: RoomTokens;
  readonly origins: Origins;
}

/** Origin, then token: the cheapest first. */
export async function authenticate(
  { rooms, tokens, origins }: AdmissionDependencies,
  handshake: Handshake,
): Promise<Result<RoomClaims, CloseReason>> {
  if (!isOriginAllowed(handshake, origins)) return fail("forbidden");
  const claims = await tokens.verify(handshake.token);
  if (!claims.ok) return fail(await explainToken(rooms, tokens, handshake.token, claims.problem));
  return claims.value.room === handshake.room ? succeed(claims.value) : fail("forbidden");
}

/** An admitted participant. */
export interface Admitted extends Admission {
  readonly role: Role;
}

/** Origin, token, room. */
export async function admit(
  dependencies: AdmissionDependencies,
  handshake: Handshake,
): Promise<Result<Admitted, CloseReason>> {
  const claims = await authenticate(dependencies, handshake);
  if (!claims.ok) return claims;
  const admission = await dependencies.rooms.admit(claims.value);
  return admission.ok ? succeed({ ...admission.value, role: claims.value.role }) : admission;
}

/**
 * A token that expired with its presentation is refused with the presentation's end; any other expired one may be
 * renewed.
 */
async function explainToken(
  rooms: Rooms,
  tokens: RoomTokens,
  token: string,
  problem: "token_invalid" | "token_expired",
): Promise<CloseReason> {
  if (problem === "token_invalid") return problem;
  const claims = await tokens.verifyForRenewal(token);
  if (!claims.ok) return problem;
  return (await rooms.whyClosed(claims.value.presentation)) ?? problem;
}
