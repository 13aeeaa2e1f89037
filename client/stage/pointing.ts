import type { Camera } from "../../schema/presentation/presentation.ts";
import type { Highlight, Pointer } from "../../schema/presentation/awareness.ts";

/** The pointer of a presenter, beside the leading one. */
export interface Hand {
  /** Constant while its owner presents from one page. */
  readonly id: number;
  readonly name: string;
  readonly pointer: Pointer;
  /** A buyer's own, 1 to `BUYER_COLOURS`; absent for presenters. */
  readonly colour?: number;
}

/** Colours that distinguish buyers' pointers. */
export const BUYER_COLOURS = 5;

/** The agent's current pointing. All absent: nowhere. */
export interface Pointing {
  readonly pointer?: Pointer | undefined;
  readonly highlight?: Highlight | undefined;
  /** A camera while the agent moves it. */
  readonly camera?: Camera | undefined;
  /** The presenter's name, where several present. */
  readonly name?: string | undefined;
  readonly id?: number | undefined;
  /** The pointers of the other presenters. */
  readonly hands?: readonly Hand[] | undefined;
}

/**
 * The agent's latest pointer, up to 30 times a second. The stage reads it in animation frames and moves elements itself,
 * without React.
 */
export interface PointingSource {
  readonly get: () => Pointing;
  readonly subscribe: (changed: () => void) => () => void;
}

/**
 * Receives a presenting agent's pointer and camera at each movement and limits the rate; a following buyer passes none.
 */
export interface PointingSink {
  point(pointer: Pointer | undefined): void;
  highlight(highlight: Highlight | undefined): void;
  moveCamera(camera: Camera | undefined): void;
}
