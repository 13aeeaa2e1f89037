import { collectDefaultMetrics, Counter, Gauge, Histogram, type Registry } from "prom-client";
import type { RelayMetrics } from "../relay/metrics.ts";
import type { RoomMetrics } from "../rooms/metrics.ts";
import { defineFrameCounts } from "./frameCounts.ts";

/** Counters of HTTP. */
export interface HttpMetrics {
  requested(method: string, route: string, status: number, seconds: number): void;
  joinRefused(reason: string): void;
  joined(): void;
}

/** Counters of storage. */
export interface StorageMetrics {
  appended(seconds: number): void;
  storageFailed(): void;
}

export interface Metrics extends RoomMetrics, HttpMetrics, StorageMetrics, RelayMetrics {
  /** The Prometheus text of everything. */
  read(): Promise<{ readonly contentType: string; readonly text: string }>;
}

/** Histogram buckets from 0.1 ms, the time of an update, to 1 s, which nothing should take. */
const FAST_SECONDS = [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1];

function defineRoomMetrics(registers: Registry[]): RoomMetrics {
  const rooms = new Gauge({ name: "offplan_rooms", help: "Rooms in memory.", registers });
  const participants = new Gauge({
    name: "offplan_participants",
    help: "Open connections in rooms.",
    labelNames: ["role"],
    registers,
  });
  const reasons = { labelNames: ["reason"] as const, registers };
  const refused = new Counter({
    name: "offplan_refusals_total",
    help: "Frames that a room refused.",
    ...reasons,
  });
  const closes = new Counter({
    name: "offplan_closes_total",
    help: "Sockets that the server closed.",
    ...reasons,
  });
  const apply = new Histogram({
    name: "offplan_update_apply_seconds",
    help: "Validating and applying one update.",
    buckets: FAST_SECONDS,
    registers,
  });
  const failures = new Counter({
    name: "offplan_storage_failures_total",
    help: "Failed calls of storage.",
    registers,
  });
  return {
    roomOpened: () => rooms.inc(),
    roomClosed: () => rooms.dec(),
    participantOpened: (role) => participants.inc({ role }),
    participantClosed: (role) => participants.dec({ role }),
    ...defineFrameCounts(registers),
    refused: (reason) => refused.inc({ reason }),
    closed: (reason) => closes.inc({ reason }),
    timeUpdate: () => {
      const stop = apply.startTimer();
      return () => {
        stop();
      };
    },
    storageFailed: () => failures.inc(),
  };
}

function defineRelayMetrics(registers: Registry[]): RelayMetrics {
  const up = new Gauge({
    name: "offplan_relay_up",
    help: "Whether messages between processes come through; 1 with a single process.",
    registers,
  });
  const directions = { labelNames: ["direction"] as const, registers };
  const messages = new Counter({
    name: "offplan_relay_messages_total",
    help: "Messages between processes.",
    ...directions,
  });
  const bytes = new Counter({
    name: "offplan_relay_bytes_total",
    help: "Bytes of messages between processes.",
    ...directions,
  });
  const gaps = new Counter({
    name: "offplan_relay_gaps_total",
    help: "Lost messages of other processes that were detected.",
    registers,
  });
  const reconnects = new Counter({
    name: "offplan_relay_reconnects_total",
    help: "Reconnects of the relay.",
    registers,
  });
  return {
    relayUp: (isUp) => up.set(Number(isUp)),
    relayed: (size) => {
      messages.inc({ direction: "out" });
      bytes.inc({ direction: "out" }, size);
    },
    heard: (size) => {
      messages.inc({ direction: "in" });
      bytes.inc({ direction: "in" }, size);
    },
    relayGap: () => gaps.inc(),
    relayReconnected: () => reconnects.inc(),
  };
}

function defineHttpMetrics(registers: Registry[]): HttpMetrics {
  const requests = new Histogram({
    name: "offplan_http_request_seconds",
    help: "HTTP requests.",
    labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers,
  });
  const joins = new Counter({
    name: "offplan_joins_total",
    help: "Attempts to join, by outcome.",
    labelNames: ["outcome"],
    registers,
  });
  return {
    requested: (method, route, status, seconds) =>
      requests.observe({ method, route, status }, seconds),
    joinRefused: (outcome) => joins.inc({ outcome }),
    joined: () => joins.inc({ outcome: "joined" }),
  };
}

/**
 * Sampling interval of the event loop's lag. At prom-client's 10 ms an idle server wakes 100 times a second and uses 8
 * ms of every second; a stall shorter than this interval is detected only sometimes.
 */
const LOOP_LAG_MS = 100;

/** Defines the metrics of the process: memory, event loop lag. */
export function defineProcessMetrics(register: Registry): void {
  collectDefaultMetrics({ register, eventLoopMonitoringPrecision: LOOP_LAG_MS });
}

/**
 * Defines the server's metrics on the registry. `livePresentations` is called at each scrape, so that the number is
 * also right after a restart.
 */
export function openMetrics(registry: Registry, livePresentations: () => Promise<number>): Metrics {
  const registers = [registry];
  const live: Gauge = new Gauge({
    name: "offplan_presentations_live",
    help: "Presentations that can be joined.",
    registers,
    collect: async (): Promise<void> => {
      live.set(await livePresentations().catch(() => Number.NaN));
    },
  });
  const appends = new Histogram({
    name: "offplan_storage_append_seconds",
    help: "Writing updates, from the call until they are durable.",
    buckets: FAST_SECONDS,
    registers,
  });
  return {
    ...defineRoomMetrics(registers),
    ...defineHttpMetrics(registers),
    ...defineRelayMetrics(registers),
    appended: (seconds) => appends.observe(seconds),
    read: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}
