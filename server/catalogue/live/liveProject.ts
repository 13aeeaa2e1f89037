import type { UnitsResponse } from "../../../schema/protocol/api.ts";
import type { UnitStatus } from "../../../schema/catalogue/catalogue.ts";
import type { ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import type { KnownNames } from "../../../schema/presentation/references.ts";
import { equalJson } from "../../../schema/values/equalJson.ts";
import type { CurrentList, ListRecord, NewList } from "../../storage/lists.ts";
import type { Storage, UnitStatusRecord } from "../../storage/storage.ts";
import { openQueue } from "../../media/oneAtATime.ts";
import type { Clock } from "../../time/clock.ts";
import { nextTurn } from "../../time/slices.ts";
import type { StatusOutcome, Tagged, VersionedUnits } from "../catalogue.ts";
import type { MediaFile } from "../pack/pictures.ts";
import { rememberNames, withFormer } from "./formerNames.ts";
import type { ReadUploads } from "../uploads/localCopies.ts";
import type { Uploads } from "../uploads/uploadedFile.ts";
import { guardPictures } from "./heldBackPictures.ts";
import { heldStatuses } from "./heldStatuses.ts";
import {
  decodeContent,
  decodeNames,
  encodeContent,
  encodeNames,
  type ListContent,
} from "./listContent.ts";
import type { CustomView } from "../../../schema/presentation/customView.ts";
import { buildListedProject, type BaseProject } from "./listedProject.ts";
import { openEditions, pollEditions, type Editions, type PolledEditions } from "./polledProject.ts";

/** The state with which a new list is compared. */
export interface ListState {
  /** Version of the project's lists; 0 before the first. */
  readonly version: number;
  readonly base: BaseProject;
  /** `undefined`: no list is applied. */
  readonly record: ListRecord | undefined;
  readonly content: ListContent | undefined;
  /** All statuses set by agents, including those that a list has overruled. */
  readonly statuses: readonly UnitStatusRecord[];
  /** The agents' version. */
  readonly index: ProjectIndex;
}

/** One project: its base, the list applied to it, and the statuses set by agents. */
export interface LiveProject {
  index(): ProjectIndex;
  units(): VersionedUnits;
  /** For buyers. */
  shownIndex(): ProjectIndex;
  shownUnits(): Tagged<UnitsResponse>;
  /** Names that documents and awareness may contain. */
  namesShown(): KnownNames;
  mediaFile(file: string): MediaFile | undefined;
  /** All of them, by path below `/media/<project>/`. */
  mediaFiles(): ReadonlyMap<string, MediaFile>;
  set(
    unit: string,
    status: UnitStatus,
    by: string,
    expectedVersion: number | undefined,
  ): Promise<StatusOutcome>;
  /** Returns whether storage had changes since the last read. `versions`: if the caller has just read them. */
  refresh(versions?: KeptVersions): Promise<boolean>;
  /** Best-effort `refresh`: throttled, keeps the known state while storage is down. */
  catchUp(): Promise<void>;
  listState(): ListState;
  uploads(): Uploads;
  /** The address of an uploaded picture, for staff; it differs while only held back homes use the picture. */
  addressOf(file: string): string;
  /** Applies this content if the project's lists are still at this version. */
  applyList(
    expectedVersion: number,
    list: Omit<NewList, "content"> & { readonly content: ListContent },
  ): Promise<number | "stale">;
  /** Restores the previous list, or the project without a list. */
  undoList(): Promise<number | "stale" | "nothing">;
  /**
   * Replaces the base. The list stays applied, and so do agents' statuses, except for homes whose base status changed:
   * the later change wins.
   */
  replaceBase(base: BaseProject): Promise<void>;
}

/** The versions of all projects in storage. */
interface KeptVersions {
  readonly lists: ReadonlyMap<string, number>;
  readonly pictures: ReadonlyMap<string, number>;
}

export interface LiveProjectOptions {
  readonly storage: Pick<Storage, "units" | "lists">;
  readonly uploads: UploadSource;
  readonly clock: Clock;
  /** See `guardPictures`. */
  readonly pictureSecret: string | undefined;
  /** Pages of an embedder that views may name; none by default. */
  readonly customViews?: readonly CustomView[] | undefined;
}

/** Source of a project's uploaded pictures. */
export interface UploadSource {
  versions(): Promise<ReadonlyMap<string, number>>;
  read: ReadUploads;
  /** Address of pictures: `/media` below the base path. */
  readonly mediaPath: string;
}

/** After a change all pages poll with the old ETag; one query is enough for all of them. */
const CATCH_UP_EVERY_MS = 1000;

/** A project with its list, without agents' statuses. */
interface Listed {
  readonly version: number;
  readonly record: ListRecord | undefined;
  readonly content: ListContent | undefined;
  readonly former: ReadonlySet<string>;
  readonly uploads: Uploads;
  readonly editions: Editions;
  readonly mediaFiles: ReadonlyMap<string, MediaFile>;
}

type Known = Omit<Listed, "editions" | "mediaFiles">;

interface BuildOptions {
  readonly customViews: readonly CustomView[];
  readonly pictureSecret: string | undefined;
  readonly mediaPath: string;
}

async function buildListed(
  base: BaseProject,
  { pictureSecret, mediaPath, customViews }: BuildOptions,
  known: Known,
): Promise<Listed> {
  const { pictures } = known.uploads;
  const folder = `${mediaPath}/${base.frame.id}`;
  const built = buildListedProject(base, known.content, { pictures, folder });
  await nextTurn();
  const project = customViews.length === 0 ? built : { ...built, customViews };
  const uploaded = pictures.map(({ record, file }) => [record.file, file] as const);
  const mediaFiles = new Map([...base.mediaFiles, ...uploaded]);
  const guarded = guardPictures({ project, mediaFiles }, pictureSecret);
  return {
    ...known,
    editions: await openEditions(guarded.project),
    mediaFiles: guarded.mediaFiles,
  };
}

async function readList({ version, list, former }: CurrentList) {
  return {
    version,
    record: list?.record,
    content: list === undefined ? undefined : await decodeContent(list.content),
    former: await decodeNames(former),
  };
}

/** Author of status changes made in the host's inventory. */
const HOST = "host";

/** Homes whose base status changed, with the new one. */
function changedStatuses(
  before: BaseProject,
  after: BaseProject,
): readonly (readonly [unit: string, status: UnitStatus])[] {
  const known = new Map(before.homes.map(({ id, status }) => [id, status]));
  return after.homes.flatMap(({ id, status }) =>
    status === undefined || !known.has(id) || known.get(id) === status
      ? []
      : [[id, status] as const],
  );
}

export async function openLiveProject(
  firstBase: BaseProject,
  { storage, uploads: source, clock, pictureSecret, customViews = [] }: LiveProjectOptions,
): Promise<LiveProject> {
  const { id } = firstBase.frame;
  const options = { pictureSecret, mediaPath: source.mediaPath, customViews };
  let base = firstBase;
  const [keptList, keptStatuses, keptUploads] = await Promise.all([
    storage.lists.current(id),
    storage.units.list(id),
    source.read(id),
  ]);
  let listed = await buildListed(base, options, {
    ...(await readList(keptList)),
    uploads: keptUploads,
  });
  let { version, statuses } = keptStatuses;
  let polled: PolledEditions = pollEditions(
    listed.editions,
    heldStatuses(statuses, listed.content?.decisions ?? []),
  );
  let names: KnownNames = withFormer(polled.shown.index, polled.all.index, listed.former);

  const show = (): void => {
    polled = pollEditions(listed.editions, heldStatuses(statuses, listed.content?.decisions ?? []));
    names = withFormer(polled.shown.index, polled.all.index, listed.former);
  };
  // Building a large list takes several turns of the event loop.
  const inOrder = openQueue();
  const rebuild = async (next: Known): Promise<void> => {
    // The state shown last here may have been undone by another process.
    const former = rememberNames(next.former, polled.shown.index);
    listed = await buildListed(base, options, { ...next, former });
    await nextTurn();
    show();
  };
  const takeList = (next: Omit<Known, "uploads">): Promise<void> =>
    inOrder(async () => {
      if (next.version > listed.version) await rebuild({ ...next, uploads: listed.uploads });
    });
  const takeUploads = (next: Uploads): Promise<void> =>
    inOrder(async () => {
      if (next.version > listed.uploads.version) await rebuild({ ...listed, uploads: next });
    });
  const takeStatuses = (nextVersion: number, next: readonly UnitStatusRecord[]): void => {
    if (nextVersion <= version) return;
    version = nextVersion;
    statuses = next;
    const changes = heldStatuses(statuses, listed.content?.decisions ?? []);
    const { units } = polled.all.index.project;
    const original = new Map(listed.editions.all.units.map((unit) => [unit.id, unit.status]));
    const isSame = units.every(
      (unit) => unit.status === (changes.get(unit.id) ?? original.get(unit.id)),
    );
    if (!isSame) show();
  };

  const refresh = async (known?: KeptVersions): Promise<boolean> => {
    const [lists, pictures, kept] = await Promise.all([
      known?.lists ?? storage.lists.versions(),
      known?.pictures ?? source.versions(),
      storage.units.list(id),
    ]);
    const hasList = (lists.get(id) ?? 0) > listed.version;
    const hasUploads = (pictures.get(id) ?? 0) > listed.uploads.version;
    const hasStatuses = kept.version > version;
    if (hasList) await takeList(await readList(await storage.lists.current(id)));
    if (hasUploads) await takeUploads(await source.read(id));
    takeStatuses(kept.version, kept.statuses);
    return hasList || hasUploads || hasStatuses;
  };
  let askedAtMs = -Infinity;
  let asking: Promise<unknown> | undefined;
  const catchUp = async (): Promise<void> => {
    if (clock.now() - askedAtMs >= CATCH_UP_EVERY_MS) {
      askedAtMs = clock.now();
      asking = refresh().catch(() => undefined);
    }
    await asking;
  };
  const setStatus = async (
    unit: string,
    status: UnitStatus,
    by: string,
    expectedVersion: number | undefined,
  ): Promise<StatusOutcome> => {
    if (!polled.all.index.units.has(unit)) return { kind: "unknown" };
    const record = { unit, status, changedAtMs: clock.now(), changedBy: by };
    const outcome = await storage.units.set(id, record, expectedVersion);
    if (outcome === version + 1) {
      takeStatuses(outcome, [...statuses.filter((known) => known.unit !== unit), record]);
    } else await refresh();
    return outcome === "stale" ? { kind: "stale" } : { kind: "set", version: outcome };
  };
  /** The former names after the current state is replaced. */
  const nextFormer = () => rememberNames(listed.former, polled.shown.index);

  return {
    index: () => polled.all.index,
    units: () => {
      const { tag, body } = polled.all;
      return { version, etag: `"${version}.${tag}"`, body };
    },
    shownIndex: () => polled.shown.index,
    shownUnits: () => ({ etag: `"shown.${polled.shown.tag}"`, body: polled.shown.body }),
    namesShown: () => names,
    mediaFiles: () => listed.mediaFiles,
    mediaFile: (file) => listed.mediaFiles.get(file),
    set: setStatus,
    refresh,
    catchUp,
    listState: () => ({
      version: listed.version,
      base,
      record: listed.record,
      content: listed.content,
      statuses,
      index: polled.all.index,
    }),
    uploads: () => listed.uploads,
    addressOf: (file) =>
      [...listed.mediaFiles.keys()]
        .filter((name) => name === file || name.endsWith(`/${file}`))
        .map((name) => `${source.mediaPath}/${id}/${name}`)[0] ?? "",
    applyList: async (expectedVersion, { content, ...about }) => {
      const former = nextFormer();
      const kept = { ...about, content: await encodeContent(content) };
      const outcome = await storage.lists.apply(
        id,
        expectedVersion,
        kept,
        await encodeNames(former),
      );
      if (outcome === "stale") await refresh();
      else {
        const record = { ...about, revision: outcome };
        await takeList({ version: outcome, record, content, former });
      }
      return outcome;
    },
    replaceBase: async (next) => {
      if (equalJson({ ...next, mediaFiles: 0 }, { ...base, mediaFiles: 0 })) return;
      const changed = changedStatuses(base, next);
      base = next;
      await inOrder(() => rebuild(listed));
      const set = new Map(statuses.map((record) => [record.unit, record.status]));
      for (const [unit, status] of changed) {
        if (set.has(unit) && set.get(unit) !== status)
          await setStatus(unit, status, HOST, undefined);
      }
    },
    undoList: async () => {
      const former = await encodeNames(nextFormer());
      const outcome = await storage.lists.undo(id, listed.version, former, clock.now());
      if (outcome !== "nothing") await refresh();
      return outcome;
    },
  };
}
