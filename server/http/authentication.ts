import type { Request } from "express";
import type { Agents } from "../access/agents.ts";
import { findEntitlementFault } from "../access/entitlement.ts";
import { invitationOf, type Agent, type RoomClaims } from "../access/identity.ts";
import type { Services } from "../access/services.ts";
import type { RecapClaims, RecapTokens } from "../access/recapTokens.ts";
import type { RoomTokens } from "../access/roomTokens.ts";
import type { Role } from "../../schema/values/roles.ts";
import { bearerToken } from "../net/bearerToken.ts";
import type { Clock } from "../time/clock.ts";
import type { PresentationRecord, Storage } from "../storage/storage.ts";
import { Problem } from "./problem.ts";

/** The token of the Authorization header; throws `unauthorized` without one. */
export function bearer(request: Request): string {
  const token = bearerToken(request);
  if (token === undefined) throw new Problem("unauthorized");
  return token;
}

/** Identifies callers by their bearer token. Throws a `Problem` for any other. */
export interface Authentication {
  agent(request: Request): Promise<Agent>;
  /** An agent, or a company's program with a service key: the author of its changes. */
  staff(request: Request): Promise<Staff>;
  /** Staff that may change lists; `forbidden` for all others. */
  editor(request: Request): Promise<Staff>;
  /**
   * The role in which an agent, or a participant of a live presentation of this project, may read it. A colleague that
   * came by a link reads what buyers may.
   */
  readerOf(project: string, request: Request): Promise<Role>;
  /** The agent's own presentation, live or not; `unknown` for anybody else's. */
  ownPresentation(id: string, request: Request): Promise<OwnPresentation>;
  /** A participant of this presentation; the token may have expired before an extension. */
  participant(id: string, request: Request): Promise<Participation>;
}

interface Staff {
  /** `service:<name>` for a program. */
  readonly id: string;
  readonly name: string;
  readonly isEditor: boolean;
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
  readonly agents: Agents;
  readonly services: Services;
  readonly roomTokens: RoomTokens;
  readonly recapTokens: RecapTokens;
  readonly storage: Storage;
  readonly clock: Clock;
}

/** 410 unless the presentation is live and the invitation of a colleague still open. */
function requireEntitled(claims: RoomClaims, record: PresentationRecord, nowMs: number): void {
  const fault = findEntitlementFault(claims.subject, record, nowMs);
  if (fault !== undefined) throw new Problem(fault);
}

export function openAuthentication(dependencies: AuthenticationDependencies): Authentication {
  const { agents, services, roomTokens, recapTokens, storage, clock } = dependencies;

  const agent = async (request: Request): Promise<Agent> => {
    const verified = await agents.verify(bearer(request));
    if (!verified.ok) throw new Problem(verified.problem);
    return verified.value;
  };

  const staff = async (request: Request): Promise<Staff> => {
    const service = services.find(bearer(request));
    if (service !== undefined) return { id: `service:${service}`, name: service, isEditor: true };
    const { id, name, isEditor = false } = await agent(request);
    return { id, name, isEditor };
  };

  /** A recap's reader goes on reading homes as they are now, until the link is withdrawn. */
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
      const claims = await roomTokens.verify(bearer(request));
      if (!claims.ok) {
        const reader = await recapTokens.verify(bearer(request));
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
