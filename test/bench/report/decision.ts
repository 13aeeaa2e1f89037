import { repeated } from "../figures/evaluate.ts";
import type { FigureName, Sample } from "../figures/sample.ts";
import { spreadOf } from "../figures/statistics.ts";
import type { SystemName } from "../plan/systems.ts";
import { formatNumber, formatTable } from "./format.ts";

const CASE = "rooms-100";
const ROOMS = 100;
/** 2 changes and 20 pointers a second, to 2 buyers. */
const PER_SECOND = 22;
const BUYERS = 2;
const SECONDS = 3600;

interface Way {
  readonly title: string;
  readonly system: SystemName;
  readonly build: string;
}

const WAYS: readonly Way[] = [
  {
    title: "polling every 2 s",
    system: "polling",
    build: "HTTP alone; nothing stays open; a pointer is not worth showing",
  },
  {
    title: "server-sent events and POST",
    system: "events",
    build: "HTTP alone; streams stay open; a request for each change",
  },
  {
    title: "WebSocket, as built here",
    system: "offplan",
    build:
      "a gateway of our own: tokens, limits, backlog, reconnecting; the other two stand in where it is blocked",
  },
];

const middle = (
  samples: readonly Sample[],
  system: SystemName,
  figure: FigureName,
): number | undefined =>
  spreadOf(repeated(samples, CASE, system, figure).flatMap(({ value }) => value ?? []))?.median;

const show = (value: number | undefined): string =>
  value === undefined ? "–" : formatNumber(value);

function row({ title, system, build }: Way, samples: readonly Sample[]): readonly string[] {
  const [cpuShare, bytes, p50, p99] = [
    middle(samples, system, "cpuShare"),
    middle(samples, system, "bytesPerDelivery"),
    middle(samples, system, "pointerP50Ms"),
    middle(samples, system, "pointerP99Ms"),
  ];
  const roomsPerCore = cpuShare && ROOMS / cpuShare;
  const megabytes = bytes && (bytes * PER_SECOND * BUYERS * SECONDS) / 1e6;
  return [title, build, show(roomsPerCore), show(megabytes), show(p50), show(p99)];
}

const messages = PER_SECOND * (BUYERS + 1);
const packagePerSecond = 2500;
const perMillion = 2.5;
const hourly = (messages * SECONDS * perMillion) / 1e6;

const MANAGED =
  `A managed service was not measured: that would measure the network to it, and its price is what decides. Ably counts ` +
  `a message once when it is published and once for each receiver, so a room at this pace is ${messages} messages a ` +
  `second and ${formatNumber((messages * SECONDS) / 1000)} thousand an hour: ${hourly.toFixed(2)} USD an hour where a ` +
  `million cost ${perMillion.toFixed(2)} USD, and the ${formatNumber(packagePerSecond)} messages a second of its Standard ` +
  `package are ${Math.floor(packagePerSecond / messages)} rooms (https://ably.com/docs/platform/pricing and its calculator, ` +
  `as publicly stored in 2026; new accounts are priced by monthly active users). It would replace the gateway, and not ` +
  `who may enter, what may be written, or where it is kept.`;

/** The compared architectures: polling, server-sent events, WebSocket, managed. */
export const decisionSection = (samples: readonly Sample[]): string =>
  [
    "## Polling, server-sent events, WebSocket or managed\n",
    `From \`${CASE}\`: what one core of the server carries, and what a viewing of ${BUYERS} buyers costs in bytes.\n`,
    formatTable(
      ["", "build", "rooms a core", "MB an hour a room", "pointer p50, ms", "pointer p99, ms"],
      WAYS.map((way) => row(way, samples)),
    ),
    `\n${MANAGED}\n`,
  ].join("\n");
