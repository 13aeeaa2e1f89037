import type { Storage } from "../storage/storage.ts";
import type { StorageMetrics } from "./metrics.ts";

type Call = (...args: unknown[]) => Promise<unknown>;

/** Wraps calls to count those that fail. */
function countFailures<Part extends object>(part: Part, metrics: StorageMetrics): Part {
  const counted = Object.entries(part).map(([name, call]: [string, Call]) => [
    name,
    async (...args: unknown[]) => {
      try {
        return await call(...args);
      } catch (error) {
        metrics.storageFailed();
        throw error;
      }
    },
  ]);
  return Object.fromEntries(counted) as Part;
}

/** Wraps storage to time appends and to count every failed call once. `nowMs` is monotonic. */
export function measureStorage(
  storage: Storage,
  metrics: StorageMetrics,
  nowMs: () => number,
): Storage {
  const documents = countFailures(storage.documents, metrics);
  return {
    ...storage,
    documents: {
      ...documents,
      append: async (room, updates, moments) => {
        const startedMs = nowMs();
        const positions = await documents.append(room, updates, moments);
        metrics.appended((nowMs() - startedMs) / 1000);
        return positions;
      },
    },
    presentations: countFailures(storage.presentations, metrics),
    units: countFailures(storage.units, metrics),
    lists: countFailures(storage.lists, metrics),
    pictures: countFailures(storage.pictures, metrics),
    history: countFailures(storage.history, metrics),
    recaps: countFailures(storage.recaps, metrics),
    followUps: countFailures(storage.followUps, metrics),
    webhooks: countFailures(storage.webhooks, metrics),
  };
}
