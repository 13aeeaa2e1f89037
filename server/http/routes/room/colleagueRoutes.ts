import type { Express, Request } from "express";
import {
  ColleagueJoinRequest,
  PreviewRequest,
  type ColleagueLinkResponse,
  type ColleaguePreviewResponse,
  type JoinResponse,
} from "../../../../schema/protocol/api.ts";
import { colleagueSubject } from "../../../access/identity.ts";
import { randomId } from "../../../access/randomId.ts";
import type { PresentationRecord } from "../../../storage/storage.ts";
import type { Authentication } from "../../authentication.ts";
import type { HttpDependencies } from "../../dependencies.ts";
import { openJoinLimit } from "../../limits/joinLimit.ts";
import { sendDone } from "../../pending.ts";
import { requireLive } from "../../views.ts";
import { Problem } from "../../problem.ts";
import { pathPart, readBody, toIso } from "../../requests.ts";
import { openInvitationAccess } from "../../invitationAccess.ts";

const INVITATION_LENGTH = 16;
const PERSON_LENGTH = 16;

interface Invited {
  readonly record: PresentationRecord;
  readonly invitation: string;
}

/** A colleague may present too: the agent invites and withdraws, the colleague comes by the link, without an account. */
export function addColleagueRoutes(
  app: Express,
  dependencies: HttpDependencies,
  authentication: Authentication,
): void {
  const { clock, invitations, live, randomBytes, roomTokens } = dependencies;
  const { isPending, settings, storage } = dependencies;
  const door = openInvitationAccess(dependencies, "colleagues");
  const countJoin = openJoinLimit(dependencies, "joined-colleagues");
  const path = "/api/presentations/:id/colleagues";

  /** The presentation of a colleague's secret, which can be used repeatedly. */
  const readInvited = async (request: Request, secret: string): Promise<Invited> => {
    const record = await door.admit(request, (found) => {
      const { id, colleagueInvitation: open } = found;
      const fits = open !== undefined && invitations.matchesColleagues(secret, id, open);
      if (!fits) return "wrong_secret";
      requireLive(found, clock.now());
      return undefined;
    });
    return { record, invitation: record.colleagueInvitation ?? "" };
  };

  app.post(path, async (request, response) => {
    const { record } = await authentication.ownPresentation(pathPart(request, "id"), request);
    requireLive(record, clock.now());
    const { id, expiresAtMs } = record;
    const fresh = randomId(INVITATION_LENGTH, randomBytes);
    const invitation = await storage.presentations.inviteColleagues(id, fresh);
    if (invitation === undefined) throw new Problem("unknown");
    const secret = invitations.secretForColleagues(id, invitation);
    response.json({
      link: `${settings.publicUrl(request)}/agent/join/${id}#${secret}`,
      expiresAt: toIso(expiresAtMs),
    } satisfies ColleagueLinkResponse);
  });

  app.delete(path, async (request, response) => {
    const { record } = await authentication.ownPresentation(pathPart(request, "id"), request);
    await storage.presentations.withdrawColleagues(record.id);
    await live.withdrawColleagues(record.room);
    sendDone(response, isPending(record.id));
  });

  app.post(`${path}/preview`, async (request, response) => {
    const { secret } = readBody(request, PreviewRequest);
    const { record } = await readInvited(request, secret);
    const preview: ColleaguePreviewResponse = door.describe(record);
    response.json(preview);
  });

  app.post(`${path}/join`, async (request, response) => {
    const { secret, name } = readBody(request, ColleagueJoinRequest);
    const { record, invitation } = await readInvited(request, secret);
    await countJoin(request);
    const { id, room, expiresAtMs, project } = record;
    const token = await roomTokens.issue({
      subject: colleagueSubject(invitation, randomId(PERSON_LENGTH, randomBytes)),
      presentation: id,
      room,
      role: "agent",
      name,
      expiresAtMs,
    });
    const presenter = { name: record.agent.name };
    const expiresAt = toIso(expiresAtMs);
    response.json({ token, room, expiresAt, presenter, project } satisfies JoinResponse);
  });
}
