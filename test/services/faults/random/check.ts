import { isDeepStrictEqual } from "node:util";
import * as Y from "yjs";
import { readState } from "../../../../schema/presentation/document.ts";
import type { Cluster } from "../../../support/nodes/cluster.ts";
import type { HealthLog } from "../../../support/nodes/historyHealth.ts";
import { findDocument } from "../../../support/nodes/historyStorage.ts";
import { openStockClient } from "../../../support/server/wires/stockClient.ts";
import { askUntil } from "../clusterFixture.ts";
import { FORGED_NUMBER, persist, type BusyRoom, type Homes } from "./room.ts";

const WITHIN_MS = 45_000;

/** A copy of the document at the end, and its owner. */
interface Copy {
  readonly whose: string;
  readonly snapshot: Y.Snapshot;
  readonly state: ReturnType<typeof readState>;
}

const copyOf = (whose: string, doc: Y.Doc): Copy => ({
  whose,
  snapshot: Y.snapshot(doc),
  state: readState(doc),
});

/** Rejects after a timeout with a description of what did not happen. */
export async function within<Value>(what: string, promise: Promise<Value>): Promise<Value> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`never: ${what}`)), WITHIN_MS);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

const has = (clocks: ReadonlyMap<number, number>, wanted: ReadonlyMap<number, number>): boolean =>
  [...wanted].every(([client, clock]) => (clocks.get(client) ?? 0) >= clock);

/** Opens a new participant on each process. */
async function openJoiners(cluster: Cluster, { presentation }: BusyRoom): Promise<readonly Copy[]> {
  return Promise.all(
    cluster.nodes.map(async ({ name, url }) => {
      const { token, room } = await within(
        "somebody new may come",
        persist(() => presentation.join(`Late on ${name}`)),
      );
      const client = openStockClient(url, room, token);
      await within(`a joiner on ${name} is in step`, client.synced());
      const copy = copyOf(`who joins on ${name}`, client.doc);
      client.close();
      return copy;
    }),
  );
}

/** All copies of the document after writing has stopped; waits until everybody has the open tab's writes. */
async function collect(cluster: Cluster, room: BusyRoom): Promise<readonly Copy[]> {
  const { client } = room.tab;
  const { id, room: roomId } = room.presentation;
  await within(`${id}: the tab is in step`, client.synced());
  const { sv: clocks } = Y.snapshot(client.doc);
  await Promise.all(
    room.buyers.map(({ client: buyer }, at) =>
      within(
        `${id}: buyer ${at} has all that the tab has`,
        buyer.until(() => has(Y.snapshot(buyer.doc).sv, clocks)),
      ),
    ),
  );
  const stored = await within(
    `${id}: the database has all that the tab has`,
    askUntil(
      () => findDocument(cluster.postgres.url, roomId),
      (found) => found !== undefined && has(found.clocks, clocks),
    ),
  );
  const { snapshot, state } = stored ?? {};
  return [
    copyOf("the tab", client.doc),
    ...room.buyers.map(({ client: buyer }, at) => copyOf(`buyer ${at}`, buyer.doc)),
    ...(snapshot && state
      ? [{ whose: "the database", snapshot, state: { ok: true as const, value: state } }]
      : []),
    ...(await openJoiners(cluster, room)),
  ];
}

function compare(copies: readonly Copy[]): readonly string[] {
  const [first, ...rest] = copies;
  if (first === undefined) return ["nobody has a document"];
  const states = rest
    .filter(({ state }) => !isDeepStrictEqual(state, first.state))
    .map(({ whose }) => `${whose} sees another state`);
  const documents = rest
    .filter(({ snapshot }) => !Y.equalSnapshots(snapshot, first.snapshot))
    .map(({ whose }) => `${whose} has another document`);
  return [...states, ...documents];
}

function findLost(room: BusyRoom, health: HealthLog, copy: Copy): readonly string[] {
  const { history, tab } = room;
  const wanted = history.acknowledged(health, tab.client.doc.clientID);
  const shortlist = new Set(copy.state.ok ? copy.state.value.shortlist : []);
  const operations = [...wanted].filter(([id, clock]) => (copy.snapshot.sv.get(id) ?? 0) < clock);
  const homes = history.writes.filter(
    ({ home, tab: writer, clock }) =>
      home !== undefined && clock <= (wanted.get(writer) ?? 0) && !shortlist.has(home),
  );
  return [
    ...operations.map(([id, clock]) => `${copy.whose} lacks operation ${clock} of tab ${id}`),
    ...homes.map(({ home }) => `${copy.whose} lacks ${home} on the shortlist`),
  ];
}

function findForged(room: BusyRoom, homes: Homes, { whose, state, snapshot }: Copy) {
  if (!state.ok) return [`${whose} has no presentation: ${state.problem.message}`];
  const { shortlist, filters } = state.value;
  const isForged =
    filters.price?.min === FORGED_NUMBER ||
    homes.forged.some((home) => shortlist.includes(home)) ||
    snapshot.sv.has(room.forger.doc.clientID);
  return isForged ? [`${whose} has a forgery`] : [];
}

async function examineCopies(
  cluster: Cluster,
  room: BusyRoom,
  health: HealthLog,
  homes: Homes,
): Promise<readonly string[]> {
  try {
    const copies = await collect(cluster, room);
    return [
      ...compare(copies),
      ...copies.flatMap((copy) => findLost(room, health, copy)),
      ...copies.flatMap((copy) => findForged(room, homes, copy)),
    ];
  } catch (error) {
    return [String(error)];
  }
}

/** All inconsistencies of a room at the end. */
export async function examine(
  cluster: Cluster,
  room: BusyRoom,
  health: HealthLog,
  homes: Homes,
): Promise<readonly string[]> {
  const problems = await examineCopies(cluster, room, health, homes);
  const foreignStates = room.foreignStates.map((foreign) => `a buyer once had ${foreign}`);
  return [...problems, ...foreignStates, ...room.refusals()].map(
    (problem) => `${room.presentation.id}: ${problem}`,
  );
}
