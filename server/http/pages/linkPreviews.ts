import type { Project } from "../../../schema/catalogue/catalogue.ts";
import type { Catalogue } from "../../catalogue/catalogue.ts";
import type { MediaFile } from "../../catalogue/pack/pictures.ts";
import type { Storage } from "../../storage/storage.ts";
import type { Clock } from "../../time/clock.ts";
import { coverOf, statusOf } from "../views.ts";

export interface LinkPreviewDependencies {
  readonly storage: Pick<Storage, "presentations" | "recaps">;
  readonly catalogue: Catalogue;
  readonly clock: Pick<Clock, "now">;
  readonly publicPath: string;
}

/** What the address of a link shows without its secret: nothing but the development. */
export interface LinkPreviews {
  /** Of an invitation while it can be joined; `undefined` for all others alike. */
  readonly invited: (id: string) => Promise<Project | undefined>;
  /** Of a recap while there is one. */
  readonly recapped: (id: string) => Promise<Project | undefined>;
  /** The file of a development's picture. */
  pictureOf(project: string): MediaFile | undefined;
}

export function openLinkPreviews(dependencies: LinkPreviewDependencies): LinkPreviews {
  const { storage, catalogue, clock, publicPath } = dependencies;

  const shown = (project: string): Project | undefined => catalogue.findShown(project)?.project;
  /** A preview is worth no failure of a page. */
  const find = (id: string) => storage.presentations.find(id).catch(() => undefined);

  return {
    invited: async (id) => {
      const record = await find(id);
      if (record === undefined || statusOf(record, clock.now()) !== "live") return undefined;
      return shown(record.project);
    },
    recapped: async (id) => {
      const recap = await storage.recaps.find(id).catch(() => undefined);
      const record = recap && (await find(id));
      return record && shown(record.project);
    },
    pictureOf: (project) => {
      const found = shown(project);
      const cover = found && coverOf(found);
      const root = `${publicPath}/media/${project}/`;
      return cover?.src.startsWith(root) === true
        ? catalogue.mediaFile(project, cover.src.slice(root.length))
        : undefined;
    },
  };
}

/** The address of a development's preview. */
export const previewAddress = (publicUrl: string, project: string): string =>
  `${publicUrl}/previews/${project}.jpg`;
