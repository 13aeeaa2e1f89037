/** Reasons for rejecting a file as a picture. Pages translate each of them, and integrators may too. */
export const PICTURE_FAULTS = [
  "empty",
  "not_a_picture",
  "damaged",
  "too_many_pixels",
  "heic",
  "other_format",
  "misnamed_svg",
  "no_size",
  "compressed_svg",
  "large_svg",
  "entities",
  "removed",
] as const;
export type PictureFault = (typeof PICTURE_FAULTS)[number];

export interface PictureRefusal {
  readonly fault: PictureFault;
  /** In English; follows the file's name in a sentence. */
  readonly reason: string;
}
