import { runnerImport, type Plugin } from "vite";
import { bundleScript } from "../../../build/bundleScript.ts";
import { directionOf, LANGUAGES, type Language } from "../../../ui/text/language.ts";
import {
  chunkOf,
  fontOf,
  stylesOf,
  textOf,
  withImports,
  type Bundle,
} from "../../../build/bundle.ts";

/** Typefaces of the development's name, which is rendered first. */
const SERIFS: Readonly<Record<Language, readonly string[]>> = {
  en: ["eb-garamond-latin-400-normal"],
  ru: ["eb-garamond-latin-400-normal", "eb-garamond-cyrillic-400-normal"],
  ar: ["amiri-arabic-400-normal"],
};

/** Modules that the join page imports first. */
const MODULES = ["app/openPage.tsx", "buyer/BuyerPage.tsx", "ui/locales/en/buyer.json"];

function chunksOf(bundle: Bundle, language: Language) {
  const words = language === "en" ? [] : ["buyer", "common"];
  const modules = [...MODULES, ...words.map((name) => `ui/locales/${language}/${name}.json`)];
  return withImports(
    bundle,
    modules.map((module) => chunkOf(bundle, module)),
  );
}

const link = (attributes: string, file: string): string => `<link ${attributes} href="./${file}">`;

function preloadsOf(bundle: Bundle, language: Language, entry: string): readonly string[] {
  const chunks = chunksOf(bundle, language).filter(({ fileName }) => fileName !== entry);
  return [
    ...chunks.map(({ fileName }) => link('rel="modulepreload" crossorigin', fileName)),
    ...chunks.flatMap(stylesOf).map((file) => link('rel="preload" as="style" crossorigin', file)),
    ...SERIFS[language]
      .map((face) => fontOf(bundle, face))
      .map((file) =>
        link('rel="preload" as="font" type="font/woff2" fetchpriority="low" crossorigin', file),
      ),
  ];
}

interface Inside {
  /** The join page as HTML. */
  readonly drawn: string;
  /** The script that runs before anything is painted. */
  readonly first: string;
}

/** The HTML page around the prerendered join page, with its styles inlined. */
function pageOf(bundle: Bundle, language: Language, { drawn, first }: Inside): string {
  const entry = chunkOf(bundle, "app/main.tsx");
  const [styles = ""] = stylesOf(entry);
  const head = [
    `<style>${textOf(bundle, styles)}</style>`,
    // Marks the inlined style sheet as present: loaded again after all others, it would override
    // them.
    link('rel="stylesheet" disabled', styles),
    `<script>${first}</script>`,
    `<script type="module" crossorigin src="./${entry.fileName}"></script>`,
    ...preloadsOf(bundle, language, entry.fileName),
  ];
  return textOf(bundle, "index.html")
    .replace(/<html[^>]*>/, `<html lang="${language}" dir="${directionOf(language)}">`)
    .replaceAll(/ *<(?:link (?!rel="icon")|script )[^>]*>(?:<\/script>)?\n/g, "")
    .replace("</head>", () => `  ${head.join("\n    ")}\n  </head>`)
    .replace(
      /<body>[^]*<\/body>/,
      () => `<body>\n    <div id="root" data-door="${language}">${drawn}</div>\n  </body>`,
    );
}

interface Drawing {
  readonly prerenderJoinPage: (language: Language) => Promise<string>;
}

/**
 * Writes `door.<language>.html`: the join page prerendered in each language, shown with the server's first response and
 * hydrated later.
 */
export const doors = (root: string): Plugin => ({
  name: "doors",
  apply: "build",
  enforce: "post",
  generateBundle: {
    order: "post",
    async handler(_options, bundle) {
      const { module } = await runnerImport<Drawing>(
        `${import.meta.dirname}/prerenderJoinPage.tsx`,
        {
          root,
          configFile: false,
          logLevel: "error",
        },
      );
      const first = await bundleScript(`${import.meta.dirname}/joinBootstrap.ts`, "iife");
      for (const language of LANGUAGES) {
        const drawn = await module.prerenderJoinPage(language);
        this.emitFile({
          type: "asset",
          fileName: `door.${language}.html`,
          source: pageOf(bundle, language, { drawn, first }),
        });
      }
    },
  },
});
