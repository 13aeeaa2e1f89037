import type { UnitsResponse } from "../../../schema/protocol/api.ts";
import type { ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import type { KnownNames } from "../../../schema/presentation/references.ts";
import { equalJson } from "../../../schema/values/equalJson.ts";
import type { CurrentList, ListRecord, NewList } from "../../storage/lists.ts";
import type { Storage } from "../../storage/storage.ts";
import type { UnitRecords } from "../../storage/units.ts";
import { openQueue } from "../../time/inTurn.ts";
import type { Clock } from "../../time/clock.ts";
import { nextTurn } from "../../time/slices.ts";
import type { Tagged, UnitChange, UnitsOutcome, VersionedUnits } from "../catalogue.ts";
import type { MediaFile } from "../pack/pictures.ts";
import { rememberNames, withFormer } from "./formerNames.ts";
import type { ReadUploads } from "../uploads/localCopies.ts";
import type { Uploads } from "../uploads/uploadedFile.ts";
import { guardPictures } from "./heldBackPictures.ts";
import { heldUnits } from "./heldUnits.ts";
import {
  decodeContent,
  decodeNames,
  encodeContent,
  encodeNames,
  type ListContent,
} from "./listContent.ts";
import type { CustomView } from "../../../schema/presentation/customView.ts";
import { buildListedProject, type BaseProject } from "./listedProject.ts";
import {
  openEditions,
  overlayUnit,
  pollEditions,
  type Editions,
  type PolledEditions,
} from "./polledProject.ts";
import {
  changesBetween,
  contradicting,
  differingChanges,
  mergeRecords,
  toRecords,
} from "./unitChanges.ts";

/** The state with which a new list is compared. */
export interface ListState {
  /** Version of the project's lists; 0 before the first. */
  readonly version: number;
  readonly base: BaseProject;
  /** `undefined`: no list is applied. */
  readonly record: ListRecord | undefined;
  readonly content: ListContent | undefined;
  /** All statuses and prices set one by one, including those that a list has overruled. */
  readonly records: UnitRecords;
  /** The agents' version. */
  readonly index: ProjectIndex;
}

/** One project: its base, the list applied to it, and the statuses and prices set one by one. */
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
  setUnit(
    change: UnitChange,
    by: string,
    expectedVersion: number | undefined,
  ): Promise<UnitsOutcome>;
  setUnits(
    changes: readonly UnitChange[],
    by: string,
    expectedVersion: number | undefined,
  ): Promise<UnitsOutcome>;
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
   * Replaces the base. The list stays applied, and so do statuses and prices set one by one, except for homes where the
   * base's changed: the later change wins.
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
/** How often changes of several homes are compared again because others were made meanwhile. */
const ATTEMPTS = 5;

/** A project with its list, without statuses and prices set one by one. */
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

/** Author of changes made in the host's inventory. */
const HOST = "host";

export async function openLiveProject(
  firstBase: BaseProject,
  { storage, uploads: source, clock, pictureSecret, customViews = [] }: LiveProjectOptions,
): Promise<LiveProject> {
  const { id } = firstBase.frame;
  const options = { pictureSecret, mediaPath: source.mediaPath, customViews };
  let base = firstBase;
  const [keptList, keptUnits, keptUploads] = await Promise.all([
    storage.lists.current(id),
    storage.units.list(id),
    source.read(id),
  ]);
  let listed = await buildListed(base, options, {
    ...(await readList(keptList)),
    uploads: keptUploads,
  });
  let { version } = keptUnits;
  let records: UnitRecords = keptUnits;
  let polled: PolledEditions = pollEditions(listed.editions, heldUnits(records, listed.content));
  let names: KnownNames = withFormer(polled.shown.index, polled.all.index, listed.former);

  const show = (): void => {
    polled = pollEditions(listed.editions, heldUnits(records, listed.content));
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
  const takeRecords = (nextVersion: number, next: UnitRecords): void => {
    if (nextVersion <= version) return;
    version = nextVersion;
    records = next;
    const held = heldUnits(records, listed.content);
    const { units } = polled.all.index;
    const isSame = listed.editions.all.units.every((own) => {
      const [shown, overlaid] = [units.get(own.id), overlayUnit(own, held)];
      return shown?.status === overlaid.status && shown?.price === overlaid.price;
    });
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
    const hasRecords = kept.version > version;
    if (hasList) await takeList(await readList(await storage.lists.current(id)));
    if (hasUploads) await takeUploads(await source.read(id));
    takeRecords(kept.version, kept);
    return hasList || hasUploads || hasRecords;
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
  const store = async (
    changes: readonly UnitChange[],
    by: string,
    expectedVersion: number | undefined,
  ): Promise<UnitsOutcome> => {
    const written = toRecords(changes, by, clock.now());
    const outcome = await storage.units.set(id, written, expectedVersion);
    if (outcome === version + 1) takeRecords(outcome, mergeRecords(records, written));
    else await refresh();
    return outcome === "stale" ? { kind: "stale" } : { kind: "set", version: outcome, changes };
  };
  const findUnknown = (changes: readonly UnitChange[]): readonly string[] =>
    changes.map(({ unit }) => unit).filter((unit) => !polled.all.index.units.has(unit));
  const setUnit: LiveProject["setUnit"] = async (change, by, expectedVersion) => {
    const unknown = findUnknown([change]);
    if (unknown.length > 0) return { kind: "unknown", units: unknown };
    return store([change], by, expectedVersion);
  };
  const setUnits: LiveProject["setUnits"] = async (all, by, expectedVersion) => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      // Includes what another process changed a moment ago.
      await refresh();
      const unknown = findUnknown(all);
      if (unknown.length > 0) return { kind: "unknown", units: unknown };
      const changes = differingChanges(all, polled.all.index.units);
      const expected = expectedVersion ?? version;
      if (changes.length === 0) {
        return expected === version ? { kind: "set", version, changes } : { kind: "stale" };
      }
      const outcome = await store(changes, by, expected);
      if (outcome.kind !== "stale" || expectedVersion !== undefined) return outcome;
    }
    return { kind: "stale" };
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
    setUnit,
    setUnits,
    refresh,
    catchUp,
    listState: () => ({
      version: listed.version,
      base,
      record: listed.record,
      content: listed.content,
      records,
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
      const changes = changesBetween(base.homes, next.homes);
      base = next;
      await inOrder(() => rebuild(listed));
      const later = contradicting(changes, records);
      if (later.length > 0) await store(later, HOST, undefined);
    },
    undoList: async () => {
      const former = await encodeNames(nextFormer());
      const outcome = await storage.lists.undo(id, listed.version, former, clock.now());
      if (outcome !== "nothing") await refresh();
      return outcome;
    },
  };
}
