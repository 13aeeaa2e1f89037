import type { PreviewResponse } from "../../schema/api.ts";
import type { Project } from "../../schema/catalogue.ts";
import type { PresentationRecord } from "../storage/storage.ts";
import { toIso } from "./requests.ts";

/** What somebody with a link may know before they come in, whichever link it is. */
export const describeForPreview = (
  record: PresentationRecord,
  project: Project,
): Omit<PreviewResponse, "pin"> => ({
  presenter: { name: record.agent.name },
  project: {
    id: project.id,
    name: project.name,
    ...(project.hero && {
      hero: {
        src: project.hero.src,
        size: project.hero.size,
        ...(project.hero.srcDark !== undefined && { srcDark: project.hero.srcDark }),
      },
    }),
  },
  expiresAt: toIso(record.expiresAtMs),
  ...(record.buyerName && { buyer: { name: record.buyerName } }),
});
