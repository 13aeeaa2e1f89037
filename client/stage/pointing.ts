import type { Camera } from "../../schema/presentation.ts";
import type { Highlight, Pointer } from "../../schema/awareness.ts";

/** The hand of one who presents, beside the hand that leads. */
export interface Hand {
  /** The same for as long as its owner presents from one page. */
  readonly id: number;
  readonly name: string;
  readonly pointer: Pointer;
}

/** Where the agent points now. All absent: nowhere. */
export interface Pointing {
  readonly pointer?: Pointer | undefined;
  readonly highlight?: Highlight | undefined;
  /** A camera while the agent moves it. */
  readonly camera?: Camera | undefined;
  /** Whose hand it is, where more than one presents. */
  readonly name?: string | undefined;
  readonly id?: number | undefined;
  /** The hands of all others who present and point too. */
  readonly hands?: readonly Hand[] | undefined;
}

/**
 * The agent's hand as a stream of its latest place, up to 30 times a second. The stage reads it in animation frames and
 * moves elements itself: React does not render for it.
 */
export interface PointingSource {
  readonly get: () => Pointing;
  readonly subscribe: (changed: () => void) => () => void;
}

/** Takes a presenting agent's own pointer and camera at each movement and limits the rate itself; a following buyer passes none. */
export interface PointingSink {
  point(pointer: Pointer | undefined): void;
  highlight(highlight: Highlight | undefined): void;
  moveCamera(camera: Camera | undefined): void;
}
