/** The widths in pixels that a server has of each photograph and scan beside its own: `<src>?w=<width>`. */
export const PICTURE_WIDTHS = [320, 640, 960, 1280, 1920, 2880] as const;
export type PictureWidth = (typeof PICTURE_WIDTHS)[number];

/** Whether a picture is drawn in lines that suit every size, so that there is but one of it. */
export const isVector = (file: string): boolean => file.toLowerCase().endsWith(".svg");
