import type { Express } from "express";
import type { ExportResponse } from "../../../../schema/protocol/api.ts";
import type { FollowUp } from "../../../../schema/protocol/followUp.ts";
import type { Moment } from "../../../../schema/history/moment.ts";
import type { PresentationState } from "../../../../schema/presentation/presentation.ts";
import type { HeartRecord, PresentationRecord, VisitRecord } from "../../../storage/storage.ts";
import type { RecapRecord } from "../../../storage/recaps.ts";
import { readStoredState } from "../../../storage/storedState.ts";
import type { Authentication } from "../../authentication.ts";
import type { HttpDependencies } from "../../dependencies.ts";
import { statusOf, describeVisit } from "../../views.ts";
import { sendDone } from "../../pending.ts";
import { pathPart, toIso } from "../../requests.ts";

/** Export and erasure of stored data, for agents and programs. */
export function addPersonalDataRoutes(
  app: Express,
  { storage, live, clock }: HttpDependencies,
  authentication: Authentication,
): void {
  /** Pending erasures, by caller: a repeated call reports their state. */
  const erasing = new Map<string, string>();

  app.get("/api/presentations/:id/export", async (request, response) => {
    const { record } = await authentication.managedPresentation(pathPart(request, "id"), request);
    const [visits, hearts, pieces, moments, recap, followUp] = await Promise.all([
      storage.presentations.listVisits(record.id),
      storage.presentations.listHearts(record.id),
      storage.documents.load(record.room),
      storage.history.load(record.room),
      storage.recaps.find(record.id),
      storage.followUps.find(record.id),
    ]);
    response.attachment(`presentation-${record.id}.json`);
    const kept = { visits, hearts, moments, recap, followUp };
    response.json(exportOf(record, kept, readStoredState(pieces ?? []), clock.now()));
  });

  app.post("/api/presentations/:id/erase", async (request, response) => {
    const id = pathPart(request, "id");
    const caller = await authentication.staff(request);
    if (erasing.get(id) !== caller.id) {
      const { record } = await authentication.managedPresentation(id, request);
      await storage.presentations.end(id, { atMs: clock.now(), reason: "ended" });
      // The room writes its last updates while it closes; after that nothing more is written.
      await live.end(record.room, "ended");
    }
    const isPending = (await storage.presentations.erase(id)) === "later";
    if (isPending) erasing.set(id, caller.id);
    else erasing.delete(id);
    sendDone(response, isPending, "erasure");
  });
}

/** Everything but the hashes of the secret and the PIN. */
const exportOf = (
  record: PresentationRecord,
  kept: {
    readonly visits: readonly VisitRecord[];
    readonly hearts: readonly HeartRecord[];
    readonly moments: readonly Moment[];
    readonly recap: RecapRecord | undefined;
    readonly followUp: FollowUp | undefined;
  },
  document: PresentationState | undefined,
  nowMs: number,
): ExportResponse => ({
  exportedAt: toIso(nowMs),
  presentation: {
    id: record.id,
    project: record.project,
    agent: { id: record.agent.id, name: record.agent.name },
    ...(record.buyerName !== undefined && { buyer: { name: record.buyerName } }),
    status: statusOf(record, nowMs),
    createdAt: toIso(record.createdAtMs),
    ...(record.presentedAtMs !== undefined && { presentedAt: toIso(record.presentedAtMs) }),
    ...(record.awaySinceMs !== undefined && { awaySince: toIso(record.awaySinceMs) }),
    expiresAt: toIso(record.expiresAtMs),
    ...(record.ended && { endedAt: toIso(record.ended.atMs), endReason: record.ended.reason }),
    pin: record.pinHash !== undefined,
    maxViewers: record.maxViewers,
    colleagues: record.colleagueInvitation !== undefined,
  },
  visits: kept.visits.map((visit) => ({
    participant: visit.participant,
    ...describeVisit(visit),
  })),
  hearts: kept.hearts.map(({ participant, unit, atMs }) => ({
    participant,
    unit,
    at: toIso(atMs),
  })),
  history: kept.moments,
  ...(kept.recap && {
    recap: {
      createdAt: toIso(kept.recap.createdAtMs),
      opens: kept.recap.opens,
      ...(kept.recap.openedAtMs !== undefined && { openedAt: toIso(kept.recap.openedAtMs) }),
    },
  }),
  ...(kept.followUp && { followUp: kept.followUp }),
  ...(document && { document }),
});
