import { randomBytes } from "node:crypto";
import { Registry } from "prom-client";
import type { Request as ExpressRequest } from "express";
import { openAccess } from "../access/access.ts";
import { makeSecret, type SecretStore } from "../access/secrets.ts";
import { compileTrust } from "../net/clientAddress.ts";
import { openLists } from "../catalogue/list/lists.ts";
import { readList } from "../catalogue/list/readList.ts";
import { openCatalogue } from "../catalogue/openCatalogue.ts";
import { createHttpApp } from "../http/app.ts";
import { openLocalRelay } from "../relay/local.ts";
import type { OperationName } from "../storage/sqlite/operations.ts";
import { deleteExpired } from "../storage/retentionSweep.ts";
import type { Storage } from "../storage/storage.ts";
import { openRates } from "../rates/openRates.ts";
import { openMetrics } from "../telemetry/metrics.ts";
import { systemClock } from "../time/clock.ts";
import { openSender } from "../webhooks/sender.ts";
import { addAssetMedia, addElementScript } from "./assetMedia.ts";
import { roomOf, type Bindings, type DirectoryCalls } from "./bindings.ts";
import { BUNDLE, openBundledPacks } from "./bundledPacks.ts";
import { openFetchPost } from "./fetchPost.ts";
import { openConsoleLog } from "./log.ts";
import { serveAsNode } from "./nodeServer.ts";
import { eachRoomOf, openRemoteRooms } from "./remoteRooms.ts";
import { readSettings } from "./settings.ts";
import { openNoUploads } from "./noUploads.ts";
import { DatabaseObject } from "./storage/databaseObject.ts";
import { openSplitStorage } from "./storage/splitStorage.ts";

const AUTH_SECRET = "auth-secret";
const SWEEP_EVERY_MS = 60 * 60 * 1000;
/** Maximum time until failed deliveries of events are retried, if there are receivers. */
const RETRY_EVERY_MS = 5 * 60 * 1000;

/** Operations after which rooms of the project refresh the catalogue. Their first argument is the project's id. */
const CHANGES_CATALOGUE: ReadonlySet<OperationName> = new Set([
  "applyList",
  "undoList",
  "setUnits",
]);

/** Holds everything that belongs to no single room: presentations, people, developments, lists. */
export class DirectoryObject extends DatabaseObject implements DirectoryCalls {
  readonly #config;
  readonly #log;
  readonly #storage: Storage;
  #serve: ((request: Request) => Promise<Response>) | undefined;

  constructor(context: DurableObjectState, bindings: Bindings) {
    super(context, bindings);
    this.#config = readSettings(bindings);
    this.#log = openConsoleLog(this.#config.logLevel);
    const split = openSplitStorage({
      directory: this,
      room: (room) => roomOf(bindings, room),
    });
    this.#storage = { ...split, close: async () => undefined };
    void context.blockConcurrencyWhile(async () => {
      this.#serve = await this.#open();
      if ((await context.storage.getAlarm()) === null) await this.alarm();
    });
  }

  override async operate(name: OperationName, args: readonly unknown[]): Promise<unknown> {
    const result = await super.operate(name, args);
    const [project] = args;
    if (CHANGES_CATALOGUE.has(name) && typeof project === "string") {
      this.ctx.waitUntil(
        eachRoomOf(project, this.#rooms, (room) => room.catalogueChanged(project)),
      );
    }
    return result;
  }

  /** Presentations whose room schedules their end before `create` resolves, so before the link is known. */
  get #watched(): Storage["presentations"] {
    const { presentations } = this.#storage;
    return {
      ...presentations,
      create: async (record, firstUpdate) => {
        await presentations.create(record, firstUpdate);
        await roomOf(this.env, record.room).watch(record);
      },
    };
  }

  /** Alarms fire at least once, but a room whose `watch` call failed has none. */
  async #watchOverdue(nowMs: number): Promise<void> {
    const open = await this.#storage.presentations.listOpen();
    const overdue = open.filter(({ expiresAtMs }) => expiresAtMs < nowMs);
    await Promise.allSettled(overdue.map((record) => roomOf(this.env, record.room).watch(record)));
  }

  get #rooms() {
    return {
      room: (room: string) => roomOf(this.env, room),
      listOpen: () => this.#storage.presentations.listOpen(),
      background: (work: Promise<unknown>) => this.ctx.waitUntil(work),
    };
  }

  get #secrets(): SecretStore {
    const { kv } = this.ctx.storage;
    const keepFirst = (name: string, make: () => string): string => {
      const known = kv.get<string>(name);
      if (known !== undefined) return known;
      const made = make();
      kv.put(name, made);
      return made;
    };
    return {
      load: async (name) => keepFirst(name, () => makeSecret(randomBytes)),
      keepFirst: async (name, value) => keepFirst(name, () => value),
      placeOf: (name) => `${name} in the directory object`,
    };
  }

  async #open() {
    const config = this.#config;
    const log = this.#log;
    const storage = { ...this.#storage, presentations: this.#watched };
    const clock = systemClock;
    const access = await openAccess(config, clock, randomBytes, this.#secrets);
    const catalogue = await openCatalogue({
      projectsDir: undefined,
      packs: openBundledPacks(),
      log,
      storage,
      clock,
      pictureSecret: access.pictureSecret,
      customViews: config.customViews,
    });
    const publicUrl = ({ protocol, host }: ExpressRequest): string =>
      config.publicUrl ?? `${protocol}://${host}`;
    const origin = config.publicUrl && new URL(config.publicUrl).origin;
    const app = createHttpApp({
      settings: {
        ...config,
        trustProxy: compileTrust(config.trustProxy ?? false),
        clientDir: `${BUNDLE}/client`,
        publicUrl,
      },
      storage,
      isPending: () => false,
      catalogue,
      lists: openLists({ catalogue, storage: storage.lists, readList, clock }),
      uploads: openNoUploads(),
      clock,
      randomBytes,
      log,
      metrics: openMetrics(new Registry(), () => storage.presentations.countLive(clock.now())),
      ...access,
      live: openRemoteRooms(this.#rooms),
      limiter: openLocalRelay(clock, randomBytes).limiter,
      origins: { own: () => origin, allowed: config.allowedOrigins },
      rates: openRates({
        file: undefined,
        url: config.ratesUrl,
        clock,
        log,
        // The platform does not support `redirect: "error"`; a redirect that is not followed also counts as a failure.
        fetch: (address, init) => fetch(address, { ...init, redirect: "manual" }),
      }),
      networkAddress: () => undefined,
      addMedia: (routes) => {
        addAssetMedia(routes, { catalogue, assets: this.env.ASSETS });
        addElementScript(routes, this.env.ASSETS);
      },
      readiness: [() => storage.ping()],
    });
    openSender({
      webhooks: storage.webhooks,
      secretOf: access.webhookSecret,
      post: openFetchPost(config.webhookAllowPrivate),
      clock,
      random: Math.random,
      log,
    });
    return serveAsNode(app);
  }

  override fetch(request: Request): Promise<Response> {
    if (this.#serve === undefined) throw new Error("not open");
    return this.#serve(request);
  }

  async authSecret(): Promise<string> {
    return this.#config.authSecret ?? (await this.#secrets.load(AUTH_SECRET));
  }

  /** Deletes expired data, at least every hour. Due events are sent because an alarm loads the object into memory. */
  override async alarm(): Promise<void> {
    const { presentations, webhooks } = this.#storage;
    const { retentionMs } = this.#config;
    const clock = systemClock;
    this.ctx.waitUntil(
      deleteExpired({ clock, log: this.#log, retentionMs, presentations, webhooks }),
    );
    this.ctx.waitUntil(this.#watchOverdue(clock.now()));
    const hasReceivers = (await webhooks.list()).length > 0;
    const nextMs = hasReceivers ? RETRY_EVERY_MS : SWEEP_EVERY_MS;
    await this.ctx.storage.setAlarm(clock.now() + nextMs);
  }
}
