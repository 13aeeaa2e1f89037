/**
 * `node test/bench/network/withoutPages.ts`: from an agent's write to a buyer's document, by stock clients without pages, over
 * networks of several latencies: one process of this server and Workers objects, in turns.
 */
import { parseArgs } from "node:util";
import { setTimeout as passing } from "node:timers/promises";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { openWriter, readState } from "../../../schema/presentation/document.ts";
import { openServerCalls } from "../../support/server/serverCalls.ts";
import { percentile } from "../figures/statistics.ts";
import { findSystem, IN_WORKERD, type System } from "../plan/systems.ts";
import { findCores } from "../processes/cores.ts";
import { OPERATOR } from "../processes/environment.ts";
import { startServer } from "../processes/serverProcess.ts";
import { formatTable } from "../report/format.ts";
import { openWire } from "./wire.ts";

const { values } = parseArgs({ options: { writes: { type: "string", default: "30" } } });
const writes = Number(values.writes);

const DELAYS_MS = [25, 50, 100] as const;
const HOMES = ["a-305", "a-405"] as const;
const PAUSE_MS = 300;
const JITTER_MS = 37;

async function join(origin: string, room: string, token: string) {
  const doc = new Y.Doc();
  const address = `${origin.replace("http", "ws")}/sync`;
  const options = { protocols: ["offplan.v1", token], disableBc: true };
  const provider = new WebsocketProvider(address, room, doc, options);
  await new Promise<void>((resolve) => provider.once("sync", () => resolve()));
  return { doc, close: () => provider.destroy() };
}

const shows = (doc: Y.Doc, unit: string): boolean => {
  const state = readState(doc);
  return state.ok && state.value.view.screen === "unit" && state.value.view.unit === unit;
};

const shown = (doc: Y.Doc, unit: string): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (!shows(doc, unit)) return;
      doc.off("update", look);
      resolve();
    };
    doc.on("update", look);
  });

/** Resolves to the latency of each write in ms. */
async function measure(port: number, delayMs: number): Promise<readonly number[]> {
  const network = { delayMs, loss: 0 };
  const [near, far] = [
    await openWire(port, network, Math.random),
    await openWire(port, network, Math.random),
  ];
  const presentation = await openServerCalls(`http://127.0.0.1:${port}`).present();
  const { room } = presentation;
  const agent = await join(near.origin, room, await presentation.roomToken("agent"));
  const buyer = await join(far.origin, room, (await presentation.join()).token);
  const writer = openWriter(agent.doc);
  const agesMs: number[] = [];
  for (let turn = 0; turn < writes; turn += 1) {
    await passing(PAUSE_MS + ((turn * 7) % JITTER_MS));
    const unit = HOMES[turn % HOMES.length] ?? HOMES[0];
    const seen = shown(buyer.doc, unit);
    const fromMs = performance.now();
    writer.write({ view: { screen: "unit", unit } });
    await seen;
    agesMs.push(performance.now() - fromMs);
  }
  for (const line of [agent, buyer, near, far]) line.close();
  return agesMs;
}

const cores = findCores();
const systems = [findSystem("offplan"), IN_WORKERD[0]].filter(
  (system): system is System => system !== undefined,
);
const rows: (readonly string[])[] = [];
for (const delayMs of DELAYS_MS) {
  for (const system of systems) {
    const server = await startServer(system, cores, OPERATOR);
    try {
      const agesMs = await measure(server.port, delayMs);
      const ages = [0.5, 0.95].map((share) => percentile(agesMs, share).toFixed(0));
      rows.push([
        system.entry.includes("workers") ? "objects" : "one process",
        `${delayMs} ms`,
        ...ages,
      ]);
    } finally {
      await server.close();
    }
  }
}
process.stdout.write(`${formatTable(["", "each way", "age p50, ms", "p95, ms"], rows)}\n`);
process.exit(0);
