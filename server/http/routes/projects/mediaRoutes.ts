import { join } from "node:path";
import type { Express, Request } from "express";
import {
  isVector,
  parseTile,
  PICTURE_WIDTHS,
  tileName,
  type PictureWidth,
  type TileName,
} from "../../../../schema/catalogue/pictures.ts";
import type { MediaFile } from "../../../catalogue/pack/pictures.ts";
import type { Log } from "../../../log.ts";
import { openChangeLog } from "../../../media/changedPictures.ts";
import { encodingOf, isConverted, VARIANT_TYPES } from "../../../media/pictureVariant.ts";
import { openResize, type VariantType } from "../../../media/resize.ts";
import { openVariants } from "../../../media/variants.ts";
import { Problem } from "../../problem.ts";
import { toPictureAddress } from "../../../catalogue/pictureAddress.ts";
import { openPictureFiles, type PictureFilesOptions } from "../../pictureFiles.ts";
import { pathPart } from "../../requests.ts";
import { sendFile } from "../../sendFile.ts";

export interface MediaParts extends PictureFilesOptions {
  /** Folder below which pictures in other sizes are stored, in `pictures/`. */
  readonly dataDir: string;
  readonly log: Log;
}

/** The requested width, if it is one of `PICTURE_WIDTHS`; for any other the picture is sent unchanged. */
export const widthOf = ({ query }: Request): PictureWidth | undefined =>
  PICTURE_WIDTHS.find((width) => query["w"] === String(width));

/** The requested tile of a panorama, if any; throws for an invalid one, which has no substitute. */
export function tileOf({ query }: Request): TileName | undefined {
  const { tile: asked } = query;
  if (asked === undefined) return undefined;
  const tile = typeof asked === "string" ? parseTile(asked) : undefined;
  if (tile === undefined) throw new Problem("unknown");
  return tileName(tile);
}

/** Browsers name the formats that they accept for a picture element; clients that name none get WebP. */
export const variantTypeFor = ({ headers: { accept = "" } }: Request): VariantType =>
  /\bimage\//.test(accept) && !accept.includes("image/webp") ? "jpeg" : "webp";

/**
 * A project's pictures: public, since a picture element carries no token. Only files that the project lists are
 * served, in their own size or in one of `PICTURE_WIDTHS`.
 */
export function addMediaRoutes(app: Express, { dataDir, log, ...parts }: MediaParts): void {
  const pictures = openPictureFiles(parts);
  const folder = join(dataDir, "pictures");
  const variants = openVariants({ folder, resize: openResize(), log });
  const noteChange = openChangeLog(log);
  const pathAt = async (file: MediaFile, width: PictureWidth | undefined, type: VariantType) => {
    const { path } = file;
    const made = (size: PictureWidth | "own") => variants(path, size, encodingOf(file, size, type));
    const narrow = width === undefined ? path : await made(width);
    return narrow === path && isConverted(file, type) ? made("own") : narrow;
  };
  const tileAt = async ({ path }: MediaFile, tile: TileName, type: VariantType) => {
    const made = await variants(path, tile, { type });
    if (made === path) throw new Problem("unknown");
    return made;
  };
  app.get("/media/:project/*file", async (request, response) => {
    const project = pathPart(request, "project");
    const name = toPictureAddress(pathPart(request, "file"));
    const file = await pictures.find(project, name);
    const tile = tileOf(request);
    const type = variantTypeFor(request);
    // A copy from another server is replaced at runtime together with its facts.
    const isOwn = parts.catalogue.mediaFile(project, name) !== undefined;
    const [path] = await Promise.all([
      tile === undefined ? pathAt(file, widthOf(request), type) : tileAt(file, tile, type),
      isOwn ? noteChange(file.path, file.facts.version) : undefined,
    ]);
    response.type(path === file.path ? file.facts.type : VARIANT_TYPES[type]);
    if (!isVector(file.path)) response.vary("Accept");
    await sendFile(response, path);
  });
}
