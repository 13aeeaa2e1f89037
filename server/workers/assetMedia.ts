import { toPictureAddress } from "../catalogue/pictureAddress.ts";
import type { Express } from "express";
import { isVector } from "../../schema/catalogue/pictures.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { Problem } from "../http/problem.ts";
import { pathPart } from "../http/requests.ts";
import { tileOf, variantTypeFor, widthOf } from "../http/routes/projects/mediaRoutes.ts";
import { SVG_POLICY } from "../http/sendFile.ts";
import { isConverted, VARIANT_TYPES } from "../media/pictureVariant.ts";
import type { VariantSize, VariantType } from "../media/resize.ts";
import type { Bindings } from "./bindings.ts";

const DAY_SECONDS = 24 * 60 * 60;

/** Path of a picture in another size, as the build writes it. */
export const variantPath = (path: string, size: VariantSize, type: VariantType): string =>
  `${path}.${size}.${type}`;

type FindAsset = (
  path: string,
) => Promise<Awaited<ReturnType<Bindings["ASSETS"]["fetch"]>> | undefined>;

const openFind =
  (assets: Bindings["ASSETS"]): FindAsset =>
  async (path) => {
    const response = await assets.fetch(new URL(path, "https://assets.invalid").href);
    if (response.ok) return response;
    await response.body?.cancel();
    return undefined;
  };

/**
 * Serves the script of the elements, which pages of other origins load: with the headers of the application, unlike a
 * static asset.
 */
export function addElementScript(app: Express, assets: Bindings["ASSETS"]): void {
  const find = openFind(assets);
  app.get("/element.js", async (_request, response) => {
    const found = await find("/element.js");
    if (found === undefined) throw new Problem("unknown");
    const tag = found.headers.get("ETag");
    if (tag !== null) response.set("ETag", tag);
    response.type("js").set("Cache-Control", "public, max-age=0");
    response.send(Buffer.from(await found.arrayBuffer()));
  });
}

/**
 * Serves a project's pictures from the static assets. Each request goes through the catalogue, which gives pictures
 * that only held back homes use unguessable names.
 */
export function addAssetMedia(
  app: Express,
  { catalogue, assets }: { catalogue: Pick<Catalogue, "mediaFile">; assets: Bindings["ASSETS"] },
): void {
  const find = openFind(assets);
  app.get("/media/:project/*file", async (request, response) => {
    const name = toPictureAddress(pathPart(request, "file"));
    const file = catalogue.mediaFile(pathPart(request, "project"), name);
    if (file === undefined) throw new Problem("unknown");
    const { path, facts } = file;
    const tile = tileOf(request);
    const type = variantTypeFor(request);
    const variant = async (size: VariantSize | undefined) =>
      size === undefined ? undefined : find(variantPath(path, size, type));
    const own = isConverted(file, type) ? "own" : undefined;
    const converted =
      (await variant(tile ?? widthOf(request))) ??
      (tile === undefined ? await variant(own) : undefined);
    const found = converted ?? (tile === undefined ? await find(path) : undefined);
    if (found === undefined) throw new Problem("unknown");
    if (isVector(path)) response.set("Content-Security-Policy", SVG_POLICY);
    response.type(converted === undefined ? facts.type : VARIANT_TYPES[type]);
    if (!isVector(path)) response.vary("Accept");
    response.set("Cache-Control", `public, max-age=${DAY_SECONDS}`);
    const tag = found.headers.get("ETag");
    if (tag !== null) response.set("ETag", tag);
    response.send(Buffer.from(await found.arrayBuffer()));
  });
}
