import { directionOf, type Language } from "../ui/text/language.ts";
import { chunkOf, fontOf, stylesOf, textOf, withImports, type Bundle } from "./bundle.ts";

/** Typefaces of the development's name, which is rendered first. */
const SERIFS: Readonly<Record<Language, readonly string[]>> = {
  en: ["eb-garamond-latin-400-normal"],
  ru: ["eb-garamond-latin-400-normal", "eb-garamond-cyrillic-400-normal"],
  ar: ["amiri-arabic-400-normal"],
};

export interface PageParts {
  readonly language: Language;
  /** Modules that it draws with; their chunks are preloaded. */
  readonly modules: readonly string[];
  /** Namespaces of its texts, `common` aside. */
  readonly words: readonly string[];
  /** The script that runs before anything is painted. */
  readonly first: string;
  /** What stands in the body until the page is drawn; the client's first light by default. */
  readonly drawn?: string;
}

const link = (attributes: string, file: string): string => `<link ${attributes} href="./${file}">`;

function preloadsOf(bundle: Bundle, entry: string, parts: PageParts): readonly string[] {
  const { language, modules, words } = parts;
  const texts = [
    ...words.map((name) => `ui/locales/en/${name}.json`),
    ...(language === "en"
      ? []
      : [...words, "common"].map((name) => `ui/locales/${language}/${name}.json`)),
  ];
  const chunks = withImports(
    bundle,
    ["app/openPage.tsx", ...modules, ...texts].map((module) => chunkOf(bundle, module)),
  ).filter(({ fileName }) => fileName !== entry);
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

/** A page of its own beside `index.html`: with the styles of the first paint inlined, and everything preloaded. */
export function pageHtml(bundle: Bundle, parts: PageParts): string {
  const { language, first, drawn } = parts;
  const entry = chunkOf(bundle, "app/main.tsx");
  const [styles = ""] = stylesOf(entry);
  const head = [
    `<style>${textOf(bundle, styles)}</style>`,
    // Marks the inlined style sheet as present: loaded again after all others, it would override
    // them.
    link('rel="stylesheet" disabled', styles),
    `<script>${first}</script>`,
    `<script type="module" crossorigin src="./${entry.fileName}"></script>`,
    ...preloadsOf(bundle, entry.fileName, parts),
  ];
  const page = textOf(bundle, "index.html")
    .replace(/<html[^>]*>/, `<html lang="${language}" dir="${directionOf(language)}">`)
    .replaceAll(/ *<(?:link (?!rel="icon")|script )[^>]*>(?:<\/script>)?\n/g, "")
    .replace("</head>", () => `  ${head.join("\n    ")}\n  </head>`);
  if (drawn === undefined) return page;
  return page.replace(
    /<body>[^]*<\/body>/,
    () => `<body>\n    <div id="root" data-door="${language}">${drawn}</div>\n  </body>`,
  );
}
