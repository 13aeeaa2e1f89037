import type { CSSProperties } from "react";

/** The live bar's own ground: what stands on it is drawn by the same components with these values instead. */
export const NAVY = {
  "--ink": "var(--on-navy)",
  "--ink-2": "var(--on-navy-2)",
  "--ink-3": "var(--on-navy-2)",
  "--on-ink": "var(--navy)",
  "--control": "color-mix(in srgb, var(--on-navy) 45%, transparent)",
  "--recess": "color-mix(in srgb, var(--on-navy) 14%, transparent)",
  "--gold-mark": "var(--gold-fill)",
  "--focus-ring": "var(--focus-ring-navy)",
} as CSSProperties;
