/** The buyer's own likes, and how to change them. */
export interface Hearts {
  readonly liked: ReadonlySet<string>;
  readonly onHeart: (unit: string, liked: boolean) => void;
}

/** A buyer who likes a home, for the agent. */
export interface Liker {
  /** Empty for a guest. */
  readonly name: string;
  /** In ms since the epoch. */
  readonly atMs: number;
}

/** Likes by unit id, oldest first. */
export type Likes = ReadonlyMap<string, readonly Liker[]>;
