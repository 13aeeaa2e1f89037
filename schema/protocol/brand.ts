import type { Text } from "../values/text.ts";

/** An agent's contact data, as shown on the agent's card. */
export interface AgentCard {
  /** A path on this server. */
  readonly photo?: string;
  /** In its international form: "+971501234567". */
  readonly phone?: string;
  /** An address such as `https://wa.me/971501234567`. */
  readonly messenger?: string;
}

/** A partner's brand for pages. Colours and fonts are in a style sheet. */
export interface PageBrand {
  readonly name: string;
  /** Paths on this server. */
  readonly logo?: { readonly light: string; readonly dark: string };
  readonly legal?: Text;
  /** Languages that readers may choose, the first being the default; absent: all. */
  readonly languages?: readonly string[];
}

/** The element that holds a page's `PageBrand` as JSON. */
export const BRAND_ELEMENT = "offplan-brand";
