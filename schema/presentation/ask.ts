import * as v from "valibot";
import { Pointer } from "./awareness.ts";
import { View } from "./presentation.ts";

/** A buyer's request to show a view to all (`POST /api/presentations/:id/asks`), or to point at something in it. */
export const AskRequest = v.strictObject({
  view: View,
  /** Points at something in the view, shown to agents for 3 s, without a request to show the view. */
  mark: v.optional(Pointer),
});
export type AskRequest = Readonly<v.InferOutput<typeof AskRequest>>;

/** Asks and marks of one buyer a minute. */
export const ASKS_PER_MINUTE = 6;
/** Lifetime of an ask in ms, unless another replaces it. */
export const ASK_MS = 60_000;
/** How long a buyer's mark is shown, in ms. */
export const MARK_MS = 3_000;
