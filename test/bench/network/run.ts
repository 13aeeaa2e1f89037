/** `npm run bench:network`: age of the state that a buyer sees, by transport and network latency. */
import { parseArgs } from "node:util";
import { setTimeout as passing } from "node:timers/promises";
import type { BrowserContext } from "playwright-core";
import { seeded } from "../../demo/random.ts";
import { openBuiltPages } from "../runBrowser.ts";
import { timeClicks } from "../browser/clicks.ts";
import { openViewing, type Viewing } from "../browser/viewing.ts";
import { percentile } from "../figures/statistics.ts";
import { findSystem, IN_WORKERD, needsTokens } from "../plan/systems.ts";
import { findCores, freeSelf } from "../processes/cores.ts";
import { OPERATOR } from "../processes/environment.ts";
import { startServer } from "../processes/serverProcess.ts";
import { formatTable } from "../report/format.ts";
import type { Network } from "./lossyLine.ts";
import { openWire, type Wire } from "./wire.ts";

const { values } = parseArgs({
  options: {
    clicks: { type: "string" },
    seconds: { type: "string" },
    quick: { type: "boolean" },
    /** One of `TRANSPORTS`. */
    only: { type: "string" },
    /** Milliseconds each way, with a loss in per cent: `100` or `50,1`. */
    network: { type: "string" },
    /** Runs Workers objects instead of this server. */
    workers: { type: "boolean", default: false },
  },
});
const clicks = Number(values.clicks ?? (values.quick ? 2 : 40));
const usedMs = Number(values.seconds ?? (values.quick ? 1 : 15)) * 1000;

const TRANSPORTS = ["WebSocket", "server-sent events", "polling"] as const;
type Transport = (typeof TRANSPORTS)[number];

const NETWORKS: readonly Network[] = [
  { delayMs: 25, loss: 0 },
  { delayMs: 50, loss: 0 },
  { delayMs: 50, loss: 0.01 },
  { delayMs: 100, loss: 0 },
];
const nameNetwork = ({ delayMs, loss }: Network): string =>
  loss > 0 ? `${delayMs},${loss * 100}` : String(delayMs);
const HOUR_MS = 3_600_000;
/** The agent opens a home every 5 s and moves the pointer ten times a second. */
const CLICK_EVERY_MS = 5000;
const POINT_EVERY_MS = 100;
/** How often a page polls. */
const POLL_MS = 2000;
const LEAST_PAUSE_MS = 300;

/** Makes the preferred transports fail in the browser, as a proxy that blocks them would. */
const allowOnly = (transport: Transport) => async (context: BrowserContext) => {
  if (transport === "WebSocket") return;
  await context.routeWebSocket(/\/sync\//, (socket) => socket.close());
  if (transport === "polling") await context.route(/\/sync\/.*\/events/, (route) => route.abort());
};

interface Measured {
  readonly ageP50Ms: number;
  readonly ageP95Ms: number;
  readonly bytesAnHour: number;
}

/** Uses the desk like an agent. Resolves to the bytes per hour received by the buyer. */
async function use({ agent }: Viewing, wire: Wire): Promise<number> {
  const before = wire.bytesDown;
  const fromMs = performance.now();
  let clickAtMs = fromMs;
  for (let turn = 0; performance.now() - fromMs < usedMs; turn += 1) {
    await agent.mouse.move(500 + ((turn * 13) % 300), 300 + ((turn * 7) % 200));
    if (performance.now() >= clickAtMs) {
      clickAtMs += CLICK_EVERY_MS;
      await agent.mouse.down();
      await agent.mouse.up();
    }
    await passing(POINT_EVERY_MS);
  }
  return ((wire.bytesDown - before) / (performance.now() - fromMs)) * HOUR_MS;
}

const cores = findCores();
const ours = values.workers ? IN_WORKERD.find(needsTokens) : findSystem("offplan");
if (ours === undefined) throw new Error("the plan does not name this project");
const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const random = seeded("network");
const pages = await openBuiltPages();
const server = await startServer(ours, cores, OPERATOR);
freeSelf(cores);

async function measure(transport: Transport, network: Network): Promise<Measured> {
  const near = await openWire(server.port, network, random);
  const far = await openWire(server.port, network, random);
  const viewing = await openViewing({
    executablePath,
    origin: near.origin,
    buyerOrigin: far.origin,
    pages: pages.own,
    relayPort: server.port,
    prepareBuyer: allowOnly(transport),
  });
  try {
    // A paint follows a poll, so a fixed pause would put every click at the same phase of the polling.
    const anywhere = () => LEAST_PAUSE_MS + random() * POLL_MS;
    const pauseMs = transport === "polling" ? anywhere : undefined;
    const agesMs = await timeClicks(viewing, clicks, pauseMs);
    const bytesAnHour = await use(viewing, far);
    return { ageP50Ms: percentile(agesMs, 0.5), ageP95Ms: percentile(agesMs, 0.95), bytesAnHour };
  } finally {
    await viewing.close();
    near.close();
    far.close();
  }
}

const rows: (readonly string[])[] = [];
try {
  for (const transport of TRANSPORTS.filter((name) => name === (values.only ?? name))) {
    for (const network of NETWORKS.filter(
      (one) => nameNetwork(one) === (values.network ?? nameNetwork(one)),
    )) {
      const { ageP50Ms, ageP95Ms, bytesAnHour } = await measure(transport, network);
      const row = [
        transport,
        `${network.delayMs} ms${network.loss > 0 ? `, ${network.loss * 100} % lost` : ""}`,
        ageP50Ms.toFixed(0),
        ageP95Ms.toFixed(0),
        (ageP50Ms - 2 * network.delayMs).toFixed(0),
        (bytesAnHour / 1e6).toFixed(1),
      ];
      rows.push(row);
      process.stdout.write(`${row.join("  ")}\n`);
    }
  }
} finally {
  await server.close();
  await pages.close();
}
const titles = [
  "transport",
  "each way",
  "age p50, ms",
  "p95, ms",
  "beyond the network, ms",
  "MB an hour",
];
process.stdout.write(`\n${formatTable(titles, rows)}\n`);
