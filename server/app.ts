import assert from "node:assert/strict";
import { createServer } from "node:http";
import { join } from "node:path";
import type { Express } from "express";
import { Registry } from "prom-client";
import { AGENT_KEY_SECRET, openAccess } from "./access/access.ts";
import type { SecretStore } from "./access/secrets.ts";
import { openCatalogue } from "./catalogue/openCatalogue.ts";
import { openLists } from "./catalogue/list/lists.ts";
import { readList } from "./catalogue/list/readList.ts";
import { logWarnings } from "./catalogue/pack/packProblems.ts";
import { refreshCatalogue } from "./catalogue/live/refreshCatalogue.ts";
import type { Clock } from "./time/clock.ts";
import type { Config } from "./config.ts";
import type { TrustsProxy } from "./net/clientAddress.ts";
import { ConnectionLimit } from "./gateway/connectionLimit.ts";
import { openFallback } from "./gateway/fallback/routes.ts";
import { openGateway } from "./gateway/gateway.ts";
import { asksForWebSocket } from "./gateway/handshake.ts";
import { createHttpApp } from "./http/app.ts";
import { warnOfProxy } from "./http/warnOfProxy.ts";
import { announceServer } from "./import/serverUrl.ts";
import { networkAddress, type NetworkInterfaces } from "./net/networkAddress.ts";
import { listen, stopListening } from "./net/listen.ts";
import { shareChecks } from "./time/shareChecks.ts";
import { openRelay } from "./relay/openRelay.ts";
import type { Relay } from "./relay/relay.ts";
import { openStorage, type StorageSurroundings } from "./storage/openStorage.ts";
import { Rooms } from "./rooms/rooms.ts";
import { openDeferredStorage } from "./storage/deferred/deferredStorage.ts";
import type { Storage } from "./storage/storage.ts";
import { openRetentionSweep } from "./storage/retentionSweep.ts";
import { measureStorage } from "./telemetry/measuredStorage.ts";
import { openMetrics, type Metrics } from "./telemetry/metrics.ts";

export interface App {
  /** The origin at which this machine reaches it. */
  readonly url: string;
  /**
   * The built-in agent's sign-in link; `undefined` when agents sign in with an identity provider. Never to be logged.
   */
  readonly signInLink: string | undefined;
  /** Where the built-in agent's key is kept: a file, a table or a variable; `undefined` where agents sign in elsewhere. */
  readonly agentKeyIn: string | undefined;
  /**
   * Stops listening, closes sockets with 1012 and writes everything. Resolves to the number of changes that storage
   * did not take. Idempotent.
   */
  close(): Promise<Unwritten>;
}

export interface AppSurroundings extends StorageSurroundings {
  readonly clock: Clock;
  /** As `os.networkInterfaces`. */
  readonly networkInterfaces: () => NetworkInterfaces;
}

/** Changes that storage did not take before the end. */
interface Unwritten {
  /** Updates of documents. */
  readonly updates: number;
  /** Of presentations: ends, visits and the like. */
  readonly writes: number;
}

const CLIENT_DIR = join(import.meta.dirname, "..", "client", "dist");
/** Timeouts against connections that are held without a request. */
const PATIENCE = {
  headersTimeout: 10_000,
  // Longer than any documented balancer keeps an idle connection (60 s), so that none meets one that is being closed.
  keepAliveTimeout: 75_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2000,
} as const;
/** Requests under way when the server stops may take this long. */
const LAST_REQUESTS_MS = 3000;

/** Opens everything and listens. */
export async function openApp(config: Config, surroundings: AppSurroundings): Promise<App> {
  const { storage, secrets } = await openStorage(config, surroundings);
  try {
    return await openOn(storage, secrets, config, surroundings);
  } catch (error) {
    await storage.close();
    throw error;
  }
}

async function openOn(
  kept: Storage,
  secrets: SecretStore,
  config: Config,
  surroundings: AppSurroundings,
): Promise<App> {
  const metrics = openMetrics(new Registry(), () =>
    kept.presentations.countLive(surroundings.clock.now()),
  );
  const relay = await openRelay(config, { ...surroundings, metrics });
  try {
    return await openWith({ kept, secrets, relay, metrics }, config, surroundings);
  } catch (error) {
    await relay.close();
    throw error;
  }
}

interface Engines {
  readonly kept: Storage;
  readonly secrets: SecretStore;
  readonly relay: Relay;
  readonly metrics: Metrics;
}

async function openWith(
  { kept, secrets, relay, metrics }: Engines,
  config: Config,
  surroundings: AppSurroundings,
): Promise<App> {
  const { clock, log, randomBytes } = surroundings;
  const measured = measureStorage(kept, metrics, () => performance.now());
  const remembersRecords = config.databaseUrl !== undefined;
  const storage = openDeferredStorage(measured, { clock, log, remembersRecords });
  const access = await openAccess(config, clock, randomBytes, secrets);
  const catalogue = await openCatalogue({
    projectsDir: config.projectsDir,
    storage,
    clock,
    pictureSecret: access.pictureSecret,
    onWarnings: (warnings) => logWarnings(warnings, log),
  });
  const stopKeepingInStep =
    config.databaseUrl === undefined ? undefined : refreshCatalogue(catalogue, clock, log);
  const isSingleNode = config.redisUrl === undefined;
  const { isPending } = storage;
  const parts = { storage, isPending, catalogue, clock, log, metrics, relay, isSingleNode };
  const rooms = new Rooms({ ...parts, limits: config });
  await rooms.restore();

  let localUrl = "";
  let open = true;
  const publicUrl = (): string => config.publicUrl ?? localUrl;
  const connectionLimit = new ConnectionLimit(config.connectionsPerAddress);
  const transports = {
    rooms,
    clock,
    metrics,
    tokens: access.roomTokens,
    publicOrigin: publicUrl,
    connectionLimit,
  };
  const trustProxy = () => http.get("trust proxy fn") as TrustsProxy;
  const fallback = openFallback({ ...transports, trustProxy });
  const http: Express = createHttpApp({
    settings: { ...config, clientDir: CLIENT_DIR, publicUrl },
    storage,
    isPending,
    catalogue,
    lists: openLists({ catalogue, storage: storage.lists, readList, clock }),
    clock,
    randomBytes,
    log,
    metrics,
    ...access,
    live: rooms,
    limiter: relay.limiter,
    sync: fallback.handle,
    networkAddress: () => networkAddress(surroundings.networkInterfaces()),
    readiness: [
      shareChecks(clock, () => storage.ping()),
      () => relay.ping(),
      async () => assert(open, "closing"),
    ],
  });
  const server = createServer({ ...PATIENCE, shouldUpgradeCallback: asksForWebSocket }, http);
  if (config.trustProxy === undefined) warnOfProxy(server, log);
  localUrl = await listen(server, config.host, config.port);
  const withdrawUrl =
    config.databaseUrl === undefined ? await announceServer(config.dataDir, localUrl) : undefined;
  const gateway = openGateway({ ...transports, server, log, trustProxy: trustProxy() });
  const sweep = openRetentionSweep({
    clock,
    log,
    retentionMs: config.retentionMs,
    presentations: storage.presentations,
  });

  const close = async (): Promise<Unwritten> => {
    open = false;
    await withdrawUrl?.();
    sweep.close();
    stopKeepingInStep?.();
    const stopped = stopListening(server);
    rooms.drain();
    fallback.close();
    await gateway.close();
    const updates = await rooms.close();
    const cancel = clock.after(LAST_REQUESTS_MS, () => server.closeAllConnections());
    await stopped;
    cancel();
    const writes = await storage.flush();
    await relay.close();
    await storage.close();
    return { updates, writes };
  };
  let closing: Promise<Unwritten> | undefined;
  return {
    url: localUrl,
    signInLink:
      access.agentKey && `${publicUrl()}/agent#key=${encodeURIComponent(access.agentKey)}`,
    agentKeyIn: access.agentKey && keyPlace(config, secrets),
    close: () => (closing ??= close()),
  };
}

const keyPlace = ({ agentKey }: Config, secrets: SecretStore): string =>
  agentKey === undefined ? secrets.placeOf(AGENT_KEY_SECRET) : "the variable AGENT_KEY";
