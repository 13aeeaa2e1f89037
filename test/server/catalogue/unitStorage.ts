import type { UnitStatusRecord, UnitStorage } from "../../../server/storage/storage.ts";

/** Keeps statuses in memory, as the contract says; outlives the catalogues opened on it. */
export function makeUnitStorage(): UnitStorage {
  const projects = new Map<string, { version: number; statuses: Map<string, UnitStatusRecord> }>();
  const open = (project: string) => {
    const kept = projects.get(project) ?? { version: 0, statuses: new Map() };
    projects.set(project, kept);
    return kept;
  };
  return {
    list: async (project) => {
      const { version, statuses } = open(project);
      return { version, statuses: [...statuses.values()] };
    },
    set: async (project, record, expectedVersion) => {
      const kept = open(project);
      if (expectedVersion !== undefined && expectedVersion !== kept.version) return "stale";
      kept.statuses.set(record.unit, record);
      kept.version += 1;
      return kept.version;
    },
  };
}
