import type { Express } from "express";
import type { HttpDependencies } from "../dependencies.ts";
import type { LinkPreviews } from "../pages/linkPreviews.ts";
import { openQueue } from "../../time/inTurn.ts";
import { makeLinkPreview } from "../../media/linkPreview.ts";
import { required } from "../problem.ts";
import { pathPart } from "../requests.ts";
import { sendFile } from "../sendFile.ts";

const DAY_SECONDS = 24 * 60 * 60;
/** Previews in memory, each below 300 KB. */
const PREVIEWS_KEPT = 50;

/** A partner's style sheet and files, and the pictures that chat apps show beside links. */
export function addBrandRoutes(
  app: Express,
  { brand }: Pick<HttpDependencies, "brand">,
  previews: Pick<LinkPreviews, "pictureOf">,
): void {
  const queue = openQueue();
  const made = new Map<string, Promise<Buffer>>();

  app.get("/brand.css", (_request, response) => {
    response.set("Cache-Control", "public, max-age=31536000, immutable");
    response.type("css").send(brand?.styles ?? "");
  });

  app.get("/brand/*file", async (request, response) => {
    await sendFile(response, required(brand?.files.get(pathPart(request, "file"))));
  });

  /** Converted once, one at a time. A failed conversion is repeated with the next request. */
  const previewOf = (key: string, path: string): Promise<Buffer> => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const making = queue(() => makeLinkPreview(path));
    const [oldest] = made.keys();
    if (made.size >= PREVIEWS_KEPT && oldest !== undefined) made.delete(oldest);
    made.set(key, making);
    making.catch(() => made.delete(key));
    return making;
  };

  app.get("/previews/:project.jpg", async (request, response) => {
    const file = await required(previews.pictureOf(pathPart(request, "project")))();
    const preview = await previewOf(`${file.path} ${file.facts.version}`, file.path);
    response.set("Cache-Control", `public, max-age=${DAY_SECONDS}`);
    response.type("jpeg").send(preview);
  });
}
