import type { Attention } from "../presentation/awareness.ts";

/** A page's attention before its first report. */
export const FIRST_ATTENTION: Attention = { state: "following" };
