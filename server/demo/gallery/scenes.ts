import type { Scene } from "./scene.ts";

/** The gallery, in the order it is shown. */
export const SCENES: readonly Scene[] = [];
