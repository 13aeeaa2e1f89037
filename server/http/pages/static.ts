import { existsSync } from "node:fs";
import { join, extname } from "node:path";
import express, { type Express, type Request, type RequestHandler, type Response } from "express";
import type { Project } from "../../../schema/catalogue/catalogue.ts";
import { chooseLanguage } from "../../../schema/values/chooseLanguage.ts";
import type { OpenedBrand } from "../../brand/readBrand.ts";
import { hasThis, tagOf } from "../etag.ts";
import { previewAddress, type LinkPreviews } from "./linkPreviews.ts";
import { linkHead } from "./pageHead.ts";
import { openPageFiles, type PageFiles } from "./pageFiles.ts";
import { pathPart } from "../requests.ts";
import { allowFraming } from "../middleware/security.ts";

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
  /** Whether the host authenticates agents by its own session. */
  readonly hostSignsIn: boolean;
  readonly brand: OpenedBrand | undefined;
  readonly previews: LinkPreviews;
  publicUrl(request: Request): string;
}

interface PageSender {
  readonly files: PageFiles;
  /** Origins whose pages may frame it. */
  readonly framedBy: readonly string[];
}

interface PageParts {
  readonly language: string;
  /** Head elements of a link's page. */
  readonly head?: string;
}

function sendPage(
  request: Request,
  response: Response,
  path: string,
  { files, framedBy }: PageSender,
  { head = "", language }: PageParts,
): void {
  response.vary("Accept-Language");
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
  const etag = tagOf([page.etag, language, head]);
  response.set({ "Cache-Control": "no-cache", ETag: etag });
  if (hasThis(request, etag)) response.status(304).end();
  else {
    const text = page.text.replace("</head>", () => `${head}</head>`);
    response.type("html").send(text.replace(/(<html[^>]*? lang=)"[a-z]+"/, `$1"${language}"`));
  }
}

/** Language of a page: the best of the browser's that the partner offers. */
function openLanguages(brand: OpenedBrand | undefined): (request: Request) => string {
  const offered = brand?.page.languages ?? LANGUAGES;
  const [first = "en", ...others] = offered.filter((language) =>
    LANGUAGES.some((one) => one === language),
  );
  const choice = { languages: [first, ...others], byMarket: brand?.languageByMarket } as const;
  return (request) => chooseLanguage(request.acceptsLanguages(), choice);
}

/** Serves the built client: hashed assets are cached for a year, pages are always revalidated. */
export function addClientRoutes(app: Express, settings: PageSettings): void {
  const { clientDir, publicPath, allowedOrigins, embedsViewers, brand, previews } = settings;
  const languageOf = openLanguages(brand);
  const files = openPageFiles(settings);
  const index = join(clientDir, "index.html");
  const agents = { files, framedBy: allowedOrigins };
  const buyers = { files, framedBy: embedsViewers ? allowedOrigins : [] };
  const unframed = { files, framedBy: [] };
  const send =
    (sender: PageSender): RequestHandler =>
    (request, response) =>
      sendPage(request, response, index, sender, { language: languageOf(request) });

  const headOf = (request: Request, language: string, project: Project | undefined): string => {
    const hasPicture = project !== undefined && previews.pictureOf(project.id) !== undefined;
    const image = hasPicture ? previewAddress(settings.publicUrl(request), project.id) : undefined;
    return linkHead({ language, brand, project, image });
  };
  const sendLinked =
    (
      find: (id: string) => Promise<Project | undefined>,
      pageIn: (language: string) => string,
    ): RequestHandler =>
    async (request, response) => {
      const language = languageOf(request);
      const head = headOf(request, language, await find(pathPart(request, "id")));
      sendPage(request, response, pageIn(language), buyers, { language, head });
    };
  /** A link's page is built in each language, with an inline script. */
  const builtIn =
    (name: "door" | "recap") =>
    (language: string): string => {
      const built = join(clientDir, `${name}.${language}.html`);
      return existsSync(built) ? built : index;
    };

  app.get("/", (_request, response) => {
    response.set("Cache-Control", "no-store").redirect(`${publicPath}/agent`);
  });
  app.get("/p/:id", sendLinked(previews.invited, builtIn("door")));
  app.get("/r/:id", sendLinked(previews.recapped, builtIn("recap")));
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
