/** The widths in pixels that a server has of each photograph and scan beside its own: `<src>?w=<width>`. */
export const PICTURE_WIDTHS = [320, 640, 960, 1280, 1920, 2880, 4096] as const;
export type PictureWidth = (typeof PICTURE_WIDTHS)[number];

/** Characters of a `data:` URI that stands for a photograph until it has come. */
export const MAX_BLUR_LENGTH = 1_024;

/** Whether a picture is drawn in lines that suit every size, so that there is but one of it. */
export const isVector = (file: string): boolean => file.toLowerCase().endsWith(".svg");
