import type { Express } from "express";
import type { HttpDependencies } from "../dependencies.ts";
import { sendTagged, tagOf } from "../etag.ts";
import { describeApi } from "../openapi/document.ts";

/** The description of every call. */
export function addOpenapiRoutes(app: Express, { settings }: HttpDependencies): void {
  let known: { readonly server: string; readonly tag: string; readonly body: object } | undefined;

  const describe = (server: string) => {
    if (known?.server === server) return known;
    const body = describeApi(server);
    known = { server, tag: tagOf(body), body };
    return known;
  };

  app.get("/openapi.json", (request, response) => {
    const { tag, body } = describe(settings.publicUrl(request));
    sendTagged(request, response, tag, body);
  });
}
