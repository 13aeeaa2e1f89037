import { memoryWebhooks } from "./memoryWebhooks.ts";
import { toColumns, toFollowUp, type FollowUpRow } from "../../../../server/storage/followUps.ts";
import type { RecapRecord } from "../../../../server/storage/recaps.ts";
import { compareMoments, type Moment } from "../../../../schema/history/moment.ts";
import {
  StorageError,
  VISITS_KEPT,
  VISITS_LISTED,
  type ListPosition,
  type PresentationRecord,
  type Storage,
  type StoredPiece,
} from "../../../../server/storage/storage.ts";
import { memoryLists, type MemoryProjects } from "./memoryLists.ts";
import { memoryPictures, type PicturedProjects } from "./memoryPictures.ts";
import type { HeartRecord, VisitRecord } from "../../../../server/storage/storage.ts";
import type { UnitPriceRecord, UnitStatusRecord } from "../../../../server/storage/units.ts";

type Records = Map<string, PresentationRecord>;

/** The pieces of each stored room. */
class Pieces {
  readonly #rooms = new Map<string, StoredPiece[]>();
  readonly #moments: Map<string, readonly Moment[]>;
  #last = 0;

  /** `moments`, by room, are deleted with the room. */
  constructor(moments: Map<string, readonly Moment[]>) {
    this.#moments = moments;
  }

  open(room: string): void {
    this.#rooms.set(room, []);
  }

  forget(room: string): void {
    this.#rooms.delete(room);
    this.#moments.delete(room);
  }

  of(room: string): readonly StoredPiece[] | undefined {
    return this.#rooms
      .get(room)
      ?.map(({ position, bytes }) => ({ position, bytes: bytes.slice() }));
  }

  add(room: string, bytes: Uint8Array): number | undefined {
    const kept = this.#rooms.get(room);
    if (kept === undefined) return undefined;
    const position = ++this.#last;
    kept.push({ position, bytes });
    return position;
  }

  remove(room: string, positions: readonly number[]): void {
    const left = this.#rooms.get(room)?.filter(({ position }) => !positions.includes(position));
    if (left !== undefined) this.#rooms.set(room, left);
  }
}

function memoryDocuments(pieces: Pieces, histories: Histories): Storage["documents"] {
  return {
    load: async (room) => pieces.of(room),
    append: async (room, updates, moments = []) => {
      histories.append(room, moments);
      return updates
        .map((update) => pieces.add(room, update))
        .filter((position) => position !== undefined);
    },
    compact: async (room, snapshot, replaced) => {
      pieces.remove(room, replaced);
      return pieces.add(room, snapshot);
    },
  };
}

/** Moments of stored rooms. */
class Histories {
  readonly #pieces: Pieces;
  readonly #rooms: Map<string, readonly Moment[]>;

  constructor(pieces: Pieces, moments: Map<string, readonly Moment[]>) {
    this.#pieces = pieces;
    this.#rooms = moments;
  }

  load(room: string): readonly Moment[] {
    return this.#rooms.get(room) ?? [];
  }

  forget(room: string, participant: string): void {
    this.#rooms.set(
      room,
      this.load(room).filter(({ by }) => by !== participant),
    );
  }

  append(room: string, moments: readonly Moment[]): void {
    const others = this.load(room).filter(
      (kept) => !moments.some((moment) => compareMoments(moment, kept) === 0),
    );
    if (this.#pieces.of(room) === undefined) return;
    this.#rooms.set(room, [...others, ...moments].toSorted(compareMoments));
  }
}

/** Newest first. */
const byPosition = (one: ListPosition, other: ListPosition): number =>
  other.createdAtMs - one.createdAtMs || other.order - one.order;

interface People {
  readonly visits: Map<string, Map<string, VisitRecord>>;
  readonly hearts: Map<string, HeartRecord[]>;
}

function memoryPresentations(
  pieces: Pieces,
  records: Records,
  { visits, hearts }: People,
): Storage["presentations"] {
  const change = (id: string, changed: (record: PresentationRecord) => PresentationRecord) => {
    const record = records.get(id);
    if (record !== undefined) records.set(id, changed(record));
  };
  const openOnes = () => [...records.values()].filter(({ ended }) => ended === undefined);
  const visitsOf = (id: string) =>
    [...(visits.get(id)?.values() ?? [])].toSorted(
      (one, other) => one.joinedAtMs - other.joinedAtMs,
    );
  const forget = ({ id, room }: PresentationRecord) => {
    records.delete(id);
    visits.delete(id);
    hearts.delete(id);
    pieces.forget(room);
  };
  return {
    create: async (record, firstUpdate) => {
      if (records.has(record.id)) throw new StorageError("exists");
      records.set(record.id, record);
      pieces.open(record.room);
      pieces.add(record.room, firstUpdate);
      visits.set(record.id, new Map());
      hearts.set(record.id, []);
    },
    find: async (id) => records.get(id),
    listPage: async (agentId, after, limit) => {
      const own = [...records.values()]
        .map((record, order) => ({ record, order, createdAtMs: record.createdAtMs }))
        .filter(({ record }) => agentId === undefined || record.agent.id === agentId)
        .toSorted(byPosition);
      const rest = own.filter((one) => after === undefined || byPosition(after, one) < 0);
      const page = rest.slice(0, limit);
      const last = rest.length > limit ? page.at(-1) : undefined;
      return {
        presentations: page.map(({ record }) => {
          const all = visitsOf(record.id);
          return { record, visits: all.slice(-VISITS_LISTED), visitCount: all.length };
        }),
        next: last && { createdAtMs: last.createdAtMs, order: last.order },
      };
    },
    listOpen: async () => openOnes(),
    listDue: async (nowMs, awayMs) =>
      openOnes().filter(({ expiresAtMs, awaySinceMs, seenAtMs, presentedAtMs }) => {
        const lastThereMs = awaySinceMs ?? seenAtMs ?? presentedAtMs ?? Infinity;
        return Math.min(expiresAtMs, lastThereMs + awayMs) <= nowMs;
      }),
    countLive: async (nowMs) => openOnes().filter(({ expiresAtMs }) => expiresAtMs > nowMs).length,
    setExpiry: async (id, expiresAtMs) => change(id, (record) => ({ ...record, expiresAtMs })),
    setAgentName: async (id, name) =>
      change(id, (record) => ({ ...record, agent: { ...record.agent, name } })),
    setPresent: async (id, sinceMs) =>
      change(id, (record) => ({
        ...record,
        awaySinceMs: undefined,
        presentedAtMs: record.presentedAtMs ?? sinceMs,
        seenAtMs: Math.max(record.seenAtMs ?? sinceMs, sinceMs),
      })),
    touch: async (ids, nowMs) => {
      for (const id of ids) {
        if (records.get(id)?.ended !== undefined) continue;
        change(id, (record) => ({
          ...record,
          awaySinceMs: undefined,
          seenAtMs: Math.max(record.seenAtMs ?? nowMs, nowMs),
        }));
      }
    },
    setAwaySince: async (id, awaySinceMs) =>
      change(id, (record) =>
        (record.seenAtMs ?? awaySinceMs) > awaySinceMs ? record : { ...record, awaySinceMs },
      ),
    inviteColleagues: async (id, invitation) => {
      change(id, (record) => ({
        ...record,
        colleagueInvitation: record.colleagueInvitation ?? invitation,
      }));
      return records.get(id)?.colleagueInvitation;
    },
    withdrawColleagues: async (id) =>
      change(id, (record) => ({ ...record, colleagueInvitation: undefined })),
    end: async (id, ended) => {
      change(id, (record) => ({ ...record, ended: record.ended ?? ended }));
      return records.get(id)?.ended;
    },
    recordVisit: async (id, visit) => {
      const ofPresentation = visits.get(id);
      if (ofPresentation === undefined) throw new StorageError("no such presentation");
      if (ofPresentation.size >= VISITS_KEPT && !ofPresentation.has(visit.participant)) return;
      const earlier = ofPresentation.get(visit.participant) ?? visit;
      const joinedAtMs = Math.min(earlier.joinedAtMs, visit.joinedAtMs);
      ofPresentation.set(visit.participant, { ...visit, joinedAtMs });
    },
    listVisits: async (id) => visitsOf(id),
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
      return "erased";
    },
  };
}

interface MemoryUnits {
  version: number;
  readonly statuses: Map<string, UnitStatusRecord>;
  readonly prices: Map<string, UnitPriceRecord>;
}
type UnitProjects = Map<string, MemoryUnits>;

const byUnit = <Record extends { readonly unit: string }>(records: ReadonlyMap<string, Record>) =>
  [...records.values()].toSorted((one, other) => (one.unit < other.unit ? -1 : 1));

function memoryUnits(projects: UnitProjects): Storage["units"] {
  const of = (project: string): MemoryUnits =>
    projects.get(project) ?? { version: 0, statuses: new Map(), prices: new Map() };
  return {
    list: async (project) => {
      const { version, statuses, prices } = of(project);
      return { version, statuses: byUnit(statuses), prices: byUnit(prices) };
    },
    set: async (project, { statuses, prices }, expectedVersion) => {
      const kept = of(project);
      if (expectedVersion !== undefined && expectedVersion !== kept.version) return "stale";
      for (const record of statuses) kept.statuses.set(record.unit, record);
      for (const record of prices) kept.prices.set(record.unit, record);
      kept.version += 1;
      projects.set(project, kept);
      return kept.version;
    },
  };
}

function memoryHistory(
  histories: Histories,
  records: Records,
  { visits, hearts }: People,
): Storage["history"] {
  return {
    load: async (room) => histories.load(room),
    forget: async (id, participant) => {
      const record = records.get(id);
      if (record !== undefined) histories.forget(record.room, participant);
      const came = visits.get(id);
      const own = came?.get(participant);
      const hasTheirName = own?.name.toLowerCase() === record?.buyerName?.toLowerCase();
      if (record !== undefined && own !== undefined && (hasTheirName || came?.size === 1)) {
        records.set(id, { ...record, buyerName: undefined });
      }
      came?.delete(participant);
      const others = hearts.get(id)?.filter((heart) => heart.participant !== participant);
      if (others !== undefined) hearts.set(id, others);
    },
  };
}

function memoryRecaps(has: (presentation: string) => boolean): Storage["recaps"] {
  const recaps = new Map<string, RecapRecord>();
  const find = (presentation: string): RecapRecord | undefined => {
    if (!has(presentation)) recaps.delete(presentation);
    return recaps.get(presentation);
  };
  return {
    open: async (presentation, recap) => {
      if (!has(presentation)) return undefined;
      const open = find(presentation) ?? { ...recap, opens: 0, openedAtMs: undefined };
      recaps.set(presentation, open);
      return open;
    },
    find: async (presentation) => find(presentation),
    setUnitsThen: async (presentation, unitsThen) => {
      const recap = find(presentation);
      if (recap !== undefined) recaps.set(presentation, { ...recap, unitsThen });
    },
    withdraw: async (presentation) => {
      recaps.delete(presentation);
    },
    countOpen: async (presentation, openedAtMs) => {
      const recap = find(presentation);
      if (recap !== undefined) {
        recaps.set(presentation, { ...recap, opens: recap.opens + 1, openedAtMs });
      }
    },
  };
}

function memoryFollowUps(has: (presentation: string) => boolean): Storage["followUps"] {
  const rows = new Map<string, FollowUpRow>();
  return {
    find: async (presentation) => {
      if (!has(presentation)) rows.delete(presentation);
      const row = rows.get(presentation);
      return row && toFollowUp(row);
    },
    change: async (presentation, change) => {
      if (!has(presentation)) return;
      const before = rows.get(presentation) ?? { notes: "", appointment: "", contact: "" };
      const { notes, appointment, contact } = toColumns(change);
      rows.set(presentation, {
        notes: notes ?? before.notes,
        appointment: appointment ?? before.appointment,
        contact: contact ?? before.contact,
      });
    },
  };
}

type Methods<Part> = { readonly [Name in keyof Part]: Part[Name] };

/** Makes every method of a part reject once the storage is closed, as in the contract. */
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

/** In-memory storage that satisfies the same contract as the real ones. */
export function openMemoryStorage(): Storage {
  const moments = new Map<string, readonly Moment[]>();
  const pieces = new Pieces(moments);
  const histories = new Histories(pieces, moments);
  const records: Records = new Map();
  const people: People = { visits: new Map(), hearts: new Map() };
  let open = true;
  const isOpen = () => open;
  const units: UnitProjects = new Map();
  const pictures: PicturedProjects = new Map();
  const projects: MemoryProjects = {
    isPresented: (project, nowMs) =>
      [...records.values()].some(
        (record) =>
          record.project === project && record.ended === undefined && record.expiresAtMs > nowMs,
      ),
    isKnown: (project) => [...records.values()].some((record) => record.project === project),
    forget: (project) => {
      units.delete(project);
      pictures.delete(project);
    },
  };
  return {
    documents: guard(memoryDocuments(pieces, histories), isOpen),
    presentations: guard(memoryPresentations(pieces, records, people), isOpen),
    units: guard(memoryUnits(units), isOpen),
    lists: guard(memoryLists(projects), isOpen),
    pictures: guard(memoryPictures(pictures), isOpen),
    history: guard(memoryHistory(histories, records, people), isOpen),
    recaps: guard(
      memoryRecaps((presentation) => records.has(presentation)),
      isOpen,
    ),
    followUps: guard(
      memoryFollowUps((presentation) => records.has(presentation)),
      isOpen,
    ),
    webhooks: guard(memoryWebhooks(), isOpen),
    ping: async () => {
      if (!open) throw new StorageError("the storage was closed");
    },
    close: async () => {
      open = false;
    },
  };
}
