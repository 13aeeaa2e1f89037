import type { Request } from "express";
import type { Agents } from "../access/agents.ts";
import type { AuthenticateRequest, HostAgent } from "../access/authenticateRequest.ts";
import { findEntitlementFault } from "../access/entitlement.ts";
import { invitationOf, type Agent, type RoomClaims } from "../access/identity.ts";
import type { Services } from "../access/services.ts";
import type { RecapClaims, RecapTokens } from "../access/tokens/recapTokens.ts";
import type { RoomTokens } from "../access/tokens/roomTokens.ts";
import type { Role } from "../../schema/values/roles.ts";
import { cutName } from "../../schema/values/names.ts";
import { fail } from "../../schema/values/result.ts";
import { bearerToken } from "../net/bearerToken.ts";
import { isOriginAllowed, type Origins } from "../net/origins.ts";
import type { Clock } from "../time/clock.ts";
import type { PresentationRecord, Storage } from "../storage/storage.ts";
import { Problem } from "./problem.ts";

/** The token of the Authorization header; throws `unauthorized` without one. */
export function bearer(request: Request): string {
  const token = bearerToken(request);
  if (token === undefined) throw new Problem("unauthorized");
  return token;
}

/** Identifies callers by their bearer token or the host's session. Throws a `Problem` for all others. */
export interface Authentication {
  agent(request: Request): Promise<Agent>;
  /** An agent, or a program with a service key; recorded as the author of its changes. */
  staff(request: Request): Promise<Staff>;
  /** Staff that may change lists; `forbidden` for all others. */
  editor(request: Request): Promise<Staff>;
  /**
   * The role in which the caller may read the project: staff, a participant of a live presentation of it, or a recap's
   * reader. Colleagues who joined by a link read what buyers may.
   */
  readerOf(project: string, request: Request): Promise<Role>;
  /** The agent's own presentation, live or not; `unknown` for anybody else's. */
  ownPresentation(id: string, request: Request): Promise<OwnPresentation>;
  /** The same for agents; programs get any agent's presentation, which they may read, extend and end, but not join. */
  managedPresentation(id: string, request: Request): Promise<ManagedPresentation>;
  /** A participant of this presentation; the token may have expired before an extension. */
  participant(id: string, request: Request): Promise<Participation>;
}

export interface Staff {
  readonly kind: "agent" | "program";
  /** `service:<name>` for a program. */
  readonly id: string;
  readonly name: string;
  readonly isEditor: boolean;
}

interface ManagedPresentation {
  readonly caller: Staff;
  readonly record: PresentationRecord;
}

interface OwnPresentation {
  readonly agent: Agent;
  readonly record: PresentationRecord;
}

interface Participation {
  readonly claims: RoomClaims;
  readonly record: PresentationRecord;
}

interface AuthenticationDependencies {
  /** The origins whose pages may use the host's session. */
  readonly origins: Origins;
  readonly authenticate?: AuthenticateRequest | undefined;
  readonly agents: Agents;
  readonly services: Services;
  readonly roomTokens: RoomTokens;
  readonly recapTokens: RecapTokens;
  readonly storage: Storage;
  readonly clock: Clock;
}

const NO_TOKEN = "unauthorized" as const;

/** The agent returned by a host, validated. Throws if it is invalid. */
function toAgent({ id, name, isEditor }: HostAgent): Agent {
  if (typeof id !== "string" || id === "" || typeof name !== "string") {
    throw new TypeError("authenticate must resolve to { id, name } or undefined");
  }
  return { id, name: cutName(name), ...(isEditor === true && { isEditor }) };
}

/** Throws 410 unless the presentation is live and a colleague's invitation is still open. */
function requireEntitled(claims: RoomClaims, record: PresentationRecord, nowMs: number): void {
  const fault = findEntitlementFault(claims.subject, record, nowMs);
  if (fault !== undefined) throw new Problem(fault);
}

export function openAuthentication(dependencies: AuthenticationDependencies): Authentication {
  const { agents, services, roomTokens, recapTokens, storage, clock } = dependencies;
  const { authenticate, origins } = dependencies;

  /**
   * Browsers send a session's cookie with requests from any page, so it does not authenticate requests from foreign
   * pages.
   */
  const byHost = async (request: Request): Promise<Agent | undefined> => {
    const { origin, host } = request.headers;
    if (authenticate === undefined || !isOriginAllowed({ origin, host }, origins)) return undefined;
    const found = await authenticate(request);
    return found && toAgent(found);
  };

  const agent = async (request: Request): Promise<Agent> => {
    const token = bearerToken(request);
    // A valid service key, but not for this call.
    if (services.find(token ?? "") !== undefined) throw new Problem("forbidden");
    const verified = token === undefined ? fail(NO_TOKEN) : await agents.verify(token);
    if (verified.ok) return verified.value;
    const found = await byHost(request);
    if (found === undefined) throw new Problem(verified.problem);
    return found;
  };

  const staff = async (request: Request): Promise<Staff> => {
    const service = services.find(bearerToken(request) ?? "");
    if (service !== undefined) {
      return { kind: "program", id: `service:${service}`, name: service, isEditor: true };
    }
    const { id, name, isEditor = false } = await agent(request);
    return { kind: "agent", id, name, isEditor };
  };

  /** A recap's reader may read the project until the link is withdrawn. */
  const requireRecapOf = async (project: string, claims: RecapClaims): Promise<void> => {
    const [record, recap] = await Promise.all([
      storage.presentations.find(claims.presentation),
      storage.recaps.find(claims.presentation),
    ]);
    if (record?.project !== project) throw new Problem("forbidden");
    if (recap?.invitation !== claims.invitation) throw new Problem("withdrawn");
  };

  return {
    agent,
    staff,
    editor: async (request) => {
      const caller = await staff(request);
      if (!caller.isEditor) throw new Problem("forbidden");
      return caller;
    },
    readerOf: async (project, request) => {
      const token = bearerToken(request) ?? "";
      const claims = await roomTokens.verify(token);
      if (!claims.ok) {
        const reader = await recapTokens.verify(token);
        if (reader.ok) {
          await requireRecapOf(project, reader.value);
          return "buyer";
        }
        await staff(request);
        return "agent";
      }
      const record = await storage.presentations.find(claims.value.presentation);
      if (record?.project !== project) throw new Problem("forbidden");
      requireEntitled(claims.value, record, clock.now());
      return invitationOf(claims.value.subject) === undefined ? claims.value.role : "buyer";
    },
    ownPresentation: async (id, request) => {
      const caller = await agent(request);
      const record = await storage.presentations.find(id);
      if (record === undefined || record.agent.id !== caller.id) throw new Problem("unknown");
      return { agent: caller, record };
    },
    managedPresentation: async (id, request) => {
      const caller = await staff(request);
      const record = await storage.presentations.find(id);
      const isAny = caller.kind === "program";
      if (record === undefined || (!isAny && record.agent.id !== caller.id)) {
        throw new Problem("unknown");
      }
      return { caller, record };
    },
    participant: async (id, request) => {
      const claims = await roomTokens.verifyForRenewal(bearer(request));
      if (!claims.ok) throw new Problem("unauthorized");
      if (claims.value.presentation !== id) throw new Problem("forbidden");
      const record = await storage.presentations.find(id);
      if (record === undefined) throw new Problem("unknown");
      requireEntitled(claims.value, record, clock.now());
      return { claims: claims.value, record };
    },
  };
}
