import { createHash } from "node:crypto";
import { readFile, rename } from "node:fs/promises";
import type { PicturePlace } from "../../../schema/catalogue/uploads.ts";
import { fail, succeed, type Result } from "../../../schema/values/result.ts";
import { openQueue } from "../../time/inTurn.ts";
import type { PictureRefusal } from "../../../schema/catalogue/pictureFaults.ts";
import type { OpenPicture, PictureFacts } from "../../media/openPicture.ts";
import type { PictureStorage } from "../../storage/pictures.ts";
import type { Clock } from "../../time/clock.ts";
import type { LiveProject } from "../live/liveProject.ts";
import type { SharedCatalogue } from "../openCatalogue.ts";
import { guessPlace } from "./guessPlace.ts";
import { openIncoming, type Incoming } from "./incoming.ts";
import { findPlaceProblem, type PlaceProblem } from "./placeProblem.ts";
import { rescalePlace } from "./rescalePlace.ts";
import { keepFacts, keepPlace, type Upload } from "./uploadedFile.ts";
import { vectorProblem } from "./vectorProblem.ts";

/** Largest picture accepted. */
export const MOST_PICTURE_BYTES = 32 * 1024 * 1024;

interface NewUpload {
  /** The sender's file name. */
  readonly name: string;
  readonly by: string;
  /** Absent: guessed from the name. */
  readonly place?: PicturePlace;
}

export type AddProblem =
  | { readonly kind: "picture"; readonly refusal: PictureRefusal }
  | { readonly kind: "full" }
  | PlaceProblem;
export type ChangeProblem = PlaceProblem | { readonly kind: "missing" | "stale" };

/** The uploaded pictures of all developments. Calls for an unknown development resolve to `undefined`. */
export interface PictureUploads {
  list(project: string): Promise<readonly Upload[] | undefined>;
  /** Takes ownership of a file, which is moved or deleted. Replaces a picture of the same name and keeps its place. */
  add(
    project: string,
    path: string,
    about: NewUpload,
  ): Promise<Result<Upload, AddProblem> | undefined>;
  /** `picture` is a file or a name. `stale` if the place was changed concurrently. */
  place(
    project: string,
    picture: string,
    place: PicturePlace,
  ): Promise<Result<Upload, ChangeProblem> | undefined>;
  /** The address of a picture, for staff. Empty for an unknown one. */
  addressOf(project: string, file: string): string;
  remove(project: string, picture: string): Promise<"removed" | "missing" | undefined>;
  receive(): Promise<Incoming>;
}

export interface PictureUploadsOptions {
  readonly catalogue: SharedCatalogue;
  readonly storage: PictureStorage;
  readonly clock: Pick<Clock, "now">;
  readonly open: OpenPicture;
  /** Folder of incoming files. */
  readonly folder: string;
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "image/gif": "gif",
  "image/avif": "avif",
  "image/svg+xml": "svg",
};

/** Named by content hash, so that the same bytes are one file. */
const fileNameOf = (bytes: Uint8Array, { type }: PictureFacts): string =>
  `${createHash("sha256").update(bytes).digest("hex").slice(0, 24)}.${EXTENSIONS[type] ?? "png"}`;

/** The file name suffix for a format, for messages about wrong names. */
const suffixOf = (name: string): string =>
  /\.(?:svg|png|jpe?g|webp|avif|gif)$/i.exec(name)?.[0].toLowerCase() ?? ".jpg";

export function openPictureUploads(options: PictureUploadsOptions): PictureUploads {
  const { catalogue, storage, clock, open, folder } = options;
  /** Pictures are decoded one at a time, to limit memory. */
  const inTurn = openQueue();
  const find = async (project: string): Promise<LiveProject | undefined> => {
    if (catalogue.live(project) === undefined) await catalogue.catchUp(project);
    return catalogue.live(project);
  };
  const uploadOf = (live: LiveProject, picture: string): Upload | undefined => {
    const { pictures } = live.uploads();
    return (
      pictures.find(({ record }) => record.file === picture) ??
      pictures.findLast(({ record }) => record.name === picture)
    );
  };

  async function keep(
    live: LiveProject,
    path: string,
    { name, by, place: wanted }: NewUpload,
  ): Promise<Result<Upload, AddProblem>> {
    const named = `${path}${suffixOf(name)}`;
    await rename(path, named);
    const unsafe = await vectorProblem(named);
    if (unsafe !== undefined) return fail({ kind: "picture", refusal: unsafe });
    const facts = await open(named);
    if (!facts.ok) return fail({ kind: "picture", refusal: facts.problem });
    await live.refresh();
    const index = live.index();
    const former = live.uploads().pictures.findLast(({ record }) => record.name === name);
    const place =
      wanted ??
      (former && rescalePlace(former.place, former.file.facts.size, facts.value.size)) ??
      guessPlace(name, facts.value, index.project);
    const problem = findPlaceProblem(place, facts.value.size, index);
    if (problem !== undefined) return fail(problem);
    const bytes = await readFile(named);
    const file = fileNameOf(bytes, facts.value);
    const about = { name, place: keepPlace(place), atMs: clock.now(), by };
    const { id } = index.project;
    const added = await storage.add(id, { file, facts: keepFacts(facts.value), ...about }, bytes);
    if (added === "full") return fail({ kind: "full" });
    if (former !== undefined && former.record.file !== file)
      await storage.remove(id, former.record.file);
    await live.refresh();
    const upload = uploadOf(live, file);
    return upload === undefined
      ? fail({ kind: "picture", refusal: { fault: "removed", reason: "was removed" } })
      : succeed(upload);
  }

  return {
    list: async (project) => {
      const live = await find(project);
      await live?.refresh();
      return live?.uploads().pictures;
    },
    add: async (project, path, about) => {
      const live = await find(project);
      return live && inTurn(() => keep(live, path, about));
    },
    place: async (project, picture, place) => {
      const live = await find(project);
      if (live === undefined) return undefined;
      await live.refresh();
      const upload = uploadOf(live, picture);
      if (upload === undefined) return fail({ kind: "missing" });
      const problem = findPlaceProblem(place, upload.file.facts.size, live.index());
      if (problem !== undefined) return fail(problem);
      const { file, place: was } = upload.record;
      const outcome = await storage.place(project, file, keepPlace(place), was);
      if (outcome === "unknown") return fail({ kind: "missing" });
      if (outcome === "stale") return fail({ kind: "stale" });
      await live.refresh();
      return succeed(uploadOf(live, file) ?? { ...upload, place });
    },
    addressOf: (project, file) => catalogue.live(project)?.addressOf(file) ?? "",
    remove: async (project, picture) => {
      const live = await find(project);
      if (live === undefined) return undefined;
      await live.refresh();
      const upload = uploadOf(live, picture);
      if (upload === undefined) return "missing";
      const outcome = await storage.remove(project, upload.record.file);
      await live.refresh();
      return outcome === "unknown" ? "missing" : "removed";
    },
    receive: () => openIncoming(folder),
  };
}
