import type { Express } from "express";
import type { SelfResponse, TokenResponse } from "../../../../schema/protocol/api.ts";
import { invitationOf } from "../../../access/identity.ts";
import type { PresentationRecord } from "../../../storage/storage.ts";
import type { Authentication } from "../../authentication.ts";
import type { HttpDependencies } from "../../dependencies.ts";
import { sendTagged, tagOf } from "../../etag.ts";
import { Problem } from "../../problem.ts";
import { pathPart, toIso } from "../../requests.ts";

/** The calls that a participant makes with its room token. */
export function addParticipantRoutes(
  app: Express,
  { roomTokens, clock, settings }: HttpDependencies,
  authentication: Authentication,
): void {
  app.get("/api/presentations/:id/self", async (request, response) => {
    const { claims, record } = await authentication.participant(pathPart(request, "id"), request);
    if (claims.expiresAtMs <= clock.now()) throw new Problem("unauthorized");
    const body: SelfResponse = {
      id: record.id,
      role: claims.role,
      name: claims.name,
      presenter: { name: record.agent.name },
      project: record.project,
      expiresAt: toIso(record.expiresAtMs),
      endsAt: toIso(endOf(record, settings.awayMs)),
    };
    sendTagged(request, response, tagOf(body), body);
  });

  app.post("/api/presentations/:id/renew", async (request, response) => {
    const { claims, record } = await authentication.participant(pathPart(request, "id"), request);
    const isOwn = claims.subject === `${claims.role}:${record.agent.id}`;
    const isGuest = claims.role === "buyer" || invitationOf(claims.subject) !== undefined;
    if (!isOwn && !isGuest) throw new Problem("forbidden");
    const { room, expiresAtMs } = record;
    const token = await roomTokens.issue({ ...claims, room, expiresAtMs });
    response.json({ token, room, expiresAt: toIso(expiresAtMs) } satisfies TokenResponse);
  });
}

const endOf = ({ expiresAtMs, awaySinceMs }: PresentationRecord, awayMs: number): number =>
  Math.min(expiresAtMs, (awaySinceMs ?? Infinity) + awayMs);
