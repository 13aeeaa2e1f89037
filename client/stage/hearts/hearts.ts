/** What this page's buyer likes, and how to say so. */
export interface Hearts {
  readonly liked: ReadonlySet<string>;
  readonly onHeart: (unit: string, liked: boolean) => void;
}

/** A buyer who likes a home, as the agent sees it. */
export interface Liker {
  /** Empty for a guest. */
  readonly name: string;
  /** In ms since the epoch. */
  readonly atMs: number;
}

/** Who likes which home, by unit id, the first first. */
export type Likes = ReadonlyMap<string, readonly Liker[]>;
