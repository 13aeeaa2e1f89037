import {
  StorageError,
  type PresentationRecord,
  type Storage,
} from "../../server/storage/storage.ts";
import type { HeartRecord, UnitStatusRecord, VisitRecord } from "../../server/storage/storage.ts";

type Records = Map<string, PresentationRecord>;
type Pieces = Map<string, Uint8Array[]>;

function memoryDocuments(pieces: Pieces): Storage["documents"] {
  return {
    load: async (room) => {
      const kept = pieces.get(room);
      return kept && kept.map((piece) => piece.slice());
    },
    append: async (room, updates) => {
      if (updates.length === 0) return;
      pieces.set(room, [...(pieces.get(room) ?? []), ...updates]);
    },
    compact: async (room, snapshot, replaced) => {
      const kept = pieces.get(room) ?? [];
      if (replaced < 1 || replaced > kept.length) throw new StorageError("no such pieces");
      pieces.set(room, [snapshot, ...kept.slice(replaced)]);
    },
  };
}

function memoryPresentations(pieces: Pieces): Storage["presentations"] {
  const records: Records = new Map();
  const visits = new Map<string, Map<string, VisitRecord>>();
  const hearts = new Map<string, HeartRecord[]>();
  const change = (id: string, changed: (record: PresentationRecord) => PresentationRecord) => {
    const record = records.get(id);
    if (record !== undefined) records.set(id, changed(record));
  };
  const forget = ({ id, room }: PresentationRecord) => {
    records.delete(id);
    visits.delete(id);
    hearts.delete(id);
    pieces.delete(room);
  };
  return {
    create: async (record, firstUpdate) => {
      if (records.has(record.id)) throw new StorageError("exists");
      records.set(record.id, record);
      pieces.set(record.room, [firstUpdate]);
      visits.set(record.id, new Map());
      hearts.set(record.id, []);
    },
    find: async (id) => records.get(id),
    listByAgent: async (agentId) =>
      [...records.values()]
        .toReversed()
        .filter(({ agent }) => agent.id === agentId)
        .toSorted((one, other) => other.createdAtMs - one.createdAtMs),
    listOpen: async () => [...records.values()].filter(({ ended }) => ended === undefined),
    setExpiry: async (id, expiresAtMs) => change(id, (record) => ({ ...record, expiresAtMs })),
    setPresent: async (id, sinceMs) =>
      change(id, (record) => ({
        ...record,
        awaySinceMs: undefined,
        presentedAtMs: record.presentedAtMs ?? sinceMs,
      })),
    setAwaySince: async (id, awaySinceMs) => change(id, (record) => ({ ...record, awaySinceMs })),
    end: async (id, ended) => change(id, (record) => ({ ...record, ended: record.ended ?? ended })),
    recordVisit: async (id, visit) => {
      const ofPresentation = visits.get(id);
      if (ofPresentation === undefined) throw new StorageError("no such presentation");
      const earlier = ofPresentation.get(visit.participant) ?? visit;
      const joinedAtMs = Math.min(earlier.joinedAtMs, visit.joinedAtMs);
      ofPresentation.set(visit.participant, { ...visit, joinedAtMs });
    },
    listVisits: async (id) =>
      [...(visits.get(id)?.values() ?? [])].toSorted(
        (one, other) => one.joinedAtMs - other.joinedAtMs,
      ),
    addHeart: async (id, heart, most) => {
      const kept = hearts.get(id);
      if (kept === undefined) throw new StorageError("no such presentation");
      const own = kept.filter(({ participant }) => participant === heart.participant);
      if (own.some(({ unit }) => unit === heart.unit)) return "kept";
      if (own.length >= most) return "full";
      kept.push(heart);
      return "kept";
    },
    removeHeart: async (id, participant, unit) => {
      const others = (hearts.get(id) ?? []).filter(
        (heart) => heart.participant !== participant || heart.unit !== unit,
      );
      if (hearts.has(id)) hearts.set(id, others);
    },
    listHearts: async (id) =>
      (hearts.get(id) ?? []).toSorted((one, other) => one.atMs - other.atMs),
    deleteEndedBefore: async (timeMs) => {
      const old = [...records.values()].filter(({ ended }) => ended && ended.atMs < timeMs);
      old.forEach(forget);
      return old.length;
    },
    erase: async (id) => {
      const record = records.get(id);
      if (record !== undefined) forget(record);
    },
  };
}

function memoryUnits(): Storage["units"] {
  const projects = new Map<string, { version: number; statuses: Map<string, UnitStatusRecord> }>();
  const of = (project: string) => projects.get(project) ?? { version: 0, statuses: new Map() };
  return {
    list: async (project) => {
      const { version, statuses } = of(project);
      const sorted = [...statuses.values()].toSorted((one, other) =>
        one.unit < other.unit ? -1 : 1,
      );
      return { version, statuses: sorted };
    },
    set: async (project, record, expectedVersion) => {
      const kept = of(project);
      if (expectedVersion !== undefined && expectedVersion !== kept.version) return "stale";
      kept.statuses.set(record.unit, record);
      kept.version += 1;
      projects.set(project, kept);
      return kept.version;
    },
  };
}

type Methods<Part> = { readonly [Name in keyof Part]: Part[Name] };

/** Makes every method of a part reject once the storage is closed, as the contract has it. */
function guard<Part extends object>(part: Methods<Part>, isOpen: () => boolean): Part {
  const guarded = Object.entries(part).map(([name, method]) => [
    name,
    async (...args: unknown[]) => {
      if (!isOpen()) throw new StorageError("the storage was closed");
      return (method as (...given: unknown[]) => unknown)(...args);
    },
  ]);
  return Object.fromEntries(guarded) as Part;
}

/** Storage that forgets with the test. Keeps the same contract as the real ones. */
export function openMemoryStorage(): Storage {
  const pieces: Pieces = new Map();
  let open = true;
  const isOpen = () => open;
  return {
    documents: guard(memoryDocuments(pieces), isOpen),
    presentations: guard(memoryPresentations(pieces), isOpen),
    units: guard(memoryUnits(), isOpen),
    ping: async () => {
      if (!open) throw new StorageError("the storage was closed");
    },
    close: async () => {
      open = false;
    },
  };
}
