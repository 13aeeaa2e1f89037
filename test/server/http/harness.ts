import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { randomBytes } from "node:crypto";
import { Registry } from "prom-client";
import { onTestFinished } from "vitest";
import type { View } from "../../../schema/presentation/presentation.ts";
import type { ProblemDetails } from "../../../schema/protocol/problems.ts";
import { openBuiltInAgents, type Agents } from "../../../server/access/agents.ts";
import { openInvitations } from "../../../server/access/invitations.ts";
import { openServices, type ServiceKey } from "../../../server/access/services.ts";
import type { PictureUploads } from "../../../server/catalogue/uploads/uploads.ts";
import type { Lists } from "../../../server/catalogue/list/lists.ts";
import { openRoomTokens } from "../../../server/access/tokens/roomTokens.ts";
import { openRecapTokens } from "../../../server/access/tokens/recapTokens.ts";
import { openWebhookSecrets } from "../../../server/access/webhookSecrets.ts";
import { createHttpApp } from "../../../server/http/app.ts";
import { addMediaRoutes } from "../../../server/http/routes/projects/mediaRoutes.ts";
import type { HttpDependencies, HttpSettings } from "../../../server/http/dependencies.ts";
import type { MomentContent } from "../../../schema/history/moment.ts";
import type {
  LivePresentations,
  LiveViewer,
  StatusChanges,
} from "../../../server/rooms/livePresentations.ts";
import type { PresentationRecord } from "../../../server/storage/storage.ts";
import { openLocalRelay } from "../../../server/relay/local.ts";
import { openLog } from "../../../server/telemetry/log.ts";
import { defineProcessMetrics, openMetrics } from "../../../server/telemetry/metrics.ts";
import { FakeClock } from "../../support/clock/fakeClock.ts";
import { checkAnswer } from "../../support/server/checkAnswer.ts";
import { openMemoryStorage } from "../../support/server/memory/memoryStorage.ts";
import type { Ask } from "../../../schema/presentation/awareness.ts";
import type { Project } from "../../../schema/catalogue/catalogue.ts";
import { openFakeCatalogue } from "./fakeCatalogue.ts";

export const KEY = "the agent's key";
const SECRET = "a secret that signs everything here";

/** Rooms that record the calls made to them. */
class FakeLive implements LivePresentations {
  readonly calls: unknown[][] = [];
  watching: readonly LiveViewer[] = [];
  seats = Infinity;
  showing: View | undefined;
  viewOf = async (): Promise<View | undefined> => this.showing;
  viewers = async (): Promise<readonly LiveViewer[]> => this.watching;
  hasFreeSeat = async (): Promise<boolean> => this.seats > 0;
  setHearts = async (room: string, subject: string, units: readonly string[]): Promise<void> => {
    this.calls.push(["hearts", room, subject, units]);
  };
  ask = async (room: string, subject: string, ask: Ask): Promise<void> => {
    this.calls.push(["ask", room, subject, ask]);
  };
  withdrawColleagues = async (room: string): Promise<void> => {
    this.calls.push(["withdrawColleagues", room]);
  };
  record = async ({ room }: PresentationRecord, content: MomentContent): Promise<void> => {
    this.calls.push(["record", room, content]);
  };
  recordStatuses = async (project: string, changes: StatusChanges): Promise<void> => {
    this.calls.push(["recordStatuses", project, changes]);
  };
  extend = (room: string, expiresAtMs: number): void => {
    this.calls.push(["extend", room, expiresAtMs]);
  };
  end = async (room: string, reason: string): Promise<void> => {
    this.calls.push(["end", room, reason]);
  };
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as the call's response type; checked by the test's assertions. */
  readonly json: () => unknown;
  /** `status code` of a problem, checked to be one. */
  readonly problem: string;
}

export interface Call {
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

function problemOf(status: number, headers: Headers, text: string): string {
  const isProblem = headers.get("content-type")?.startsWith("application/problem+json") === true;
  if (!isProblem) return `${status} no problem`;
  const body = JSON.parse(text) as ProblemDetails;
  return body.status === status && body.type === "about:blank" ? `${status} ${body.code}` : text;
}

async function send(url: string, method: string, call: Call): Promise<Answer> {
  const { token, body, headers = {} } = call;
  const response = await fetch(url, {
    method,
    redirect: "manual",
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const type = response.headers.get("content-type");
  checkAnswer(method, url, { status: response.status, type, text });
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: () => JSON.parse(text) as unknown,
    problem: problemOf(response.status, response.headers, text),
  };
}

export interface HarnessOptions extends Partial<
  Pick<
    HttpDependencies,
    "brand" | "catalogue" | "isPending" | "networkAddress" | "readiness" | "storage"
  >
> {
  readonly settings?: Partial<HttpSettings>;
  readonly agents?: Agents;
  readonly serviceKeys?: readonly ServiceKey[];
  readonly lists?: Lists;
  readonly authenticate?: HttpDependencies["authenticate"];
  readonly project?: Project;
  /** No folder by default. */
  readonly dataDir?: string;
}

const nowhere = async () => undefined;
const openNoLists = (): Lists => ({
  apply: nowhere,
  undo: nowhere,
  history: nowhere,
  export: nowhere,
  exportPack: nowhere,
  mapping: nowhere,
  setMapping: nowhere,
  add: () => Promise.reject(new Error("no development can be added")),
  isAdded: () => false,
  remove: async () => "unknown",
  removed: nowhere,
});

const openNoUploads = (): PictureUploads => ({
  list: nowhere,
  add: nowhere,
  place: nowhere,
  remove: nowhere,
  addressOf: () => "",
  receive: () => Promise.reject(new Error("no picture can be added")),
});

/** The HTTP side on a real port, with a stopped clock and in-memory storage. */
export async function openHarness(options: HarnessOptions = {}) {
  const clock = new FakeClock();
  const storage = options.storage ?? openMemoryStorage();
  const live = new FakeLive();
  const catalogue = options.catalogue ?? openFakeCatalogue(options.project);
  const logLines: string[] = [];
  const roomTokens = openRoomTokens(SECRET, clock);
  const builtIn = openBuiltInAgents(SECRET, KEY, clock);
  const log = openLog("debug", { write: (line) => logLines.push(line) });
  const { dataDir = "/nowhere" } = options;
  const registry = new Registry();
  defineProcessMetrics(registry);
  const app = createHttpApp({
    addMedia: (routes) => addMediaRoutes(routes, { catalogue, dataDir, log }),
    settings: {
      trustProxy: () => false,
      linkMs: 60 * 60_000,
      awayMs: 15 * 60_000,
      retentionMs: 30 * 24 * 60 * 60_000,
      maxViewers: 50,
      joinAttemptsPerMinute: 10,
      webhookAllowPrivate: false,
      clientDir: "/nowhere",
      publicPath: "",
      allowedOrigins: [],
      embedsViewers: false,
      customViews: [],
      publicUrl: () => "https://live.example.com",
      ...options.settings,
    },
    agents: options.agents ?? builtIn,
    invitations: openInvitations(SECRET, randomBytes),
    log,
    metrics: openMetrics(registry, async () => 0),
    limiter: openLocalRelay(clock, randomBytes).limiter,
    readiness: options.readiness ?? [],
    origins: {
      own: () => "https://live.example.com",
      allowed: options.settings?.allowedOrigins ?? [],
    },
    authenticate: options.authenticate,
    networkAddress: options.networkAddress ?? (() => undefined),
    storage,
    isPending: options.isPending ?? (() => false),
    catalogue,
    brand: options.brand,
    lists: options.lists ?? openNoLists(),
    uploads: openNoUploads(),
    services: openServices(options.serviceKeys ?? []),
    live,
    roomTokens,
    recapTokens: openRecapTokens(SECRET, clock),
    webhookSecret: openWebhookSecrets(SECRET),
    clock,
    randomBytes,
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const method =
    (name: string) =>
    (path: string, call: Call = {}) =>
      send(origin + path, name, call);
  const signedIn = await builtIn.signIn(KEY);
  if (!signedIn.ok) throw new Error(signedIn.problem);
  return {
    app,
    clock,
    storage,
    live,
    catalogue,
    logLines,
    roomTokens,
    origin,
    agentToken: signedIn.value.token,
    get: method("GET"),
    post: method("POST"),
    put: method("PUT"),
    patch: method("PATCH"),
    delete: method("DELETE"),
  };
}
export type Harness = Awaited<ReturnType<typeof openHarness>>;

export interface Created {
  readonly id: string;
  readonly room: string;
  readonly link: string;
  readonly expiresAt: string;
  readonly secret: string;
}

/** A presentation of the small project, as the agent makes one. */
export async function present(harness: Harness, more: object = {}): Promise<Created> {
  const { agentToken: token } = harness;
  const body = { project: "small", ...more };
  const answer = await harness.post("/api/presentations", { token, body });
  const created = answer.json() as Omit<Created, "secret">;
  return { ...created, secret: new URL(created.link).hash.slice(1) };
}
