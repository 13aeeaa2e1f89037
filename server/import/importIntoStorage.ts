import type { RandomBytes } from "../access/secrets.ts";
import { openLists } from "../catalogue/list/lists.ts";
import { readList } from "../catalogue/list/readList.ts";
import { openCatalogue } from "../catalogue/openCatalogue.ts";
import type { Config } from "../config.ts";
import { openStorage } from "../storage/openStorage.ts";
import { openLog } from "../telemetry/log.ts";
import { systemClock } from "../time/clock.ts";
import type { ImportOutcome, ImportRequest } from "./importRequest.ts";

const BY = "import";

/** Applies a list to the deployment's storage. Servers on the same database load it within seconds. */
export async function importIntoStorage(
  request: ImportRequest,
  config: Pick<Config, "databaseUrl" | "dataDir" | "projectsDir">,
  randomBytes: RandomBytes,
): Promise<ImportOutcome> {
  const { project, mapping, conflicts, ...list } = request;
  const log = openLog("silent");
  const storageDied = (error: Error): never => {
    throw error;
  };
  const { storage } = await openStorage(config, { randomBytes, log, storageDied });
  try {
    const { projectsDir } = config;
    const catalogue = await openCatalogue({ projectsDir, storage, clock: systemClock });
    const lists = openLists({
      catalogue,
      storage: storage.lists,
      readList,
      clock: systemClock,
    });
    const imported = await lists.apply(project, {
      ...list,
      mapping,
      by: BY,
      ...(conflicts && { conflicts }),
    });
    if (imported === undefined) return { kind: "unknown", project };
    return imported.ok ? { kind: "done", summary: imported.value.summary } : imported.problem;
  } finally {
    await storage.close();
  }
}
