import type { Express } from "express";
import {
  CreatePresentationRequest,
  PatchPresentationRequest,
  TokenRequest,
  type CreatePresentationResponse,
  type NetworkResponse,
  type PresentationResponse,
  type PresentationsResponse,
  type TokenResponse,
} from "../../../../schema/protocol/api.ts";
import type { Role } from "../../../../schema/values/roles.ts";
import type { Agent } from "../../../access/identity.ts";
import type {
  ListedPresentation,
  ListPosition,
  PresentationRecord,
} from "../../../storage/storage.ts";
import type { Authentication, Staff } from "../../authentication.ts";
import { createPresentation } from "./createPresentation.ts";
import type { HttpDependencies } from "../../dependencies.ts";
import type { PinAttempts } from "../../limits/pinAttempts.ts";
import { requireLive, statusOf, describeLikes, describeVisit } from "../../views.ts";
import { sendDone } from "../../pending.ts";
import { Problem } from "../../problem.ts";
import { pathPart, queryPart, readBody, toIso } from "../../requests.ts";

const MINUTE_MS = 60_000;
/** Maximum number of presentations in one answer. */
const PAGE = 50;

const writeCursor = ({ createdAtMs, order }: ListPosition): string => `${createdAtMs}-${order}`;

function readCursor(cursor: string | undefined): ListPosition | undefined {
  if (cursor === undefined) return undefined;
  const [, created, order] = /^(\d{1,15})-(\d{1,15})$/.exec(cursor) ?? [];
  if (created === undefined) throw new Problem("invalid_body", { detail: "Wrong: cursor" });
  return { createdAtMs: Number(created), order: Number(order) };
}

/** The agent; only services read other agents' presentations. */
const ownerFor = (
  { kind }: Staff,
  { agent }: PresentationRecord,
): Pick<PresentationResponse, "agent"> => (kind === "program" ? { agent } : {});

/** The calls about presentations: of an agent about their own, of a program about all. */
export function addPresentationRoutes(
  app: Express,
  dependencies: HttpDependencies,
  authentication: Authentication,
  pins: PinAttempts,
): void {
  const { storage, isPending, live, clock, roomTokens, settings, networkAddress } = dependencies;

  const viewersOf = async (
    record: PresentationRecord,
  ): Promise<PresentationResponse["viewers"]> => {
    if (record.ended !== undefined) return [];
    const viewers = await live.viewers(record.room);
    return viewers.map(({ subject, name, sinceMs }) => ({
      id: subject,
      name,
      since: toIso(sinceMs),
    }));
  };

  /** Without the parts that must be read, because storage may be unavailable. */
  const describeUnread = async (record: PresentationRecord): Promise<PresentationResponse> => ({
    id: record.id,
    room: record.room,
    project: record.project,
    status: statusOf(record, clock.now()),
    createdAt: toIso(record.createdAtMs),
    expiresAt: toIso(record.expiresAtMs),
    ...(record.ended && { endedAt: toIso(record.ended.atMs) }),
    ...(record.buyerName && { buyer: { name: record.buyerName } }),
    pin: record.pinHash !== undefined,
    maxViewers: record.maxViewers,
    colleagues: record.colleagueInvitation !== undefined,
    viewers: await viewersOf(record),
    ...(isPending(record.id) && { pending: true }),
  });

  const describe = async (record: PresentationRecord): Promise<PresentationResponse> => ({
    ...(await describeUnread(record)),
    visits: (await storage.presentations.listVisits(record.id)).map(describeVisit),
  });

  const describeListed = async ({
    record,
    visits,
    visitCount,
  }: ListedPresentation): Promise<PresentationResponse> => ({
    ...(await describeUnread(record)),
    visits: visits.map(describeVisit),
    ...(visitCount > visits.length && { visitCount }),
  });

  const describeWhole = async (record: PresentationRecord): Promise<PresentationResponse> => {
    const [hearts, visits, wrongPins] = await Promise.all([
      storage.presentations.listHearts(record.id),
      storage.presentations.listVisits(record.id),
      pins.wrong(record.id),
    ]);
    return {
      ...(await describeUnread(record)),
      visits: visits.map(describeVisit),
      likes: describeLikes(hearts, visits),
      ...(wrongPins !== undefined && { wrongPins }),
    };
  };

  const issueToken = async (
    record: PresentationRecord,
    agent: Agent,
    role: Exclude<Role, "buyer">,
  ): Promise<TokenResponse> => {
    // An agent without a name presents under the presentation's.
    const name = agent.name === "" ? record.agent.name : agent.name;
    if (role === "agent" && name !== record.agent.name) {
      await storage.presentations.setAgentName(record.id, name);
    }
    const token = await roomTokens.issue({
      subject: `${role}:${agent.id}`,
      presentation: record.id,
      room: record.room,
      role,
      name,
      expiresAtMs: record.expiresAtMs,
    });
    return { token, room: record.room, expiresAt: toIso(record.expiresAtMs) };
  };

  app.post("/api/presentations", async (request, response) => {
    const agent = await authentication.agent(request);
    const body = readBody(request, CreatePresentationRequest);
    const { record, secret } = await createPresentation(dependencies, agent, body);
    response.status(201).json({
      id: record.id,
      room: record.room,
      link: `${settings.publicUrl(request)}/p/${record.id}#${secret}`,
      expiresAt: toIso(record.expiresAtMs),
    } satisfies CreatePresentationResponse);
  });

  app.get("/api/network", async (request, response) => {
    await authentication.agent(request);
    const address = networkAddress();
    response.json({ ...(address !== undefined && { address }) } satisfies NetworkResponse);
  });

  app.get("/api/presentations", async (request, response) => {
    const caller = await authentication.staff(request);
    const owner = caller.kind === "agent" ? caller.id : undefined;
    const after = readCursor(queryPart(request, "cursor"));
    const page = await storage.presentations.listPage(owner, after, PAGE);
    const presentations = await Promise.all(
      page.presentations.map(async (listed) => ({
        ...(await describeListed(listed)),
        ...ownerFor(caller, listed.record),
      })),
    );
    const next = page.next && writeCursor(page.next);
    response.json({
      presentations,
      ...(next !== undefined && { next }),
    } satisfies PresentationsResponse);
  });

  app.get("/api/presentations/:id", async (request, response) => {
    const { caller, record } = await authentication.managedPresentation(
      pathPart(request, "id"),
      request,
    );
    response.json({ ...(await describeWhole(record)), ...ownerFor(caller, record) });
  });

  app.patch("/api/presentations/:id", async (request, response) => {
    const { record } = await authentication.managedPresentation(pathPart(request, "id"), request);
    const { minutes } = readBody(request, PatchPresentationRequest);
    requireLive(record, clock.now());
    const expiresAtMs = Math.round(clock.now() + minutes * MINUTE_MS);
    await storage.presentations.setExpiry(record.id, expiresAtMs);
    live.extend(record.room, expiresAtMs);
    const extended = { ...record, expiresAtMs };
    if (isPending(record.id)) response.status(202).json(await describeUnread(extended));
    else response.json(await describe(extended));
  });

  app.delete("/api/presentations/:id", async (request, response) => {
    const { record } = await authentication.managedPresentation(pathPart(request, "id"), request);
    await storage.presentations.end(record.id, { atMs: clock.now(), reason: "ended" });
    await live.end(record.room, "ended");
    sendDone(response, isPending(record.id));
  });

  app.post("/api/presentations/:id/tokens", async (request, response) => {
    const { agent, record } = await authentication.ownPresentation(
      pathPart(request, "id"),
      request,
    );
    const { role } = readBody(request, TokenRequest);
    requireLive(record, clock.now());
    response.json(await issueToken(record, agent, role));
  });
}
