import {
  VISITS_LISTED,
  type HeartRecord,
  type ListedPresentation,
  type VisitRecord,
} from "../storage.ts";
import type { PendingWrite } from "./pendingWrites.ts";

/** Visits with pending writes applied, ordered by the time of joining. */
export function overlayVisits(
  kept: readonly VisitRecord[],
  writes: readonly PendingWrite[],
): readonly VisitRecord[] {
  const visits = new Map(kept.map((visit) => [visit.participant, visit]));
  for (const { visit } of writes) {
    if (visit === undefined) continue;
    const earlier = visits.get(visit.participant) ?? visit;
    const joinedAtMs = Math.min(earlier.joinedAtMs, visit.joinedAtMs);
    visits.set(visit.participant, { ...visit, joinedAtMs });
  }
  return [...visits.values()].toSorted((one, other) => one.joinedAtMs - other.joinedAtMs);
}

/** A listed presentation with pending visits applied. */
export function overlayListed(
  listed: ListedPresentation,
  writes: readonly PendingWrite[],
): ListedPresentation {
  if (writes.length === 0) return listed;
  const visits = overlayVisits(listed.visits, writes);
  return {
    ...listed,
    visits: visits.slice(-VISITS_LISTED),
    visitCount: listed.visitCount + visits.length - listed.visits.length,
  };
}

/** Hearts with pending writes applied, oldest first. */
export function overlayHearts(
  kept: readonly HeartRecord[],
  writes: readonly PendingWrite[],
): readonly HeartRecord[] {
  const keyOf = (heart: Pick<HeartRecord, "participant" | "unit">) =>
    `${heart.participant} ${heart.unit}`;
  const hearts = new Map(kept.map((heart) => [keyOf(heart), heart]));
  for (const { heart } of writes) {
    if (heart === undefined) continue;
    if (heart.set === undefined) hearts.delete(keyOf(heart));
    else if (!hearts.has(keyOf(heart))) hearts.set(keyOf(heart), heart.set);
  }
  return [...hearts.values()].toSorted((one, other) => one.atMs - other.atMs);
}
