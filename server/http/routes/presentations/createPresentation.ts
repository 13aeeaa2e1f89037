import * as Y from "yjs";
import type { CreatePresentationRequest } from "../../../../schema/protocol/api.ts";
import { seed } from "../../../../schema/presentation/document.ts";
import { initialState } from "../../../../schema/presentation/presentation.ts";
import { firstView } from "../../../../schema/catalogue/projectIndex.ts";
import type { Project } from "../../../../schema/catalogue/catalogue.ts";
import type { Agent } from "../../../access/identity.ts";
import { randomId } from "../../../access/randomId.ts";
import type { PresentationRecord } from "../../../storage/storage.ts";
import type { HttpDependencies } from "../../dependencies.ts";
import { Problem } from "../../problem.ts";

const ID_LENGTH = 12;
const MINUTE_MS = 60_000;

function firstUpdate(project: Project): Uint8Array {
  const doc = new Y.Doc();
  seed(doc, initialState(project.id, firstView(project)));
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}

type Dependencies = Pick<
  HttpDependencies,
  "catalogue" | "clock" | "invitations" | "randomBytes" | "settings" | "storage"
>;

/** Stores a new presentation with its first document. The secret is returned; only its hash is stored. */
export async function createPresentation(
  dependencies: Dependencies,
  agent: Agent,
  request: CreatePresentationRequest,
): Promise<{ readonly record: PresentationRecord; readonly secret: string }> {
  const { catalogue, clock, invitations, randomBytes, settings, storage } = dependencies;
  // Another process may have added it a moment ago.
  if (catalogue.find(request.project) === undefined) await catalogue.catchUp(request.project);
  const project = catalogue.find(request.project)?.project;
  if (project === undefined) throw new Problem("unknown", { detail: "No such project" });
  const id = randomId(ID_LENGTH, randomBytes);
  const { secret, hash } = invitations.issueSecret();
  const nowMs = clock.now();
  const lifeMs = request.minutes === undefined ? settings.linkMs : request.minutes * MINUTE_MS;
  const record: PresentationRecord = {
    id,
    room: id,
    project: project.id,
    agent: { id: agent.id, name: agent.name },
    buyerName: request.buyer?.name || undefined,
    secretHash: hash,
    pinHash: request.pin === undefined ? undefined : invitations.hashPin(request.pin, id),
    maxViewers: Math.min(request.maxViewers ?? settings.maxViewers, settings.maxViewers),
    colleagueInvitation: undefined,
    createdAtMs: nowMs,
    expiresAtMs: Math.round(nowMs + lifeMs),
    presentedAtMs: undefined,
    awaySinceMs: undefined,
    seenAtMs: undefined,
    ended: undefined,
  };
  await storage.presentations.create(record, firstUpdate(project));
  return { record, secret };
}
