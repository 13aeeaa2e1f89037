import type { PreviewResponse } from "../../schema/api.ts";
import type { Project } from "../../schema/catalogue.ts";
import type { PresentationRecord } from "../storage/storage.ts";
import { coverOf } from "./coverOf.ts";
import { toIso } from "./requests.ts";

/** What somebody with a link may know before they come in, whichever link it is. */
export const describeForPreview = (
  {
    agent,
    expiresAtMs,
    buyerName,
  }: Pick<PresentationRecord, "agent" | "expiresAtMs" | "buyerName">,
  project: Project,
): Omit<PreviewResponse, "pin"> => {
  const cover = coverOf(project);
  return {
    presenter: { name: agent.name },
    project: {
      id: project.id,
      name: project.name,
      ...(cover && {
        hero: {
          src: cover.src,
          size: cover.size,
          ...(cover.srcDark !== undefined && { srcDark: cover.srcDark }),
        },
      }),
    },
    expiresAt: toIso(expiresAtMs),
    ...(buyerName && { buyer: { name: buyerName } }),
  };
};
