import type { Project } from "../../../schema/catalogue/catalogue.ts";
import type { Catalogue } from "../../catalogue/catalogue.ts";
import type { MediaFile } from "../../catalogue/pack/pictures.ts";
import type { Storage } from "../../storage/storage.ts";
import type { Clock } from "../../time/clock.ts";
import { openPictureFiles, type PictureFilesOptions } from "../pictureFiles.ts";
import { coverOf, statusOf } from "../views.ts";

export interface LinkPreviewDependencies extends PictureFilesOptions {
  readonly storage: Pick<Storage, "presentations" | "recaps">;
  readonly catalogue: Catalogue;
  readonly clock: Pick<Clock, "now">;
  readonly publicPath: string;
}

/** Preview of a link without its secret: only the development. */
export interface LinkPreviews {
  /** Of an invitation while it can be joined; `undefined` for all others alike. */
  readonly invited: (id: string) => Promise<Project | undefined>;
  /** Of a recap while there is one. */
  readonly recapped: (id: string) => Promise<Project | undefined>;
  /** A development's picture; `undefined` if it has none. */
  pictureOf(project: string): (() => Promise<MediaFile>) | undefined;
}

export function openLinkPreviews(dependencies: LinkPreviewDependencies): LinkPreviews {
  const { storage, catalogue, clock, publicPath } = dependencies;
  const pictures = openPictureFiles(dependencies);

  const shown = (project: string): Project | undefined => catalogue.findShown(project)?.project;
  /** `undefined` if storage fails, which only the preview must suffer, not the page. */
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
      const file = cover?.src.startsWith(root) === true ? cover.src.slice(root.length) : undefined;
      return file !== undefined && pictures.has(project, file)
        ? () => pictures.find(project, file)
        : undefined;
    },
  };
}

/** The address of a development's preview. */
export const previewAddress = (publicUrl: string, project: string): string =>
  `${publicUrl}/previews/${project}.jpg`;
