import type { Express } from "express";
import { isVector } from "../../schema/catalogue/pictures.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { Problem } from "../http/problem.ts";
import { pathPart } from "../http/requests.ts";
import { tileOf, widthOf } from "../http/routes/projects/mediaRoutes.ts";
import { SVG_POLICY } from "../http/sendFile.ts";
import type { VariantSize } from "../media/resize.ts";
import type { Bindings } from "./bindings.ts";

const DAY_SECONDS = 24 * 60 * 60;
/** Pictures that were converted when the bundle was built. */
const CONVERTED = "image/webp";

/** Path of a picture in another size, as the build writes it. */
export const variantPath = (path: string, size: VariantSize): string => `${path}.${size}.webp`;

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
    const file = catalogue.mediaFile(pathPart(request, "project"), pathPart(request, "file"));
    if (file === undefined) throw new Problem("unknown");
    const { path, facts } = file;
    const tile = tileOf(request);
    const size = tile ?? widthOf(request) ?? (facts.isPlain ? undefined : "own");
    const converted = size && (await find(variantPath(path, size)));
    const found = converted ?? (tile === undefined ? await find(path) : undefined);
    if (found === undefined) throw new Problem("unknown");
    if (isVector(path)) response.set("Content-Security-Policy", SVG_POLICY);
    response.type(converted === undefined ? facts.type : CONVERTED);
    response.set("Cache-Control", `public, max-age=${DAY_SECONDS}`);
    const tag = found.headers.get("ETag");
    if (tag !== null) response.set("ETag", tag);
    response.send(Buffer.from(await found.arrayBuffer()));
  });
}
