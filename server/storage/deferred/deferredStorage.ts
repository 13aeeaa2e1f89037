import type { Log } from "../../log.ts";
import type { Clock } from "../../time/clock.ts";
import { withTimeout } from "../../time/timeout.ts";
import {
  StorageError,
  type PresentationRecord,
  type PresentationStorage,
  type Storage,
} from "../storage.ts";
import { openKnownRecords } from "./knownRecords.ts";
import { overlayHearts, overlayListed, overlayVisits } from "./overlay.ts";
import { PendingWrites, type PendingWrite } from "./pendingWrites.ts";

export interface DeferredStorage extends Storage {
  /** Whether writes of this presentation are still pending. */
  readonly isPending: (presentation: string) => boolean;
  /** Retries all pending writes once. Resolves to the number that remain. */
  flush(): Promise<number>;
}

export interface DeferredOptions {
  readonly clock: Clock;
  readonly log: Pick<Log, "error">;
  /** Whether open presentations are cached for failing reads: for engines that may be unavailable. */
  readonly remembersRecords: boolean;
}

/** Maximum wait for storage; after that a write is held for a retry. All held writes may be repeated. */
const WITHIN_MS = 1000;

/**
 * Storage whose short writes never wait. An end, an expiry, a name, a withdrawal, an erasure, a visit or a heart that
 * storage does not accept is held in memory, applied to every read of this process, and retried until written. These
 * calls then resolve early; `isPending` reports it. Other writes fail as before.
 */
export function openDeferredStorage(storage: Storage, options: DeferredOptions): DeferredStorage {
  const { clock, log } = options;
  const inner = storage.presentations;
  const known = openKnownRecords(options.remembersRecords);
  const report = (message: string) => (error: unknown, write: Omit<PendingWrite, "write">) => {
    const { presentation, kind } = write;
    log.error({ err: error, presentation, kind, code: "storage_failed" }, message);
  };
  const pending = new PendingWrites(clock, report("writing what waits for storage failed again"));
  const refuseLate = (): never => {
    throw new StorageError("storage did not answer in time");
  };

  /** Resolves to storage's result, or to `otherwise` if the write is queued behind earlier ones. */
  async function attempt<Value>(
    about: Omit<PendingWrite, "write">,
    write: () => Promise<Value>,
    otherwise: Value,
  ): Promise<Value> {
    if (!pending.has(about.presentation)) {
      try {
        return await withTimeout(clock, WITHIN_MS, write(), refuseLate);
      } catch (error) {
        if (!(error instanceof StorageError)) throw error;
        report("writing failed: it will be tried again")(error, about);
      }
    }
    if (pending.add({ ...about, write })) return otherwise;
    const full = new StorageError("storage takes no writes, and no more of them can be held");
    report("a change was dropped: too many wait for storage")(full, about);
    // A buyer must not be rejected for a visit that could not be recorded.
    if (about.visit !== undefined) return otherwise;
    throw full;
  }

  const apply = (record: PresentationRecord | undefined) => record && pending.applyTo(record);
  const applyAll = (records: readonly PresentationRecord[]) =>
    records.map(apply).filter((record) => record !== undefined);

  /** Writes data of a presentation only while the presentation exists. */
  const ifKept = async (presentation: string, write: () => Promise<unknown>): Promise<void> => {
    if ((await inner.find(presentation)) !== undefined) await write();
  };

  const listHearts: PresentationStorage["listHearts"] = async (id) =>
    overlayHearts(await inner.listHearts(id), pending.of(id));

  const presentations: PresentationStorage = {
    ...inner,
    create: async (record, firstUpdate) => {
      await inner.create(record, firstUpdate);
      known.add(record);
    },
    find: async (id) => {
      const record = await inner.find(id).catch((error: unknown) => {
        const remembered = known.get(id);
        if (remembered === undefined) throw error;
        return remembered;
      });
      if (record !== undefined) known.add(record);
      return apply(record);
    },
    listPage: async (...place) => {
      const page = await inner.listPage(...place);
      const listed = page.presentations.flatMap((kept) => {
        const record = apply(kept.record);
        return record === undefined
          ? []
          : [overlayListed({ ...kept, record }, pending.of(record.id))];
      });
      return { ...page, presentations: listed };
    },
    listOpen: async () => {
      const records = await inner.listOpen();
      known.replace(records);
      return applyAll(records).filter(({ ended }) => ended === undefined);
    },
    listDue: async (nowMs, awayMs) =>
      applyAll(await inner.listDue(nowMs, awayMs)).filter(({ ended }) => ended === undefined),
    setExpiry: (presentation, expiresAtMs) =>
      attempt(
        { presentation, kind: "expiry", change: (record) => ({ ...record, expiresAtMs }) },
        () => inner.setExpiry(presentation, expiresAtMs),
        undefined,
      ),
    setAgentName: (presentation, name) =>
      attempt(
        {
          presentation,
          kind: "agent name",
          change: (record) => ({ ...record, agent: { ...record.agent, name } }),
        },
        () => inner.setAgentName(presentation, name),
        undefined,
      ),
    withdrawColleagues: (presentation) =>
      attempt(
        {
          presentation,
          kind: "colleagues",
          change: (record) => ({ ...record, colleagueInvitation: undefined }),
        },
        () => inner.withdrawColleagues(presentation),
        undefined,
      ),
    end: async (presentation, ended) => {
      // The first end wins.
      const held = pending.of(presentation).find((write) => write.ended !== undefined)?.ended;
      if (held !== undefined) return held;
      return attempt(
        {
          presentation,
          kind: "end",
          ended,
          change: (record) => ({ ...record, ended: record.ended ?? ended }),
        },
        () => inner.end(presentation, ended),
        ended,
      );
    },
    erase: (presentation) =>
      attempt(
        { presentation, kind: "erasure", change: () => undefined },
        () => inner.erase(presentation),
        "later",
      ),
    recordVisit: (presentation, visit) =>
      attempt(
        { presentation, kind: `visit ${visit.participant}`, visit },
        () => ifKept(presentation, () => inner.recordVisit(presentation, visit)),
        undefined,
      ),
    listVisits: async (id) => overlayVisits(await inner.listVisits(id), pending.of(id)),
    addHeart: async (presentation, heart, most) => {
      const { participant, unit } = heart;
      const about = { presentation, kind: `heart ${participant} ${unit}` };
      const write = () => inner.addHeart(presentation, heart, most);
      return attempt({ ...about, heart: { participant, unit, set: heart } }, write, "kept");
    },
    removeHeart: (presentation, participant, unit) =>
      attempt(
        { presentation, kind: `heart ${participant} ${unit}`, heart: { participant, unit } },
        () => inner.removeHeart(presentation, participant, unit),
        undefined,
      ),
    listHearts,
  };

  return {
    ...storage,
    presentations,
    isPending: (presentation) => pending.has(presentation),
    flush: async () => {
      await pending.flush();
      return pending.count;
    },
    close: async () => {
      pending.close();
      await storage.close();
    },
  };
}
