import type { Express, Request } from "express";
import {
  RecapOpenRequest,
  type HistoryResponse,
  type RecapLinkResponse,
  type RecapResponse,
  type UnitRow,
} from "../../../../schema/protocol/api.ts";
import type { Moment } from "../../../../schema/history/moment.ts";
import { momentsFor, type Reader } from "../../../../schema/history/readable.ts";
import { recapHomes } from "../../../../schema/history/recapHomes.ts";
import { projectOfHomes } from "../../../../schema/catalogue/projectOfHomes.ts";
import type { RecapClaims } from "../../../access/tokens/recapTokens.ts";
import { randomId } from "../../../access/randomId.ts";
import { networkOf } from "../../../net/clientAddress.ts";
import type { RecapRecord } from "../../../storage/recaps.ts";
import type { PresentationRecord } from "../../../storage/storage.ts";
import { bearer, type Authentication } from "../../authentication.ts";
import type { HttpDependencies } from "../../dependencies.ts";
import type { Hearts } from "../../hearts.ts";
import { readHistory, unitsOf } from "../../history.ts";
import { openInvitationAccess } from "../../invitationAccess.ts";
import { sendDone } from "../../pending.ts";
import type { PinAttempts } from "../../limits/pinAttempts.ts";
import { Problem, required } from "../../problem.ts";
import { pathPart, readBody, toIso } from "../../requests.ts";

const INVITATION_LENGTH = 16;
const FORGOTTEN = "buyer:forgotten";

/**
 * Placeholder for a forgotten buyer, which records only that somebody was there. Without it, the other of two buyers would
 * count as the only one, and everybody with the link would see that buyer's part.
 */
const forgottenBuyer = ({ createdAtMs }: PresentationRecord): Moment => ({
  at: createdAtMs,
  node: "server",
  n: 1,
  kind: "joined",
  by: FORGOTTEN,
  role: "buyer",
});

/** Whether the reader's part is recorded: without it, the buyer's `joined` has no name. */
const isRecorded = (reader: Reader, moments: readonly Moment[]): boolean =>
  moments.some(
    (moment) =>
      moment.kind === "joined" && moment.by === reader?.subject && moment.name !== undefined,
  );

/** Recaps of past presentations, by a link that the agent sends and may withdraw. */
export function addRecapRoutes(
  app: Express,
  dependencies: HttpDependencies,
  authentication: Authentication,
  { pins, hearts }: { readonly pins: PinAttempts; readonly hearts: Hearts },
): void {
  const { brand, catalogue, clock, invitations, isPending, lists, randomBytes, recapTokens } =
    dependencies;
  const { roomTokens, settings, storage } = dependencies;
  const access = openInvitationAccess(dependencies, "recap");

  /** When the recap is deleted, with all the data that it shows. */
  const expiryOf = ({ ended, expiresAtMs }: PresentationRecord): number =>
    (ended?.atMs ?? expiresAtMs) + settings.retentionMs;

  const rowsOf = (
    { project }: PresentationRecord,
    units: readonly string[],
  ): readonly UnitRow[] => {
    const rows = new Map(catalogue.unitsShown(project)?.body.units.map((row) => [row.id, row]));
    return units.map((unit) => rows.get(unit)).filter((row) => row !== undefined);
  };

  /** The recap's buyer: the holder of the room token sent with the secret, or the presentation's only buyer. */
  const readerOf = async (
    { id }: PresentationRecord,
    token: string | undefined,
    moments: readonly Moment[],
  ): Promise<Reader> => {
    if (token !== undefined) {
      const claims = await roomTokens.verifyForRenewal(token, settings.retentionMs);
      const isBuyer =
        claims.ok && claims.value.presentation === id && claims.value.role === "buyer";
      if (isBuyer) return { subject: claims.value.subject };
    }
    const [only, ...others] = await storage.presentations.listVisits(id);
    const hasForgotten = moments.some(({ by }) => by === FORGOTTEN);
    const isAlone = only !== undefined && others.length === 0 && !hasForgotten;
    return isAlone ? { subject: only.participant } : undefined;
  };

  app.post("/api/presentations/:id/recap", async (request, response) => {
    const { record } = await authentication.ownPresentation(pathPart(request, "id"), request);
    const moments = await readHistory(dependencies, record);
    const recap = await storage.recaps.open(record.id, {
      invitation: randomId(INVITATION_LENGTH, randomBytes),
      createdAtMs: clock.now(),
      unitsThen: JSON.stringify(rowsOf(record, unitsOf(moments))),
    });
    if (recap === undefined) throw new Problem("unknown");
    const secret = invitations.secretForRecap(record.id, recap.invitation);
    response.status(201).json({
      link: `${settings.publicUrl(request)}/r/${record.id}#${secret}`,
      expiresAt: toIso(expiryOf(record)),
      opens: recap.opens,
      ...(recap.openedAtMs !== undefined && { openedAt: toIso(recap.openedAtMs) }),
    } satisfies RecapLinkResponse);
  });

  app.delete("/api/presentations/:id/recap", async (request, response) => {
    const { record } = await authentication.ownPresentation(pathPart(request, "id"), request);
    await storage.recaps.withdraw(record.id);
    sendDone(response, isPending(record.id));
  });

  const describe = async (
    record: PresentationRecord,
    recap: RecapRecord,
    { token, withoutMoments = false }: Pick<RecapOpenRequest, "token" | "withoutMoments">,
  ): Promise<RecapResponse> => {
    const shown = catalogue.findShown(record.project)?.project;
    const project = required(shown ?? (await lists.removed(record.project)));
    const history = await readHistory(dependencies, record);
    const reader = await readerOf(record, token, history);
    const moments = momentsFor(reader, history);
    const likes = reader === undefined ? [] : await hearts.of(record, reader.subject);
    const units = [...new Set([...unitsOf(moments), ...likes])];
    const { appointment, contact } = (await storage.followUps.find(record.id)) ?? {};
    const known = new Set(units);
    const then = JSON.parse(recap.unitsThen) as readonly UnitRow[];
    const claims = {
      presentation: record.id,
      invitation: recap.invitation,
      reader: reader?.subject,
    };
    return {
      token: await recapTokens.issue(claims, expiryOf(record)),
      presenter: { name: record.agent.name, ...brand?.cardOf(record.agent.id), ...contact },
      project: record.project,
      moments: withoutMoments ? [] : moments,
      homes: recapHomes(project.id, moments, likes),
      development: projectOfHomes(project, units),
      units: rowsOf(record, units),
      unitsThen: then.filter(({ id }) => known.has(id)),
      ...(reader !== undefined && { reader: reader.subject }),
      likes,
      mayLike: isRecorded(reader, moments),
      ...(appointment !== undefined && { appointment }),
      createdAt: toIso(record.createdAtMs),
      expiresAt: toIso(expiryOf(record)),
    };
  };

  app.post("/api/recaps/:id/open", async (request, response) => {
    const { secret, pin, token, isCounted, withoutMoments } = readBody(request, RecapOpenRequest);
    const recap = await storage.recaps.find(pathPart(request, "id"));
    const record = await access.admit(request, ({ id }) =>
      recap !== undefined && invitations.matchesRecap(secret, id, recap.invitation)
        ? undefined
        : "wrong_secret",
    );
    if (recap === undefined) throw new Problem("unknown");
    if (record.pinHash !== undefined) {
      // A request without a PIN is not an attempt.
      if (pin === undefined) throw new Problem("wrong_pin");
      const isRight = invitations.matchesPin(pin, record.id, record.pinHash);
      await pins.check(record.id, networkOf(request.ip ?? ""), isRight);
    }
    if (isCounted === true) await storage.recaps.countOpen(record.id, clock.now());
    response.json(await describe(record, recap, { token, withoutMoments }));
  });

  const readClaims = async (request: Request): Promise<RecapClaims> => {
    const claims = await recapTokens.verify(bearer(request));
    if (!claims.ok) throw new Problem("unauthorized");
    const { presentation, invitation } = claims.value;
    if (presentation !== pathPart(request, "id")) throw new Problem("forbidden");
    const recap = await storage.recaps.find(presentation);
    if (recap?.invitation !== invitation) throw new Problem("withdrawn");
    return claims.value;
  };

  const readRecord = async (request: Request) => {
    const { presentation, reader } = await readClaims(request);
    const record = await storage.presentations.find(presentation);
    if (record === undefined) throw new Problem("unknown");
    return { record, reader };
  };

  app.get("/api/recaps/:id/history", async (request, response) => {
    const { record, reader } = await readRecord(request);
    const history = await readHistory(dependencies, record);
    const moments = momentsFor(reader === undefined ? undefined : { subject: reader }, history);
    response.json({ moments } satisfies HistoryResponse);
  });

  for (const [method, liked] of [
    ["put", true],
    ["delete", false],
  ] as const) {
    app[method]("/api/recaps/:id/hearts/:unit", async (request, response) => {
      const { record, reader } = await readRecord(request);
      if (reader === undefined) throw new Problem("forbidden");
      const moments = await storage.history.load(record.room);
      if (!isRecorded({ subject: reader }, moments)) throw new Problem("forbidden");
      await hearts.set(record, reader, pathPart(request, "unit"), liked);
      sendDone(response, isPending(record.id));
    });
  }

  /** Removes from the recap the homes that only this buyer viewed or liked. */
  const dropUnitsOf = async (record: PresentationRecord, reader: string): Promise<void> => {
    const recap = await storage.recaps.find(record.id);
    if (recap === undefined) return;
    const history = await readHistory(dependencies, record);
    const named = new Set(unitsOf(history.filter(({ by }) => by !== reader)));
    const then = JSON.parse(recap.unitsThen) as readonly UnitRow[];
    const kept = then.filter(({ id }) => named.has(id));
    await storage.recaps.setUnitsThen(record.id, JSON.stringify(kept));
  };

  app.post("/api/recaps/:id/forget", async (request, response) => {
    const { record, reader } = await readRecord(request);
    if (reader !== undefined) {
      await storage.documents.append(record.room, [], [forgottenBuyer(record)]);
      await dropUnitsOf(record, reader);
      await storage.history.forget(record.id, reader);
    }
    sendDone(response, isPending(record.id));
  });
}
