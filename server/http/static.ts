import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join, extname } from "node:path";
import express, { type Express, type Request, type RequestHandler, type Response } from "express";
import type { Project } from "../../schema/catalogue/catalogue.ts";
import { chooseLanguage } from "../../schema/values/chooseLanguage.ts";
import type { OpenedBrand } from "../brand/readBrand.ts";
import { hasThis } from "./etag.ts";
import { previewAddress, type LinkPreviews } from "./linkPreviews.ts";
import { linkHead } from "./pageHead.ts";
import { openPageFiles, type PageFiles } from "./pageFiles.ts";
import { allowFraming } from "./security.ts";

/** Languages with a prerendered invitation page; the first is the default. */
const LANGUAGES = ["en", "ru", "ar"] as const;

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
  readonly brand: OpenedBrand | undefined;
  readonly previews: LinkPreviews;
  publicUrl(request: Request): string;
}

interface PageSender {
  readonly files: PageFiles;
  /** The origins whose pages may frame it. */
  readonly framedBy: readonly string[];
  /** What the page of one link has in its head beside that of others. */
  readonly headOf?: (request: Request, language: string) => Promise<string>;
}

/** A tag of a page with another head. */
const tagWith = (etag: string, head: string): string =>
  head === ""
    ? etag
    : `"${createHash("sha256").update(etag).update(head).digest("base64url").slice(0, 22)}"`;

function sendPage(
  request: Request,
  response: Response,
  path: string,
  { files, framedBy }: PageSender,
  { head = "", language = "en" } = {},
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
  const etag = tagWith(page.etag, `${language === "en" ? "" : language}${head}`);
  response.set({ "Cache-Control": "no-cache", ETag: etag });
  if (hasThis(request, etag)) response.status(304).end();
  else {
    const text = page.text.replace("</head>", () => `${head}</head>`);
    response.type("html").send(text.replace(/(<html[^>]*? lang=)"[a-z]+"/, `$1"${language}"`));
  }
}

/** An invitation's page in the first of the reader's languages that there is; it runs the script that it was built with. */
function sendJoinPage(
  clientDir: string,
  sender: PageSender,
  languageOf: (request: Request) => string,
): RequestHandler {
  const undrawn = join(clientDir, "index.html");
  return async (request, response) => {
    const language = languageOf(request);
    const page = join(clientDir, `door.${language}.html`);
    response.vary("Accept-Language");
    const head = await sender.headOf?.(request, language);
    const facts = { language, ...(head !== undefined && { head }) };
    sendPage(request, response, existsSync(page) ? page : undrawn, sender, facts);
  };
}

/** The language in which a reader is met, by what the browser asks for and the partner offers. */
function openLanguages(brand: OpenedBrand | undefined): (request: Request) => string {
  const offered = brand?.page.languages ?? LANGUAGES;
  const [first = "en", ...others] = offered.filter((language) =>
    LANGUAGES.some((one) => one === language),
  );
  const choice = { languages: [first, ...others], byMarket: brand?.languageByMarket } as const;
  return (request) => chooseLanguage(request.acceptsLanguages(), choice);
}

/** The built client: hashed assets for ever, its pages always asked for anew. */
export function addClientRoutes(app: Express, settings: PageSettings): void {
  const { clientDir, publicPath, allowedOrigins, embedsViewers, brand, previews } = settings;
  const languageOf = openLanguages(brand);
  const headOf =
    (find: (id: string) => Promise<Project | undefined>) =>
    async (request: Request, language: string): Promise<string> => {
      const project = await find(String(request.params["id"]));
      const hasPicture = project !== undefined && previews.pictureOf(project.id) !== undefined;
      const image = hasPicture
        ? previewAddress(settings.publicUrl(request), project.id)
        : undefined;
      return linkHead({ language, brand, project, image });
    };
  const files = openPageFiles(settings);
  const index = join(clientDir, "index.html");
  const agents = { files, framedBy: allowedOrigins };
  const buyers = { files, framedBy: embedsViewers ? allowedOrigins : [] };
  const unframed = { files, framedBy: [] };
  const send =
    (sender: PageSender): RequestHandler =>
    (request, response) => {
      response.vary("Accept-Language");
      sendPage(request, response, index, sender, { language: languageOf(request) });
    };
  app.get("/", (_request, response) => {
    response.set("Cache-Control", "no-store").redirect(`${publicPath}/agent`);
  });
  const invited = { ...buyers, headOf: headOf(previews.invited) };
  app.get("/p/:id", sendJoinPage(clientDir, invited, languageOf));
  app.get("/r/:id", async (request, response) => {
    response.vary("Accept-Language");
    const language = languageOf(request);
    const head = await headOf(previews.recapped)(request, language);
    sendPage(request, response, index, buyers, { head, language });
  });
  app.get("/agent", send(agents));
  for (const part of ["present", "stage", "inspect"]) {
    app.get(`/agent/embed/${part}`, send(agents));
  }
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
