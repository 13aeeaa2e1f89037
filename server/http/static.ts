import { existsSync } from "node:fs";
import { join, extname } from "node:path";
import express, { type Express, type Request, type RequestHandler, type Response } from "express";
import { hasThis } from "./etag.ts";
import { openPageFiles, type PageFiles } from "./pageFiles.ts";
import { allowFraming } from "./security.ts";

/** Languages with a prerendered invitation page; the first is the default. */
const LANGUAGES = ["en", "ru", "ar"];

const NOT_BUILT =
  "The client has not been built yet. Run `npm run build` (or `npm start`, which does it) and reload this page.\n";

export interface PageSettings {
  /** The folder of the built client. */
  readonly clientDir: string;
  readonly publicPath: string;
  readonly allowedOrigins: readonly string[];
  readonly embedsViewers: boolean;
  /** Whether the server around this one may know the agent by a session of its own. */
  readonly hostSignsIn: boolean;
}

interface PageSender {
  readonly files: PageFiles;
  /** The origins whose pages may frame it. */
  readonly framedBy: readonly string[];
}

function sendPage(
  request: Request,
  response: Response,
  path: string,
  { files, framedBy }: PageSender,
): void {
  const page = files.read(path, framedBy);
  if (page === undefined) {
    response.status(503).set("Cache-Control", "no-store").type("text/plain").send(NOT_BUILT);
    return;
  }
  if (page.inlineScripts.length > 0) {
    const policy = response.get("Content-Security-Policy") ?? "";
    const scripts = ["'self'", ...page.inlineScripts].join(" ");
    response.set("Content-Security-Policy", `${policy};script-src ${scripts}`);
  }
  allowFraming(response, framedBy);
  response.set({ "Cache-Control": "no-cache", ETag: page.etag });
  if (hasThis(request, page.etag)) response.status(304).end();
  else response.type("html").send(page.text);
}

/** An invitation's page in the first of the reader's languages that there is; it runs the script that it was built with. */
function sendJoinPage(clientDir: string, sender: PageSender): RequestHandler {
  const pages = LANGUAGES.map((language) => join(clientDir, `door.${language}.html`));
  const undrawn = join(clientDir, "index.html");
  return (request, response) => {
    const wanted = request.acceptsLanguages(LANGUAGES);
    const page = pages[wanted === false ? 0 : LANGUAGES.indexOf(wanted)] ?? undrawn;
    response.vary("Accept-Language");
    sendPage(request, response, existsSync(page) ? page : undrawn, sender);
  };
}

/** The built client: hashed assets for ever, its pages always asked for anew. */
export function addClientRoutes(app: Express, settings: PageSettings): void {
  const { clientDir, publicPath, allowedOrigins, embedsViewers } = settings;
  const files = openPageFiles(settings);
  const index = join(clientDir, "index.html");
  const agents = { files, framedBy: allowedOrigins };
  const buyers = { files, framedBy: embedsViewers ? allowedOrigins : [] };
  const unframed = { files, framedBy: [] };
  const send =
    (sender: PageSender): RequestHandler =>
    (request, response) =>
      sendPage(request, response, index, sender);
  app.get("/", (_request, response) => {
    response.set("Cache-Control", "no-store").redirect(`${publicPath}/agent`);
  });
  app.get("/p/:id", sendJoinPage(clientDir, buyers));
  app.get("/r/:id", send(buyers));
  app.get("/agent", send(agents));
  app.get("/agent/embed/present", send(agents));
  for (const path of ["/agent/*rest", "/inspect/:id", "/replay/:id"]) app.get(path, send(unframed));
  app.use("/assets", ...serveAssets(join(clientDir, "assets")));
  app.use(express.static(clientDir, { index: false, redirect: false }));
}

const FOR_EVER = { immutable: true, maxAge: "1y", index: false } as const;

/**
 * Serves files with content hashes in their names. A precompressed `main.js.br` beside `main.js` is sent as it is to
 * clients that accept it.
 */
function serveAssets(folder: string): readonly RequestHandler[] {
  const compressed = express.static(folder, {
    ...FOR_EVER,
    setHeaders: (response, path) => {
      response.setHeader("Content-Encoding", "br");
      response.type(extname(path.replace(/\.br$/, "")));
    },
  });
  return [
    (request, response, next) => {
      const { url } = request;
      const whole = request.get("range") === undefined && !url.includes("?");
      if (!whole || request.acceptsEncodings("br") === false) return next();
      response.vary("Accept-Encoding");
      request.url = `${url}.br`;
      compressed(request, response, (error?: unknown) => {
        request.url = url;
        next(error);
      });
    },
    express.static(folder, FOR_EVER),
  ];
}
