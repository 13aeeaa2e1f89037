import type { Filters } from "../../schema/filters.ts";
import type { Camera, PresentationState, View } from "../../schema/presentation.ts";
import type { ProjectIndex } from "../../schema/projectIndex.ts";
import type { Hearts, Likes } from "./hearts/hearts.ts";
import type { Over } from "./over.ts";
import type { PointingSink, PointingSource } from "./pointing.ts";

/** What somebody at the stage asks for. The agent's desk turns it into commands, the buyer's phone into exploring. */
export type StageIntent =
  | SharedIntent
  /** To open something over the view of this phone alone, or to close it again. */
  | { readonly kind: "over"; readonly over: Over | undefined };

/** What changes the presentation, where an agent asks for it. */
export type SharedIntent =
  | { readonly kind: "open"; readonly view: View }
  | { readonly kind: "filter"; readonly filters: Filters }
  | { readonly kind: "shortlist"; readonly unit: string; readonly listed: boolean }
  | { readonly kind: "rest-camera"; readonly camera: Camera | undefined };

export interface StageProps {
  readonly state: PresentationState;
  readonly index: ProjectIndex;
  /** `desk`: rail and panel beside the stage; `phone`: one column, thumb reach. */
  readonly form: "desk" | "phone";
  readonly onIntent: (intent: StageIntent) => void;
  /** Whether this side may put homes on the shortlist; a buyer may not. */
  readonly canShortlist: boolean;
  /** What is open over the view. */
  readonly over?: Over | undefined;
  /** Where the agent points, for those who follow. */
  readonly pointing?: PointingSource | undefined;
  /** Where to report this side's own pointing: the presenting agent's. */
  readonly sink?: PointingSink | undefined;
  /** A view that is held (agent away, reconnecting, paused) is drawn calmer. */
  readonly held?: boolean | undefined;
  /** What other viewers look at, by unit id, for the agent's eye marks. */
  readonly watched?: ReadonlySet<string> | undefined;
  /** What a buyer likes and can like. */
  readonly hearts?: Hearts | undefined;
  /** What buyers like, for the agent. */
  readonly likes?: Likes | undefined;
}
