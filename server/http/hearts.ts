import { openKeyedQueue } from "../time/inTurn.ts";
import type { PresentationRecord } from "../storage/storage.ts";
import type { HttpDependencies } from "./dependencies.ts";
import { openRateLimit } from "./limits/rateLimits.ts";
import { Problem } from "./problem.ts";

/** Maximum hearts of one buyer. */
const MOST_HEARTS = 100;
const CHANGES_PER_MINUTE = 30;

/** A buyer's hearts: stored beside the visit and shown to agents, never in the document. */
export interface Hearts {
  /** The homes that a buyer likes and may still see, oldest first. */
  of(record: PresentationRecord, subject: string): Promise<readonly string[]>;
  /** Throws `unknown` for a home that buyers may not see, `conflict` and `too_many_attempts` above the limits. */
  set(record: PresentationRecord, subject: string, unit: string, liked: boolean): Promise<void>;
}

export function openHearts(dependencies: HttpDependencies): Hearts {
  const { storage, catalogue, live, clock, limiter } = dependencies;
  const pace = openRateLimit(limiter, "hearts", CHANGES_PER_MINUTE);
  const inTurn = openKeyedQueue();

  const all = async (record: PresentationRecord, subject: string): Promise<readonly string[]> => {
    const hearts = await storage.presentations.listHearts(record.id);
    return hearts.filter(({ participant }) => participant === subject).map(({ unit }) => unit);
  };

  return {
    of: async (record, subject) => {
      const shown = catalogue.findShown(record.project)?.units;
      return (await all(record, subject)).filter((unit) => shown?.has(unit) === true);
    },
    set: async (record, subject, unit, liked) => {
      await pace.count(subject);
      if (catalogue.findShown(record.project)?.units.has(unit) !== true)
        throw new Problem("unknown");
      // In turn, because otherwise concurrent changes could leave an outdated list in the room.
      await inTurn(`${record.id} ${subject}`, async () => {
        if (liked) {
          const heart = { participant: subject, unit, atMs: clock.now() };
          const outcome = await storage.presentations.addHeart(record.id, heart, MOST_HEARTS);
          if (outcome === "full") throw new Problem("conflict", { detail: "Too many homes" });
        } else await storage.presentations.removeHeart(record.id, subject, unit);
        await live.setHearts(record.room, subject, await all(record, subject));
        await live.record(record, { kind: "heart", by: subject, unit, liked });
      });
    },
  };
}
