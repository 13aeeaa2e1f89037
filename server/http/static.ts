import { existsSync, readFileSync, statSync } from "node:fs";
import { join, extname } from "node:path";
import express, { type Express, type RequestHandler } from "express";
import { createHash } from "node:crypto";

/** The pages that the one client draws. */
const PAGES = ["/agent", "/agent/*rest", "/inspect/:id", "/r/:id"];
/** Languages with a prerendered invitation page; the first is the default. */
const LANGUAGES = ["en", "ru", "ar"];

const NOT_BUILT =
  "The client has not been built yet. Run `npm run build` (or `npm start`, which does it) and reload this page.\n";

function sendPage(page: string): RequestHandler {
  return (_request, response, next) => {
    if (!existsSync(page)) {
      response.status(503).set("Cache-Control", "no-store").type("text/plain").send(NOT_BUILT);
      return;
    }
    response.set("Cache-Control", "no-cache");
    response.sendFile(page, { cacheControl: false, dotfiles: "allow" }, (error) => {
      if (error !== undefined && !response.headersSent) next(error);
    });
  };
}

/** An invitation's page in the first of the reader's languages that there is; it runs the script that it was built with. */
function sendJoinPage(clientDir: string): RequestHandler {
  const pages = LANGUAGES.map((language) => join(clientDir, `door.${language}.html`));
  const undrawn = join(clientDir, "index.html");
  const inlineScripts = openInlineScripts();
  return (request, response, next) => {
    const wanted = request.acceptsLanguages(LANGUAGES);
    const page = pages[wanted === false ? 0 : LANGUAGES.indexOf(wanted)];
    response.vary("Accept-Language");
    if (page === undefined || !existsSync(page)) return sendPage(undrawn)(request, response, next);
    const policy = response.get("Content-Security-Policy") ?? "";
    const scripts = ["'self'", ...inlineScripts(page)].join(" ");
    response.set("Content-Security-Policy", `${policy};script-src ${scripts}`);
    sendPage(page)(request, response, next);
  };
}

/** The built client: hashed assets for ever, its pages always asked for anew. */
export function addClientRoutes(app: Express, clientDir: string): void {
  app.get("/", (_request, response) => {
    response.set("Cache-Control", "no-store").redirect("/agent");
  });
  app.get("/p/:id", sendJoinPage(clientDir));
  for (const path of PAGES) app.get(path, sendPage(join(clientDir, "index.html")));
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

const INLINE_SCRIPT = /<script>([^]*?)<\/script>/g;

const sourceOf = (script: string): string =>
  `'sha256-${createHash("sha256").update(script).digest("base64")}'`;

/** Returns the CSP sources of a page's inline scripts, and no others. Reads a page again when it was rebuilt. */
function openInlineScripts(): (page: string) => readonly string[] {
  const known = new Map<string, { readonly mtimeMs: number; readonly sources: string[] }>();
  return (page) => {
    const { mtimeMs } = statSync(page);
    const before = known.get(page);
    if (before?.mtimeMs === mtimeMs) return before.sources;
    const scripts = readFileSync(page, "utf8").matchAll(INLINE_SCRIPT);
    const sources = [...scripts].map(([, script = ""]) => sourceOf(script));
    known.set(page, { mtimeMs, sources });
    return sources;
  };
}
