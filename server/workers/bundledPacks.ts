import { readFileSync } from "node:fs";
import type { Unit } from "../../schema/catalogue/catalogue.ts";
import type { ProjectFrame } from "../catalogue/pack/build/buildProject.ts";
import type { MediaFile } from "../catalogue/pack/pictures.ts";
import type { BaseSource } from "../catalogue/sources/source.ts";

/** A pack read by the build. Paths of its pictures are those of static assets. */
export interface BundledPack {
  readonly frame: ProjectFrame;
  readonly homes: readonly Unit[];
  readonly mediaFiles: readonly (readonly [name: string, file: MediaFile])[];
}

/** Folder of the bundle's modules other than code. */
export const BUNDLE = "/bundle";
export const PACKS_FILE = "packs.json";

/** The packs included in the bundle. */
export const openBundledPacks = (): BaseSource => ({
  read: async () => {
    const packs = JSON.parse(readFileSync(`${BUNDLE}/${PACKS_FILE}`, "utf8")) as BundledPack[];
    return packs.map(({ frame, homes, mediaFiles }) => ({
      frame,
      homes,
      mediaFiles: new Map(mediaFiles),
    }));
  },
  subscribe: () => () => undefined,
});
