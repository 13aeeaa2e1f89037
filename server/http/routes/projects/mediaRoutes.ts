import { join } from "node:path";
import type { Express, Request } from "express";
import { PICTURE_WIDTHS, type PictureWidth } from "../../../../schema/catalogue/pictures.ts";
import type { Catalogue } from "../../../catalogue/catalogue.ts";
import type { MediaFile } from "../../../catalogue/pack/pictures.ts";
import type { Log } from "../../../log.ts";
import { openChangeLog } from "../../../media/changedPictures.ts";
import { openResize } from "../../../media/resize.ts";
import { openVariants } from "../../../media/variants.ts";
import { Problem } from "../../problem.ts";
import { pathPart } from "../../requests.ts";
import { sendFile } from "../../sendFile.ts";

export interface MediaParts {
  readonly catalogue: Pick<Catalogue, "mediaFile">;
  /** Where pictures in other sizes are kept, in a folder of their own. */
  readonly dataDir: string;
  readonly log: Log;
}

/** A width that we make; any other is as good as none, and the picture comes as it is. */
export const widthOf = ({ query }: Request): PictureWidth | undefined =>
  PICTURE_WIDTHS.find((width) => query["w"] === String(width));

/**
 * A project's pictures: public, since a picture element carries no token. Only files that a pack lists are served, in
 * their own size or in one of ours.
 */
export function addMediaRoutes(app: Express, { catalogue, dataDir, log }: MediaParts): void {
  const folder = join(dataDir, "pictures");
  const variants = openVariants({ folder, resize: openResize(), log });
  const noteChange = openChangeLog(log);
  const pathAt = async ({ path, facts }: MediaFile, width: PictureWidth | undefined) => {
    const narrow = width === undefined ? path : await variants(path, width);
    return narrow === path && !facts.isPlain ? variants(path, "own") : narrow;
  };
  app.get("/media/:project/*file", async (request, response) => {
    const file = catalogue.mediaFile(pathPart(request, "project"), pathPart(request, "file"));
    if (file === undefined) throw new Problem("unknown");
    const [path] = await Promise.all([
      pathAt(file, widthOf(request)),
      noteChange(file.path, file.facts.version),
    ]);
    response.type(path === file.path ? file.facts.type : "image/webp");
    await sendFile(response, path);
  });
}
