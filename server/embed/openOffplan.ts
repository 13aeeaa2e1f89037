import assert from "node:assert/strict";
import { lookup } from "node:dns";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import type { Express, Request } from "express";
import { Registry } from "prom-client";
import { AGENT_KEY_SECRET, openAccess } from "../access/access.ts";
import type { BrandInput } from "../brand/brand.ts";
import { openRates } from "../rates/openRates.ts";
import { readBrand, type OpenedBrand } from "../brand/readBrand.ts";
import type { SecretStore } from "../access/secrets.ts";
import { openCatalogue } from "../catalogue/openCatalogue.ts";
import type { CatalogueSource } from "../catalogue/sources/hostSource.ts";
import { openLists } from "../catalogue/list/lists.ts";
import { readList } from "../catalogue/list/readList.ts";
import { removeAbandoned } from "../catalogue/uploads/incoming.ts";
import { openPictureUploads } from "../catalogue/uploads/uploads.ts";
import { openDownload } from "../media/download.ts";
import { openRemotePictures } from "../media/remotePictures.ts";
import type { OpenPicture } from "../media/openPicture.ts";
import { logWarnings } from "../catalogue/pack/packProblems.ts";
import { refreshCatalogue } from "../catalogue/live/refreshCatalogue.ts";
import { openMemorySaver, stopSavingMemory } from "../saveMemory.ts";
import type { Clock } from "../time/clock.ts";
import { withTimeout } from "../time/timeout.ts";
import type { AuthenticateRequest } from "../access/authenticateRequest.ts";
import { findTarget } from "./mount.ts";
import { DEMO_PROJECTS, type Config } from "../config.ts";
import { compileTrust } from "../net/clientAddress.ts";
import { ConnectionLimit } from "../gateway/connectionLimit.ts";
import { openFallback } from "../gateway/fallback/routes.ts";
import { openGateway } from "../gateway/gateway.ts";
import { createHttpApp } from "../http/app.ts";
import { addMediaRoutes } from "../http/routes/projects/mediaRoutes.ts";
import { openProxyWarning } from "../http/middleware/warnOfProxy.ts";
import { networkAddress, type NetworkInterfaces } from "../net/networkAddress.ts";
import { sendUnavailable } from "../net/problemDetails.ts";
import { shareChecks } from "../time/shareChecks.ts";
import { isSingleNode, openRelay } from "../relay/openRelay.ts";
import type { Relay } from "../relay/relay.ts";
import { openStorage, type StorageSurroundings } from "../storage/openStorage.ts";
import { Rooms } from "../rooms/rooms.ts";
import { openDeferredStorage } from "../storage/deferred/deferredStorage.ts";
import type { Storage } from "../storage/storage.ts";
import { openRetentionSweep } from "../storage/retentionSweep.ts";
import { measureStorage } from "../telemetry/measuredStorage.ts";
import { defineProcessMetrics, openMetrics, type Metrics } from "../telemetry/metrics.ts";
import { openPost } from "../webhooks/post.ts";
import { openSender } from "../webhooks/sender.ts";

/** The whole server except its listening port: `openApp` listens by itself, `createOffplan` leaves that to a host. */
export interface Opened {
  /** Without `next` every request is this server's; with it, requests of other paths are passed on. */
  handle(request: IncomingMessage, response: ServerResponse, next?: Next): void;
  /** Handles upgrades of `/sync`. Returns false for others and leaves them to the host; without a host they are refused. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, shares: boolean): boolean;
  /** The built-in agent's key; `undefined` where agents sign in elsewhere. Never to be logged. */
  readonly agentKey: string | undefined;
  /** Where that key is kept: a file, a table or a variable. */
  readonly agentKeyIn: string | undefined;
  /**
   * Closes sockets with 1012, waits a moment for answers under way and writes everything. Resolves to the number of
   * changes that storage did not take. Idempotent.
   */
  close(): Promise<Unwritten>;
}

type Next = (error?: unknown) => void;

/** A host's additions to the configuration. */
export interface HostParts {
  /** Authenticates requests by the host's own session. */
  readonly authenticate?: AuthenticateRequest | undefined;
  /** Its own inventory, in addition to the packs of `PROJECTS_DIR` and in place of the demo. */
  readonly catalogue?: CatalogueSource | undefined;
  /** The partner's brand, in place of `BRAND_FILE`; its file paths are relative to the working directory. */
  readonly brand?: BrandInput | undefined;
  /** The address of this server where no `PUBLIC_URL` is set; `undefined`: the one that the request was sent to. */
  readonly localUrl?: (() => string) | undefined;
}

export interface Surroundings extends StorageSurroundings {
  readonly clock: Clock;
  /** As `os.networkInterfaces`. */
  readonly networkInterfaces: () => NetworkInterfaces;
  /** Opens pictures of packs and uploads. */
  readonly openPicture: OpenPicture;
}

/** Changes that storage did not take before the end. */
export interface Unwritten {
  /** Unwritten updates of documents. */
  readonly updates: number;
  /** Unwritten changes of presentations, such as ends and visits. */
  readonly writes: number;
}

const CLIENT_DIR = join(import.meta.dirname, "..", "..", "client", "dist");
/** Longer than any upload of a picture takes. */
const LONGEST_UPLOAD_MS = 60 * 60 * 1000;
/** Requests under way when the server stops may take this long. */
const LAST_REQUESTS_MS = 3000;

/**
 * Opens everything.
 *
 * @throws PackError, StorageError and others with a `code` when something cannot be opened; nothing stays open then.
 */
export async function openOffplan(
  config: Config,
  surroundings: Surroundings,
  host: HostParts = {},
): Promise<Opened> {
  const { storage, secrets } = await openStorage(config, surroundings);
  try {
    return await openOn(storage, secrets, config, surroundings, host);
  } catch (error) {
    await storage.close();
    throw error;
  }
}

async function openOn(
  kept: Storage,
  secrets: SecretStore,
  config: Config,
  surroundings: Surroundings,
  host: HostParts,
): Promise<Opened> {
  const registry = new Registry();
  defineProcessMetrics(registry);
  const metrics = openMetrics(registry, () =>
    kept.presentations.countLive(surroundings.clock.now()),
  );
  const relay = await openRelay(config, { ...surroundings, metrics });
  try {
    return await openWith({ kept, secrets, relay, metrics }, config, surroundings, host);
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
  surroundings: Surroundings,
  host: HostParts,
): Promise<Opened> {
  const { clock, log, randomBytes, openPicture } = surroundings;
  const measured = measureStorage(kept, metrics, () => performance.now());
  const remembersRecords = config.databaseUrl !== undefined;
  const storage = openDeferredStorage(measured, { clock, log, remembersRecords });
  const brand = await openBrand(config, host);
  const access = await openAccess(config, clock, randomBytes, secrets);
  const uploadsDir = join(config.dataDir, "uploads");
  // With PostgreSQL, processes on one machine may share the folder and be receiving files.
  const abandonedBeforeMs =
    config.databaseUrl === undefined ? Infinity : clock.now() - LONGEST_UPLOAD_MS;
  await removeAbandoned(uploadsDir, abandonedBeforeMs);
  const catalogue = await openCatalogue({
    projectsDir:
      host.catalogue !== undefined && config.projectsDir === DEMO_PROJECTS
        ? undefined
        : config.projectsDir,
    host: host.catalogue,
    picturesAllowPrivate: config.pictureAllowPrivate,
    log,
    mediaPath: `${config.publicPath}/media`,
    customViews: config.customViews,
    storage,
    clock,
    uploads: { storage: storage.pictures, folder: uploadsDir },
    pictureSecret: access.pictureSecret,
    openPicture,
    onWarnings: (warnings) => logWarnings(warnings, log),
  });
  const remotePictures = openRemotePictures({
    folder: join(config.dataDir, "fetched"),
    download: openDownload({ allowPrivate: config.pictureAllowPrivate, lookup }),
    openPicture,
    clock,
    uniqueName: () => Buffer.from(randomBytes(8)).toString("hex"),
    log,
  });
  const stopKeepingInStep =
    config.databaseUrl === undefined ? undefined : refreshCatalogue(catalogue, clock, log);
  const { isPending } = storage;
  const parts = {
    storage,
    isPending,
    catalogue,
    clock,
    log,
    metrics,
    relay,
    isSingleNode: isSingleNode(config),
  };
  const roomOpened = (): void => {
    metrics.roomOpened();
    stopSavingMemory();
  };
  const rooms = new Rooms({ ...parts, metrics: { ...metrics, roomOpened }, limits: config });
  await rooms.restore();

  let open = true;
  const localUrl = host.localUrl && (() => `${host.localUrl?.() ?? ""}${config.publicPath}`);
  const publicUrl = (request: Request): string =>
    config.publicUrl ?? localUrl?.() ?? `${askedOrigin(request)}${config.publicPath}`;
  const ownOrigin = (): string | undefined => originOf(config.publicUrl ?? localUrl?.());
  const connectionLimit = new ConnectionLimit(config.connectionsPerAddress);
  const origins = { own: ownOrigin, allowed: config.allowedOrigins };
  const transports = {
    rooms,
    clock,
    metrics,
    tokens: access.roomTokens,
    origins,
    connectionLimit,
  };
  const trustProxy = compileTrust(config.trustProxy ?? false);
  const fallback = openFallback({ ...transports, trustProxy });
  const http: Express = createHttpApp({
    settings: { ...config, trustProxy, clientDir: CLIENT_DIR, publicUrl },
    storage,
    isPending,
    catalogue,
    lists: openLists({
      catalogue,
      storage: storage.lists,
      readList,
      clock,
      saveMemory: openMemorySaver(clock),
      remotePictures,
    }),
    uploads: openPictureUploads({
      catalogue,
      storage: storage.pictures,
      clock,
      open: openPicture,
      folder: uploadsDir,
    }),
    clock,
    randomBytes,
    log,
    metrics,
    ...access,
    live: rooms,
    limiter: relay.limiter,
    origins,
    authenticate: host.authenticate,
    brand,
    rates: openRates({ file: config.ratesFile, url: config.ratesUrl, clock, log, fetch }),
    sync: fallback.handle,
    remotePictures,
    addMedia: (app) =>
      addMediaRoutes(app, { catalogue, remotePictures, dataDir: config.dataDir, log }),
    // How a host's own port is reached is not known here.
    networkAddress: () => host.localUrl && networkAddress(surroundings.networkInterfaces()),
    readiness: [
      shareChecks(clock, () => storage.ping()),
      () => relay.ping(),
      async () => assert(open, "closing"),
    ],
  });
  const gateway = openGateway({ ...transports, log, trustProxy });
  const sweep = openRetentionSweep({
    clock,
    log,
    retentionMs: config.retentionMs,
    presentations: storage.presentations,
    webhooks: storage.webhooks,
  });
  const sender = openSender({
    webhooks: storage.webhooks,
    secretOf: access.webhookSecret,
    post: openPost({ allowPrivate: config.webhookAllowPrivate, lookup }),
    clock,
    random: () => Buffer.from(randomBytes(4)).readUInt32BE() / 2 ** 32,
    log,
  });

  const mount = {
    ...config,
    isProxy: ({ socket }: IncomingMessage) => trustProxy(socket.remoteAddress ?? "", 0),
  };
  const noteProxy = config.trustProxy === undefined ? openProxyWarning(log) : ignore;
  const answers = openAnswers();

  const close = async (): Promise<Unwritten> => {
    open = false;
    sweep.close();
    stopKeepingInStep?.();
    catalogue.close();
    const sent = sender.close();
    rooms.drain();
    fallback.close();
    await gateway.close();
    const updates = await rooms.close();
    await withTimeout(clock, LAST_REQUESTS_MS, answers.allSent(), ignore);
    await sent;
    const writes = await storage.flush();
    await relay.close();
    await storage.close();
    closed = true;
    return { updates, writes };
  };
  let closed = false;
  let closing: Promise<Unwritten> | undefined;
  return {
    handle: (request, response, next) => {
      const target = findTarget(request, mount, next !== undefined);
      if (target === undefined) return next?.();
      noteProxy(request);
      answers.add(response);
      // A host may still listen after this server was closed.
      if (closed || (!open && next !== undefined)) return sendUnavailable(response);
      request.url = target;
      http(request, response);
    },
    upgrade: (request, socket, head, shares) => {
      const target = findTarget(request, mount, shares);
      if (shares && (target === undefined || !isSyncPath(target))) return false;
      noteProxy(request);
      request.url = target;
      gateway.upgrade(request, socket, head);
      return true;
    },
    agentKey: access.agentKey,
    agentKeyIn: access.agentKey && keyPlace(config, secrets),
    close: () => (closing ??= close()),
  };
}

/** A brand in code takes precedence over a file. */
async function openBrand(
  { brandFile, publicPath }: Config,
  { brand }: HostParts,
): Promise<OpenedBrand | undefined> {
  if (brand !== undefined) return readBrand({ source: { brand }, publicPath });
  return brandFile === undefined
    ? undefined
    : readBrand({ source: { file: brandFile }, publicPath });
}

const ignore = (): void => undefined;

const isSyncPath = (target: string): boolean => /^\/sync(?:[/?#]|$)/.test(target);

const originOf = (url: string | undefined): string | undefined => url && new URL(url).origin;

/** The origin that a request was sent to; a forged host affects only its sender. */
const askedOrigin = ({ protocol, host }: Request): string =>
  URL.parse(`${protocol}://${host}`)?.origin ?? "http://localhost";

/** Responses in progress. */
function openAnswers() {
  const open = new Set<ServerResponse>();
  let emptied = ignore;
  return {
    add: (response: ServerResponse): void => {
      open.add(response);
      response.once("close", () => {
        open.delete(response);
        if (open.size === 0) emptied();
      });
    },
    allSent: (): Promise<void> =>
      new Promise((resolve) => {
        emptied = resolve;
        if (open.size === 0) resolve();
      }),
  };
}

const keyPlace = ({ agentKey }: Config, secrets: SecretStore): string =>
  agentKey === undefined ? secrets.placeOf(AGENT_KEY_SECRET) : "the variable AGENT_KEY";
