import * as v from "valibot";
import { Pointer } from "./awareness.ts";
import { View } from "./presentation.ts";

/** A buyer asks that a view be shown to all (`POST /api/presentations/:id/asks`), or points at something in it. */
export const AskRequest = v.strictObject({
  view: View,
  /** A hand on a thing of the view: shown to agents for 3 s, and no wish to show anything. */
  mark: v.optional(Pointer),
});
export type AskRequest = Readonly<v.InferOutput<typeof AskRequest>>;

/** Asks and marks of one buyer a minute. */
export const ASKS_PER_MINUTE = 6;
/** How long an ask stands unless another replaces it. */
export const ASK_MS = 60_000;
/** How long a buyer's mark is shown. */
export const MARK_MS = 3_000;
