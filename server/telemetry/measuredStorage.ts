import type { Storage } from "../storage/storage.ts";
import type { StorageMetrics } from "./metrics.ts";

/** The same storage, with its appends timed and their failures counted. `nowMs` counts monotonically. */
export function measureStorage(
  storage: Storage,
  metrics: StorageMetrics,
  nowMs: () => number,
): Storage {
  return {
    ...storage,
    documents: {
      ...storage.documents,
      append: async (room, updates) => {
        const startedMs = nowMs();
        try {
          await storage.documents.append(room, updates);
        } catch (error) {
          metrics.storageFailed();
          throw error;
        }
        metrics.appended((nowMs() - startedMs) / 1000);
      },
    },
  };
}
