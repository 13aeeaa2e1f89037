import type { ViewerPresence } from "../../../session/types.ts";

/** State of a viewer as reported by its page; `lost`: disconnected. */
export type ViewerMood = "following" | "exploring" | "hidden" | "lost";

/** A page that has reported nothing yet counts as following. */
export const moodOf = ({ lost, attention }: ViewerPresence): ViewerMood =>
  lost ? "lost" : (attention?.state ?? "following");
