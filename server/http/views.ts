import type {
  Like,
  PresentationStatus,
  PreviewResponse,
  ProjectSummary,
  SentPicture,
  Visit,
} from "../../schema/protocol/api.ts";
import type { AgentCard } from "../../schema/protocol/brand.ts";
import type { PresentationRecord, HeartRecord, VisitRecord } from "../storage/storage.ts";
import { closedReason } from "../access/entitlement.ts";
import { Problem } from "./problem.ts";
import { toIso } from "./requests.ts";
import type { Picture, Project } from "../../schema/catalogue/catalogue.ts";
import { isHome } from "../../schema/values/unitKinds.ts";

/** Current status of a presentation, even if its end is not recorded yet. */
export const statusOf = (record: PresentationRecord, nowMs: number): PresentationStatus =>
  closedReason(record, nowMs) ?? "live";

/** Throws 410 `ended` or `expired` unless it is live. */
export function requireLive(record: PresentationRecord, nowMs: number): void {
  const closed = closedReason(record, nowMs);
  if (closed !== undefined) throw new Problem(closed);
}

/** A visit without the participant's id. */
export const describeVisit = ({ name, joinedAtMs, leftAtMs }: VisitRecord): Visit => ({
  name,
  from: toIso(joinedAtMs),
  ...(leftAtMs !== undefined && { to: toIso(leftAtMs) }),
});

/** Buyers' likes, by the names they joined with. */
export function describeLikes(
  hearts: readonly HeartRecord[],
  visits: readonly VisitRecord[],
): readonly Like[] {
  const names = new Map(visits.map(({ participant, name }) => [participant, name]));
  return hearts.map(({ participant, unit, atMs }) => ({
    unit,
    name: names.get(participant) ?? "",
    at: toIso(atMs),
  }));
}

/** The picture that represents a development: in the agents' list and on the page of an invitation. */
export const coverOf = ({ hero, masterplans, gallery, buildings }: Project): Picture | undefined =>
  hero ??
  [
    ...masterplans.map(({ picture }) => picture),
    ...gallery.map(({ picture }) => picture),
    ...buildings.map(({ facade }) => facade),
  ].find((picture) => picture !== undefined);

/** A picture without outlines and labels. */
export const pictureOf = ({ src, srcDark, size, blur, blurDark }: Picture): SentPicture => ({
  src,
  size,
  ...(srcDark !== undefined && { srcDark }),
  ...(blur !== undefined && { blur }),
  ...(blurDark !== undefined && { blurDark }),
});

/** The preview for a holder of either link, before joining. */
export const describeForPreview = (
  {
    agent,
    expiresAtMs,
    buyerName,
  }: Pick<PresentationRecord, "agent" | "expiresAtMs" | "buyerName">,
  project: Project,
  card: AgentCard = {},
): Omit<PreviewResponse, "pin" | "showing"> => {
  const cover = coverOf(project);
  return {
    presenter: { name: agent.name, ...card },
    project: {
      id: project.id,
      name: project.name,
      ...(cover && {
        hero: pictureOf(cover),
      }),
    },
    expiresAt: toIso(expiresAtMs),
    ...(buyerName && { buyer: { name: buyerName } }),
  };
};

/** A development's entry in a list of developments. */
export function summarizeProject(project: Project, isAdded: boolean): ProjectSummary {
  const { id, name, location, units } = project;
  const homes = units.filter(isHome);
  const picture = coverOf(project);
  return {
    id,
    name,
    ...(location && { location }),
    units: homes.length,
    available: homes.filter(({ status }) => status === "available").length,
    ...(picture && { hero: picture.src }),
    ...(isAdded && { isAdded }),
  };
}
