import type { PicturePlace } from "../../../schema/catalogue/uploads.ts";
import type { PictureFacts } from "../../media/openPicture.ts";
import type { PictureRecord } from "../../storage/pictures.ts";
import type { MediaFile } from "../pack/pictures.ts";

/** An uploaded picture that this process can serve. */
export interface Upload {
  readonly record: PictureRecord;
  readonly place: PicturePlace;
  readonly file: MediaFile;
}

/** The pictures of one project at one version. */
export interface Uploads {
  readonly version: number;
  readonly pictures: readonly Upload[];
}

export const NO_UPLOADS: Uploads = { version: 0, pictures: [] };

/** Facts as stored: without those of the local copy. */
export type KeptFacts = Omit<PictureFacts, "version">;

export const keepFacts = ({ version: _ofCopy, ...facts }: PictureFacts): string =>
  JSON.stringify(facts satisfies KeptFacts);
export const parseFacts = (text: string): KeptFacts => JSON.parse(text) as KeptFacts;

export const keepPlace = (place: PicturePlace): string => JSON.stringify(place);
export const parsePlace = (text: string): PicturePlace => JSON.parse(text) as PicturePlace;
