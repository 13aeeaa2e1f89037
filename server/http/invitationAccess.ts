import type { Request } from "express";
import type { ProblemCode } from "../../schema/protocol/problems.ts";
import { networkOf } from "../net/clientAddress.ts";
import type { PresentationRecord } from "../storage/storage.ts";
import { checkWithLimit, openRefusalLimit } from "./limits/rateLimits.ts";
import type { HttpDependencies } from "./dependencies.ts";
import { describeForPreview } from "./views.ts";
import { Problem } from "./problem.ts";
import { pathPart } from "./requests.ts";

/** Access by a link's secret, which can be used repeatedly. */
export interface InvitationAccess {
  /**
   * The presentation of the path's `id`. Throws the fault that `findFault` returns or throws, `unknown` without a
   * presentation, and `too_many_attempts` for an address with too many refusals. Nothing is counted by id, since it is
   * no secret.
   */
  admit(
    request: Request,
    findFault: (record: PresentationRecord) => ProblemCode | undefined,
  ): Promise<PresentationRecord>;
  /** The preview for a holder of the link, before joining. */
  describe(record: PresentationRecord): ReturnType<typeof describeForPreview>;
}

/** `name` separates refusals of this kind of link from those of others. */
export function openInvitationAccess(
  dependencies: HttpDependencies,
  name: string,
): InvitationAccess {
  const { brand, catalogue, limiter, settings, storage } = dependencies;
  const attempts = openRefusalLimit(limiter, name, settings.joinAttemptsPerMinute);
  return {
    admit: async (request, findFault) => {
      const id = pathPart(request, "id");
      const address = `address:${networkOf(request.ip ?? "")}`;
      const record = await storage.presentations.find(id);
      if (record === undefined) {
        await attempts.refuse([address]).catch(() => undefined);
        throw new Problem("unknown");
      }
      await checkWithLimit(attempts, [address], () => findFault(record));
      return record;
    },
    describe: (record) => {
      const project = catalogue.find(record.project)?.project;
      if (project === undefined) throw new Problem("unknown");
      return describeForPreview(record, project, brand?.cardOf(record.agent.id));
    },
  };
}
