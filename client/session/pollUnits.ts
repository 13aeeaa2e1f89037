import type { UnitRow, UnitsResponse } from "../../schema/protocol/api.ts";
import type { UnitStatus, Unit } from "../../schema/catalogue/catalogue.ts";
import { type ProjectIndex, indexProject } from "../../schema/catalogue/projectIndex.ts";
import type { Api, Versioned } from "./api.ts";
import { browserClock, type Clock } from "../base/clock.ts";
import { browserPage, type PageSignals } from "../base/pageSignals.ts";
import { createStore, type Store } from "../base/store.ts";

/** Poll interval. Every process has a change within 2 s, so all pages show it within 5 s. */
const POLL_MS = 2_500;
const LONGEST_POLL_MS = 60_000;

export interface UnitsPollOptions {
  readonly index: ProjectIndex;
  readonly api: Pick<Api, "units" | "project">;
  readonly clock?: Clock;
  readonly page?: PageSignals;
  readonly periodMs?: number;
}

/** A project kept up to date by polling: statuses and prices, and the whole project after a new list. */
export interface UnitsPoll {
  readonly index: Store<ProjectIndex>;
  /** ETag of the last answer, for `If-Match`. */
  etag(): string | undefined;
  /** Polls now. Never rejects: a failed poll is retried later. */
  refresh(): Promise<void>;
  /** Shows a status before the server confirms it; `undefined` shows the server's again. */
  override(unit: string, status: UnitStatus | undefined): void;
  /** Idempotent. */
  close(): void;
}

/** Polls every `periodMs`, less often while the server does not respond, and not while the page is hidden. */
export function pollUnits(options: UnitsPollOptions): UnitsPoll {
  const { api, clock = browserClock, page = browserPage, periodMs = POLL_MS } = options;
  const project = options.index.project.id;
  const store = createStore(options.index);
  const overrides = new Map<string, UnitStatus>();
  let confirmed = options.index;
  let etag: string | undefined;
  let failures = 0;
  let cancel: (() => void) | undefined;
  let closed = false;

  function show(): void {
    const rows: UnitRow[] = [];
    for (const [id, status] of overrides) {
      const price = confirmed.units.get(id)?.price;
      rows.push(price === undefined ? { id, status } : { id, status, price });
    }
    store.set(mergeUnits(confirmed, rows));
  }

  function schedule(): void {
    cancel?.();
    cancel = undefined;
    if (closed || page.isHidden()) return;
    const waitMs = Math.min(periodMs * 2 ** failures, LONGEST_POLL_MS);
    cancel = clock.after(waitMs, () => void refresh());
  }

  async function take({ body, etag: newTag }: Versioned<UnitsResponse>): Promise<void> {
    const { revision } = body;
    // The old ETag is kept until the whole project has arrived, so that a failed call is repeated.
    const isOther = revision !== undefined && revision !== confirmed.project.revision;
    const base = isOther ? indexProject(await api.project(project)) : confirmed;
    if (closed) return;
    etag = newTag;
    confirmed = mergeUnits(base, body.units);
    show();
  }

  async function refresh(): Promise<void> {
    cancel?.();
    try {
      const answer = await api.units(project, etag);
      failures = 0;
      if (answer !== undefined && !closed) await take(answer);
    } catch {
      failures = Math.min(failures + 1, 8);
    }
    schedule();
  }

  const stopWatching = page.onVisibility(() => {
    if (page.isHidden()) schedule();
    else void refresh();
  });
  if (!page.isHidden()) void refresh();
  return {
    index: store,
    etag: () => etag,
    refresh,
    override: (unit, status) => {
      if (status === undefined) overrides.delete(unit);
      else overrides.set(unit, status);
      show();
    },
    close: () => {
      closed = true;
      cancel?.();
      stopWatching();
    },
  };
}

function mergeUnit(unit: Unit, row: UnitRow): Unit {
  if (unit.status === row.status && unit.price === row.price) return unit;
  const { status: _status, price: _price, ...rest } = unit;
  return {
    ...rest,
    ...(row.status === undefined ? {} : { status: row.status }),
    ...(row.price === undefined ? {} : { price: row.price }),
  };
}

/** Pure: the project with these statuses and prices; the same index while nothing changed. */
export function mergeUnits(index: ProjectIndex, rows: Iterable<UnitRow>): ProjectIndex {
  const rowOf = new Map([...rows].map((row) => [row.id, row]));
  let changed = false;
  const units = index.project.units.map((unit) => {
    const row = rowOf.get(unit.id);
    const merged = row === undefined ? unit : mergeUnit(unit, row);
    changed ||= merged !== unit;
    return merged;
  });
  return changed ? indexProject({ ...index.project, units }) : index;
}
