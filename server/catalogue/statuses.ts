import { createHash } from "node:crypto";
import type { UnitsResponse } from "../../schema/api.ts";
import type { Project, UnitStatus } from "../../schema/catalogue.ts";
import { indexProject, type ProjectIndex } from "../../schema/projectIndex.ts";
import { shownProject } from "../../schema/shownProject.ts";
import type { Clock } from "../time/clock.ts";
import type { UnitStatusRecord, UnitStorage } from "../storage/storage.ts";
import { omitUndefined } from "./omitUndefined.ts";
import type { StatusOutcome, Tagged, VersionedUnits } from "./catalogue.ts";

/** One project with the statuses that agents set on top of its pack. */
export interface Statuses {
  index(): ProjectIndex;
  units(): VersionedUnits;
  /** For buyers. */
  shownIndex(): ProjectIndex;
  shownUnits(): Tagged<UnitsResponse>;
  set(
    unit: string,
    status: UnitStatus,
    by: string,
    expectedVersion: number | undefined,
  ): Promise<StatusOutcome>;
  /** Whether what is kept had changed since it was last read. */
  refresh(): Promise<boolean>;
  /** The same for whoever can do without: at most once in a while, and what is known stays when storage is away. */
  catchUp(): Promise<void>;
}

/** After a change everybody polls with the tag of before, and one of them asking is enough. */
const CATCH_UP_EVERY_MS = 1000;

type Changes = ReadonlyMap<string, UnitStatus>;

/** The same project when no status is another. What is kept of homes that the pack no longer has is passed over. */
function overlay(project: Project, changes: Changes): Project {
  const units = project.units.map((unit) => {
    const status = changes.get(unit.id) ?? unit.status;
    return status === undefined || status === unit.status ? unit : { ...unit, status };
  });
  const isSame = units.every((unit, index) => unit === project.units[index]);
  return isSame ? project : { ...project, units };
}

const toChanges = (records: readonly UnitStatusRecord[]): Changes =>
  new Map(records.map(({ unit, status }) => [unit, status]));

const toBody = ({ units }: Project): UnitsResponse => ({
  units: units.map(({ id, status, price }) => omitUndefined({ id, status, price })),
});

const fingerprint = (body: UnitsResponse): string =>
  createHash("sha256").update(JSON.stringify(body)).digest("base64url").slice(0, 12);

interface Polled {
  readonly index: ProjectIndex;
  readonly body: UnitsResponse;
  readonly tag: string;
}

function poll(project: Project): Polled {
  const body = toBody(project);
  return { index: indexProject(project), body, tag: fingerprint(body) };
}

/** A project as agents and as buyers know it; one and the same where nothing is held back. */
function pollBoth(project: Project): { readonly all: Polled; readonly shown: Polled } {
  const all = poll(project);
  const shown = shownProject(project);
  return { all, shown: shown === project ? all : poll(shown) };
}

export async function openStatuses(
  pack: Project,
  storage: UnitStorage,
  clock: Clock,
): Promise<Statuses> {
  const kept = await storage.list(pack.id);
  let version = kept.version;
  let changes = toChanges(kept.statuses);
  let polled = pollBoth(overlay(pack, changes));

  const apply = (nextVersion: number, next: Changes) => {
    version = nextVersion;
    changes = next;
    const statusOf = (unit: string) => polled.all.index.units.get(unit)?.status;
    const project = overlay(pack, changes);
    if (project.units.every((unit) => unit.status === statusOf(unit.id))) return;
    polled = pollBoth(project);
  };
  let askedAtMs = -Infinity;
  let asking: Promise<unknown> | undefined;
  const refresh = async () => {
    const kept = await storage.list(pack.id);
    if (kept.version <= version) return false;
    apply(kept.version, toChanges(kept.statuses));
    return true;
  };
  const catchUp = async (): Promise<void> => {
    if (clock.now() - askedAtMs >= CATCH_UP_EVERY_MS) {
      askedAtMs = clock.now();
      asking = refresh().catch(() => undefined);
    }
    await asking;
  };
  const set = async (
    unit: string,
    status: UnitStatus,
    by: string,
    expectedVersion: number | undefined,
  ): Promise<StatusOutcome> => {
    if (!polled.all.index.units.has(unit)) return { kind: "unknown" };
    const record = { unit, status, changedAtMs: clock.now(), changedBy: by };
    const outcome = await storage.set(pack.id, record, expectedVersion);
    if (outcome === version + 1) apply(outcome, new Map(changes).set(unit, status));
    else await refresh();
    return outcome === "stale" ? { kind: "stale" } : { kind: "set", version: outcome };
  };
  return {
    index: () => polled.all.index,
    units: () => {
      const { tag, body } = polled.all;
      return { version, etag: `"${version}.${tag}"`, body };
    },
    shownIndex: () => polled.shown.index,
    shownUnits: () => ({ etag: `"shown.${polled.shown.tag}"`, body: polled.shown.body }),
    set,
    refresh,
    catchUp,
  };
}
