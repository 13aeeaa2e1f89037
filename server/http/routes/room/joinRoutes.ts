import type { Express, Request } from "express";
import {
  JoinRequest,
  PreviewRequest,
  type JoinResponse,
  type PreviewResponse,
} from "../../../../schema/protocol/api.ts";
import type { RoomClaims } from "../../../access/identity.ts";
import { shownPicture } from "../../../../schema/presentation/shownPicture.ts";
import { randomId } from "../../../access/randomId.ts";
import { networkOf } from "../../../net/clientAddress.ts";
import type { PresentationRecord } from "../../../storage/storage.ts";
import type { HttpDependencies } from "../../dependencies.ts";
import { openJoinLimit } from "../../limits/joinLimit.ts";
import type { PinAttempts } from "../../limits/pinAttempts.ts";
import { pictureOf, requireLive } from "../../views.ts";
import { Problem } from "../../problem.ts";
import { readBody, toIso } from "../../requests.ts";
import { openInvitationAccess } from "../../invitationAccess.ts";

const SUBJECT_LENGTH = 16;

/** The two calls that take an invitation's secret, which can be used repeatedly. */
export function addJoinRoutes(
  app: Express,
  dependencies: HttpDependencies,
  pins: PinAttempts,
): void {
  const { catalogue, clock, invitations, live, metrics, roomTokens, storage } = dependencies;
  const { randomBytes } = dependencies;
  const door = openInvitationAccess(dependencies, "join");
  const countJoin = openJoinLimit(dependencies, "joined");

  const admit = (request: Request, secret: string): Promise<PresentationRecord> =>
    door.admit(request, (record) => {
      if (!invitations.matchesSecret(secret, record.secretHash)) return "wrong_secret";
      requireLive(record, clock.now());
      return undefined;
    });

  const checkPin = async (
    request: Request,
    { id, pinHash }: PresentationRecord,
    pin: string,
  ): Promise<void> => {
    if (pinHash === undefined) return;
    const isRight = invitations.matchesPin(pin, id, pinHash);
    await pins.check(id, networkOf(request.ip ?? ""), isRight);
  };

  /** A returning buyer, by an earlier room token. Any other token makes a new visit. */
  const readReturning = async (
    { id }: PresentationRecord,
    token: string,
  ): Promise<RoomClaims | undefined> => {
    const claims = await roomTokens.verifyForRenewal(token);
    const isBuyer = claims.ok && claims.value.presentation === id && claims.value.role === "buyer";
    return isBuyer ? claims.value : undefined;
  };

  /** The picture that a buyer would see first. */
  const pictureShown = async ({ project, room }: PresentationRecord) => {
    const index = catalogue.findShown(project);
    const view = index && (await live.viewOf(room));
    const picture = view && shownPicture(view, index);
    return picture && pictureOf(picture);
  };

  const counted = async <Value>(join: Promise<Value>): Promise<Value> => {
    try {
      const value = await join;
      metrics.joined();
      return value;
    } catch (error) {
      metrics.joinRefused(error instanceof Problem ? error.code : "internal");
      throw error;
    }
  };

  const join = async (request: Request): Promise<JoinResponse> => {
    const { secret, pin, name, token: earlier, withoutPart } = readBody(request, JoinRequest);
    const record = await admit(request, secret);
    await checkPin(request, record, pin ?? "");
    const returning = earlier === undefined ? undefined : await readReturning(record, earlier);
    const subject = returning?.subject ?? `buyer:${randomId(SUBJECT_LENGTH, randomBytes)}`;
    if (!(await live.hasFreeSeat(record, subject))) throw new Problem("full");
    await countJoin(request);
    const { id, room, expiresAtMs } = record;
    const known = {
      participant: subject,
      name: name || returning?.name || (record.buyerName ?? ""),
    };
    await storage.presentations.recordVisit(id, {
      participant: subject,
      name: withoutPart === true ? "" : known.name,
      joinedAtMs: clock.now(),
      leftAtMs: undefined,
    });
    const token = await roomTokens.issue({
      subject,
      presentation: id,
      room,
      role: "buyer",
      name: known.name,
      ...(withoutPart === true && { unrecorded: true }),
      expiresAtMs,
    });
    const presenter = { name: record.agent.name };
    return { token, room, expiresAt: toIso(expiresAtMs), presenter, project: record.project };
  };

  app.post("/api/presentations/:id/join", async (request, response) => {
    response.json(await counted(join(request)));
  });

  app.post("/api/presentations/:id/preview", async (request, response) => {
    const { secret } = readBody(request, PreviewRequest);
    const record = await admit(request, secret);
    const pin = record.pinHash !== undefined;
    const showing = pin ? undefined : await pictureShown(record);
    const described = door.describe(record);
    const keptUntil = toIso(record.expiresAtMs + dependencies.settings.retentionMs);
    response.json({
      ...described,
      pin,
      keptUntil,
      ...(showing && { showing }),
    } satisfies PreviewResponse);
  });
}
