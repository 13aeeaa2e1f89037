import type { Like, Visit } from "../../schema/api.ts";
import type { HeartRecord, VisitRecord } from "../storage/storage.ts";
import { toIso } from "./requests.ts";

/** A stay as the agent may know it: the connection's own id says nothing to anybody. */
export const describeVisit = ({ name, joinedAtMs, leftAtMs }: VisitRecord): Visit => ({
  name,
  from: toIso(joinedAtMs),
  ...(leftAtMs !== undefined && { to: toIso(leftAtMs) }),
});

/** What buyers like, by the names under which they came. */
export function describeLikes(
  hearts: readonly HeartRecord[],
  visits: readonly VisitRecord[],
): readonly Like[] {
  const names = new Map(visits.map(({ participant, name }) => [participant, name]));
  return hearts.map(({ participant, unit, atMs }) => ({
    unit,
    name: names.get(participant) ?? "",
    at: toIso(atMs),
  }));
}
