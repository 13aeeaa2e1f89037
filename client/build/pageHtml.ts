import { directionOf, type Language } from "../ui/text/language.ts";
import {
  chunkOf,
  fontOf,
  stylesOf,
  textOf,
  withImports,
  type Bundle,
  type Chunk,
} from "./bundle.ts";

/** Typefaces of the development's name, which is rendered first. */
const SERIFS: Readonly<Record<Language, readonly string[]>> = {
  en: ["eb-garamond-latin-400-normal"],
  ru: ["eb-garamond-latin-400-normal", "eb-garamond-cyrillic-400-normal"],
  ar: ["amiri-arabic-400-normal"],
};

export interface PageParts {
  readonly language: Language;
  /** Modules that render it; their chunks are preloaded. */
  readonly modules: readonly string[];
  /** Namespaces of its texts, `common` aside. */
  readonly words: readonly string[];
  /** The script that runs before the first paint. */
  readonly first: string;
  /** The content of the body until the page is rendered; that of `index.html` by default. */
  readonly drawn?: string;
  /** The inlined styles: those of the first paint, with the page's own preloaded beside them, or the page's own. */
  readonly inlined: "first paint" | "page";
}

const link = (attributes: string, file: string): string => `<link ${attributes} href="./${file}">`;

/** A style sheet for inlining, with the addresses of its files relative to the page. */
const inlineStyles = (bundle: Bundle, file: string): string =>
  textOf(bundle, file).replaceAll("url(./", "url(./assets/");

/** The chunks that a page needs before it draws, without the entry. */
function chunksOf(bundle: Bundle, { language, modules, words }: PageParts): readonly Chunk[] {
  const texts = [
    ...words.map((name) => `ui/locales/en/${name}.json`),
    ...(language === "en"
      ? []
      : [...words, "common"].map((name) => `ui/locales/${language}/${name}.json`)),
  ];
  const entry = chunkOf(bundle, "app/main.tsx");
  return withImports(
    bundle,
    ["app/openPage.tsx", ...modules, ...texts].map((module) => chunkOf(bundle, module)),
  ).filter((chunk) => chunk !== entry);
}

/**
 * A page of its own beside `index.html`, with its first styles inlined and everything preloaded. The preloads stand before
 * the styles, so that they are requested as soon as the page's first bytes arrive.
 */
export function pageHtml(bundle: Bundle, parts: PageParts): string {
  const { language, first, drawn, inlined } = parts;
  const entry = chunkOf(bundle, "app/main.tsx");
  const chunks = chunksOf(bundle, parts);
  const [firstPaint, own] = [stylesOf(entry), chunks.flatMap(stylesOf)];
  const present = inlined === "page" ? own : firstPaint;
  const head = [
    `<script>${first}</script>`,
    `<script type="module" crossorigin src="./${entry.fileName}"></script>`,
    ...chunks.map(({ fileName }) => link('rel="modulepreload" crossorigin', fileName)),
    ...(inlined === "page" ? [] : own).map((file) =>
      link('rel="preload" as="style" crossorigin', file),
    ),
    ...(inlined === "page" ? [] : SERIFS[language])
      .map((face) => fontOf(bundle, face))
      .map((file) =>
        link('rel="preload" as="font" type="font/woff2" fetchpriority="low" crossorigin', file),
      ),
    `<style>${present.map((file) => inlineStyles(bundle, file)).join("")}</style>`,
    // Marks inlined style sheets as present: loaded again after all others, they would override them.
    ...[...new Set([...firstPaint, ...present])].map((file) =>
      link('rel="stylesheet" disabled', file),
    ),
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
