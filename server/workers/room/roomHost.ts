import { randomBytes } from "node:crypto";
import express from "express";
import { Registry } from "prom-client";
import { openRoomTokens, type RoomTokens } from "../../access/tokens/roomTokens.ts";
import { openCatalogue, type SharedCatalogue } from "../../catalogue/openCatalogue.ts";
import type { Config } from "../../config.ts";
import type { AdmissionDependencies } from "../../gateway/admission.ts";
import { ConnectionLimit } from "../../gateway/connectionLimit.ts";
import { openFallback } from "../../gateway/fallback/routes.ts";
import { allowOrigins } from "../../http/middleware/crossOrigin.ts";
import { logRequests } from "../../http/middleware/requestLog.ts";
import { protect } from "../../http/middleware/security.ts";
import type { Log } from "../../log.ts";
import { compileTrust } from "../../net/clientAddress.ts";
import { openLocalRelay } from "../../relay/local.ts";
import { Rooms } from "../../rooms/rooms.ts";
import type { Storage } from "../../storage/storage.ts";
import { openMetrics, type Metrics } from "../../telemetry/metrics.ts";
import type { Clock } from "../../time/clock.ts";
import { openBundledPacks } from "../bundledPacks.ts";
import { serveAsNode } from "../nodeServer.ts";

/** Everything that one room uses while its object is in memory. */
export interface RoomHost extends AdmissionDependencies {
  readonly storage: Storage;
  readonly catalogue: SharedCatalogue;
  readonly connectionLimit: ConnectionLimit;
  readonly metrics: Metrics;
  /** Server-sent events and polling. */
  readonly serve: (request: Request) => Promise<Response>;
}

export interface RoomHostOptions {
  readonly config: Config;
  readonly log: Log;
  readonly storage: Storage;
  readonly clock: Clock;
  /** The secret that signs room tokens, requested when the first token is checked. */
  readonly authSecret: () => Promise<string>;
}

/** Room tokens whose secret is read on demand: an object that wakes to pass on a message checks no token. */
function openLateTokens(authSecret: RoomHostOptions["authSecret"], clock: Clock): RoomTokens {
  let opened: Promise<RoomTokens> | undefined;
  const open = (): Promise<RoomTokens> => {
    opened ??= authSecret().then(
      (secret) => openRoomTokens(secret, clock),
      (error: unknown) => {
        opened = undefined;
        throw error;
      },
    );
    return opened;
  };
  return {
    issue: async (claims) => (await open()).issue(claims),
    verify: async (token) => (await open()).verify(token),
    verifyForRenewal: async (...args) => (await open()).verifyForRenewal(...args),
  };
}

/** Opens the rooms of a single process; an object has only one. */
export async function openRoomHost(options: RoomHostOptions): Promise<RoomHost> {
  const { config, log, storage, clock, authSecret } = options;
  const catalogue = await openCatalogue({
    projectsDir: undefined,
    packs: openBundledPacks(),
    log,
    storage,
    clock,
    customViews: config.customViews,
  });
  const metrics = openMetrics(new Registry(), async () => 1);
  const rooms = new Rooms({
    storage,
    isPending: () => false,
    catalogue,
    clock,
    log,
    metrics,
    relay: openLocalRelay(clock, randomBytes),
    isSingleNode: true,
    limits: config,
  });
  const origin = config.publicUrl && new URL(config.publicUrl).origin;
  const admission = {
    rooms,
    tokens: openLateTokens(authSecret, clock),
    origins: { own: () => origin, allowed: config.allowedOrigins },
  };
  const connectionLimit = new ConnectionLimit(config.connectionsPerAddress);
  const app = express();
  app.disable("x-powered-by");
  app.set("etag", () => undefined);
  const trustProxy = compileTrust(config.trustProxy ?? false);
  app.set("trust proxy", trustProxy);
  const fallback = openFallback({ ...admission, connectionLimit, clock, metrics, trustProxy });
  app.use(logRequests(log, metrics, randomBytes));
  app.use(protect(({ protocol, host }) => config.publicUrl ?? `${protocol}://${host}`));
  app.use(allowOrigins(config.allowedOrigins));
  app.use("/sync", fallback.handle);
  return { ...admission, storage, catalogue, connectionLimit, metrics, serve: serveAsNode(app) };
}
