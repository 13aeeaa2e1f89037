import type { Project } from "../../../schema/catalogue/catalogue.ts";
import { BRAND_ELEMENT } from "../../../schema/protocol/brand.ts";
import type { Text } from "../../../schema/values/text.ts";
import type { OpenedBrand } from "../../brand/readBrand.ts";
import { LINK_PREVIEW_SIZE } from "../../media/linkPreview.ts";

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};
const escape = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => ESCAPES[sign] ?? "");

const OWN_NAME = "Offplan Live";

/** Head elements of a partner's pages: name, style sheet, and the brand for scripts. */
function brandHead({ page, styles, version }: OpenedBrand, publicPath: string): string {
  // Without "<", no text can end the element.
  const json = JSON.stringify(page).replaceAll("<", "\\u003c");
  return [
    ...(styles === ""
      ? []
      : [`<link rel="stylesheet" href="${publicPath}/brand.css?v=${version}" />`]),
    `<script type="application/json" id="${BRAND_ELEMENT}">${json}</script>`,
  ].join("");
}

/** A built page under a partner's name and with its look. */
export const withBrand = (page: string, brand: OpenedBrand, publicPath: string): string =>
  page
    // Before the scripts that read it.
    .replace(/<title>[^<]*<\/title>/, () => {
      const title = `<title>${escape(brand.page.name)}</title>`;
      return `${brandHead(brand, publicPath)}${title}`;
    });

/** The text in a language, or in the first that it has. */
const inLanguage = (text: Text, language: string): string =>
  text[language] ?? text["en"] ?? Object.values(text)[0] ?? "";

/** Between parts of a title; Arabic has a comma of its own. */
const commaOf = (language: string): string => (language === "ar" ? "، " : ", ");

const meta = (property: string, content: string | number): string =>
  `<meta property="${property}" content="${escape(String(content))}" />`;

export interface LinkFacts {
  readonly language: string;
  readonly brand: OpenedBrand | undefined;
  /** The development that the link leads to; `undefined` if the link is invalid or no longer valid. */
  readonly project: Project | undefined;
  /** The address of its picture; `undefined`: there is none. */
  readonly image: string | undefined;
}

/**
 * Head elements from which chat apps preview a link. They name the development, never a person, and are the same for all
 * invalid links.
 */
export function linkHead({ language, brand, project, image }: LinkFacts): string {
  const site = brand?.page.name ?? OWN_NAME;
  if (project === undefined) {
    return [meta("og:site_name", site), meta("og:title", site), meta("og:type", "website")].join(
      "",
    );
  }
  const say = (text: Text | undefined) => (text === undefined ? "" : inLanguage(text, language));
  const [name, place, handover] = [project.name, project.location, project.handover].map(say);
  const title = [name, place].filter((part) => part !== "").join(commaOf(language));
  return [
    meta("og:site_name", site),
    meta("og:type", "website"),
    meta("og:title", title),
    ...(handover ? [meta("og:description", handover)] : []),
    ...(image === undefined
      ? []
      : [
          meta("og:image", image),
          meta("og:image:type", "image/jpeg"),
          meta("og:image:width", LINK_PREVIEW_SIZE.width),
          meta("og:image:height", LINK_PREVIEW_SIZE.height),
          meta("og:image:alt", title),
          `<meta name="twitter:card" content="summary_large_image" />`,
        ]),
  ].join("");
}
