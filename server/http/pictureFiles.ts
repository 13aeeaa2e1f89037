import type { Catalogue } from "../catalogue/catalogue.ts";
import type { MediaFile } from "../catalogue/pack/pictures.ts";
import type { RemotePictures } from "../media/remotePictures.ts";
import { Problem } from "./problem.ts";

/** Pictures of packs, uploads and other servers, as files on this machine. */
export interface PictureFiles {
  /** Whether a project has a picture there. */
  has(project: string, file: string): boolean;
  /** Rejects with `unknown` if no project has it, and with `unavailable` while its server does not send it. */
  find(project: string, file: string): Promise<MediaFile>;
}

export interface PictureFilesOptions {
  readonly catalogue: Pick<Catalogue, "mediaFile" | "remotePicture">;
  /** Copies those of other servers; without it there are none. */
  readonly remotePictures?: RemotePictures | undefined;
}

export function openPictureFiles(options: PictureFilesOptions): PictureFiles {
  const { catalogue, remotePictures } = options;
  const addressOf = (project: string, file: string): string | undefined =>
    remotePictures && catalogue.remotePicture(project, file);
  return {
    has: (project, file) =>
      (catalogue.mediaFile(project, file) ?? addressOf(project, file)) !== undefined,
    find: async (project, file) => {
      const own = catalogue.mediaFile(project, file);
      if (own !== undefined) return own;
      const address = addressOf(project, file);
      const copied = address === undefined ? undefined : await remotePictures?.open(address);
      if (copied === undefined) throw new Problem("unknown");
      if (!copied.ok) throw new Problem("unavailable");
      return copied.value;
    },
  };
}
