import type { Pointer } from "../../schema/presentation/awareness.ts";
import type { Filters } from "../../schema/presentation/filters.ts";
import type { Camera, PresentationState, View } from "../../schema/presentation/presentation.ts";
import type { ProjectIndex } from "../../schema/catalogue/projectIndex.ts";
import type { Hearts, Likes } from "./hearts/hearts.ts";
import type { Over } from "./over.ts";
import type { PointingSink, PointingSource } from "./pointing.ts";

/** A user's intent on the stage: a command on the agent's desk, exploring on the buyer's phone. */
export type StageIntent =
  | SharedIntent
  /** Opens or closes an overlay on this phone only. */
  | { readonly kind: "over"; readonly over: Over | undefined };

/** Intents that change the presentation on an agent's desk. */
export type SharedIntent =
  | { readonly kind: "open"; readonly view: View }
  | { readonly kind: "filter"; readonly filters: Filters }
  | { readonly kind: "shortlist"; readonly unit: string; readonly listed: boolean }
  | { readonly kind: "rest-camera"; readonly camera: Camera | undefined };

export interface StageProps {
  readonly state: PresentationState;
  readonly index: ProjectIndex;
  /** Another number draws the same view anew: scrolled to its start, with nothing in it opened. */
  readonly visit?: number | undefined;
  /** `desk`: rail and panel beside the stage; `phone`: one column, thumb reach. */
  readonly form: "desk" | "phone";
  readonly onIntent: (intent: StageIntent) => void;
  /** Whether this side may change the shortlist; buyers may not. */
  readonly canShortlist: boolean;
  /** The overlay on the view. */
  readonly over?: Over | undefined;
  /** The agent's pointer, for followers. */
  readonly pointing?: PointingSource | undefined;
  /** Receives this side's pointing while it presents. */
  readonly sink?: PointingSink | undefined;
  /** A long press on a thing: the buyer points at it. */
  readonly onHold?: ((pointer: Pointer) => void) | undefined;
  /** A stale view (agent away, reconnecting, paused) is drawn desaturated. */
  readonly held?: boolean | undefined;
  /** Units that viewers look at, for the agent's eye marks. */
  readonly watched?: ReadonlySet<string> | undefined;
  /** The buyer's own likes. */
  readonly hearts?: Hearts | undefined;
  /** The buyers' likes, for the agent. */
  readonly likes?: Likes | undefined;
}
