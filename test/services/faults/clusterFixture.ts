import { afterAll, beforeAll, onTestFinished } from "vitest";
import { openWriter, type PresentationWriter } from "../../../schema/presentation/document.ts";
import type { PresentationResponse } from "../../../schema/protocol/api.ts";
import type { View } from "../../../schema/presentation/presentation.ts";
import { openCluster, type Cluster, type RelayEngine } from "../../support/nodes/cluster.ts";
import type { ClusterNode } from "../../support/nodes/clusterNode.ts";
import type { Presentation } from "../../support/server/serverCalls.ts";
import { openStockClient, type StockClient } from "../../support/server/wires/stockClient.ts";

/** One cluster for all tests of a file; each test repairs its faults. */
export function shareCluster(nodes: number, relay?: RelayEngine): () => Cluster {
  let cluster: Cluster | undefined;
  beforeAll(async () => {
    cluster = await openCluster({ nodes, ...(relay !== undefined && { relay }) });
  });
  afterAll(async () => cluster?.close());
  return () => {
    if (cluster === undefined) throw new Error("it has not been opened");
    return cluster;
  };
}

/** A kind of outage. */
export interface Outage {
  begin(cluster: Cluster): unknown;
  finish(cluster: Cluster): unknown;
}

/** Starts an outage. Resolves to the function that ends it, which runs at the end of the test at the latest. */
export async function startOutage(cluster: Cluster, outage: Outage): Promise<() => Promise<void>> {
  let isOver = false;
  const finish = async (): Promise<void> => {
    if (isOver) return;
    isOver = true;
    await outage.finish(cluster);
  };
  onTestFinished(finish);
  await outage.begin(cluster);
  return finish;
}

export interface DeskClient extends StockClient {
  readonly writer: PresentationWriter;
}

/** The agent with a stock client on one process, or through the balancer; synced. */
export async function openDesk(
  { url }: Pick<ClusterNode, "url">,
  presentation: Presentation,
): Promise<DeskClient> {
  const client = openStockClient(url, presentation.room, await presentation.roomToken("agent"));
  await client.synced();
  return { ...client, writer: openWriter(client.doc) };
}

/** A buyer with a stock client, synced. */
export async function openPhone(
  { url }: Pick<ClusterNode, "url">,
  presentation: Presentation,
  name = "Bob",
): Promise<StockClient> {
  const { token, room } = await presentation.join(name);
  const client = openStockClient(url, room, token);
  await client.synced();
  return client;
}

const viewOf = (client: StockClient): View | undefined => client.state()?.view;

export const unit = (id: string): View => ({ screen: "unit", unit: id });

export const sees = (client: StockClient, view: View): Promise<void> =>
  client.until(() => JSON.stringify(viewOf(client)) === JSON.stringify(view));

type State = Readonly<Record<string, unknown>>;

/** The other participants known to a client, ordered by name. */
export const others = (client: StockClient): readonly State[] =>
  [...client.provider.awareness.getStates()]
    .filter(([id]) => id !== client.doc.clientID)
    .map(([, state]) => state as State);

export const person = (client: StockClient, name: string): State | undefined =>
  others(client).find((state) => state["name"] === name);

export const theAgent = (client: StockClient): State | undefined =>
  others(client).find((state) => state["role"] === "agent");

/** Repeats a request until its response matches. Each request is a full round trip, so this does not spin. */
export async function askUntil<Answer>(
  ask: () => Promise<Answer>,
  fits: (answer: Answer) => boolean,
): Promise<Answer> {
  for (;;) {
    const answer = await ask();
    if (fits(answer)) return answer;
  }
}

const path = ({ id }: Presentation): string => `/api/presentations/${id}`;

/** The presentation as reported by a process to its agent. */
export async function describeOn(
  { url }: Pick<ClusterNode, "url">,
  presentation: Presentation,
): Promise<PresentationResponse> {
  const response = await fetch(`${url}${path(presentation)}`, {
    headers: { authorization: `Bearer ${presentation.agentToken}` },
  });
  return (await response.json()) as PresentationResponse;
}

export const end = (cluster: Cluster, presentation: Presentation): Promise<Response> =>
  cluster.call("DELETE", path(presentation), undefined, presentation.agentToken);

export const extend = (cluster: Cluster, presentation: Presentation, minutes: number) =>
  cluster.call("PATCH", path(presentation), { minutes }, presentation.agentToken);

export const statusOf = async (url: string, path: string): Promise<number> =>
  (await fetch(`${url}${path}`)).status;
