import type { Visit } from "../../schema/api.ts";
import type { VisitRecord } from "../storage/storage.ts";
import { toIso } from "./requests.ts";

/** A stay as the agent may know it: the connection's own id says nothing to anybody. */
export const describeVisit = ({ name, joinedAtMs, leftAtMs }: VisitRecord): Visit => ({
  name,
  from: toIso(joinedAtMs),
  ...(leftAtMs !== undefined && { to: toIso(leftAtMs) }),
});
