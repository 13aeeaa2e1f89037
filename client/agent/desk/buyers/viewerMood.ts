import type { ViewerPresence } from "../../../session/types.ts";

/** What a viewer does, as far as the page reports it; `lost`: its connection is gone. */
export type ViewerMood = "following" | "exploring" | "hidden" | "lost";

/** A page that has reported nothing yet follows. */
export const moodOf = ({ lost, attention }: ViewerPresence): ViewerMood =>
  lost ? "lost" : (attention?.state ?? "following");
