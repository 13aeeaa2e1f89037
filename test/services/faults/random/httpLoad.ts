import { setTimeout as passing } from "node:timers/promises";
import type { Cluster } from "../../../support/nodes/cluster.ts";
import { findKept } from "../../../support/nodes/historyStorage.ts";
import type { Presentation } from "../../../support/server/serverCalls.ts";

const PAUSE_MS = 60;
const PATIENCE_MS = 10_000;
const STATUSES = ["available", "reserved", "sold"] as const;

/** An agent's HTTP calls, one after the other, whether or not the server responds. */
export interface HttpLoad {
  /** Number of acknowledged calls. */
  readonly acknowledged: number;
  stop(): Promise<void>;
  /** Acknowledged changes that the database lacks. */
  broken(): Promise<readonly string[]>;
}

/** `home` is one whose status nothing else sets; `buyerToken` is of a buyer of `presentation`. */
export function openHttpLoad(
  cluster: Cluster,
  presentation: Presentation,
  { home, buyerToken }: { readonly home: string; readonly buyerToken: string },
): HttpLoad {
  const created = new Set<string>();
  const ended = new Set<string>();
  const liked = new Set<string>();
  /** The last acknowledged status, then those requested since without a response. */
  let statuses: readonly string[] = [];
  const stopped = new AbortController();
  let round = 0;

  const call = (method: string, path: string, body?: unknown, token = presentation.agentToken) =>
    fetch(`${cluster.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });

  const create = async (): Promise<void> => {
    const response = await call("POST", "/api/presentations", { project: "lagoon-terraces" });
    if (response.status !== 201) return;
    created.add(((await response.json()) as { id: string }).id);
  };
  const end = async (): Promise<void> => {
    const id = [...created].find((one) => !ended.has(one));
    if (id === undefined) return;
    const { status } = await call("DELETE", `/api/presentations/${id}`);
    if (status === 204) ended.add(id);
  };
  const setStatus = async (): Promise<void> => {
    const status = STATUSES[round % STATUSES.length] ?? "sold";
    statuses = [...statuses, status];
    const path = `/api/projects/lagoon-terraces/units/${home}`;
    const response = await call("PATCH", path, { status });
    if (response.status === 200) statuses = [status];
  };
  const like = async (): Promise<void> => {
    const path = `/api/presentations/${presentation.id}/hearts/${home}`;
    const { status } = await call("PUT", path, undefined, buyerToken);
    if (status === 204) liked.add(home);
  };
  const duties = [create, end, setStatus, like];

  const work = async (): Promise<void> => {
    for (; !stopped.signal.aborted; round += 1) {
      await duties[round % duties.length]?.().catch(() => undefined);
      await passing(PAUSE_MS);
    }
  };
  const done = work();

  return {
    get acknowledged() {
      return created.size + ended.size + liked.size + Number(statuses.length === 1);
    },
    stop: async () => {
      stopped.abort();
      await done;
    },
    broken: async () => {
      const kept = await findKept(cluster.postgres.url);
      const status = kept.statuses.get(home) ?? "none";
      const ofStatus = statuses.length === 0 || statuses.includes(status);
      return [
        ...[...created].filter((id) => !kept.presentations.has(id)).map((id) => `${id} is lost`),
        ...[...ended]
          .filter((id) => kept.presentations.get(id) !== true)
          .map((id) => `${id} goes on`),
        ...[...liked]
          .filter((unit) => !kept.hearts.has(unit))
          .map((unit) => `${unit} is not liked`),
        ...(ofStatus ? [] : [`${home} is ${status}, not ${statuses.join(" or ")}`]),
      ];
    },
  };
}
