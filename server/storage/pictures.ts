/** A picture that was uploaded for a development, without its bytes. */
export interface PictureRecord {
  /** Unlike any other's of the project, and the same for the same bytes. */
  readonly file: string;
  /** The sender's file name. */
  readonly name: string;
  /** JSON of the catalogue's own: what was read of the file. */
  readonly facts: string;
  /** JSON of the catalogue's own: where it is shown and what is drawn on it. */
  readonly place: string;
  readonly bytes: number;
  readonly atMs: number;
  readonly by: string;
}

/** How many pictures of a development are kept, and how many bytes of all together. */
export const PICTURES_KEPT = 300;
export const PICTURE_BYTES_KEPT = 1024 * 1024 * 1024;

/** Pictures that were uploaded for developments, in packs or without. Kept with storage, so that all processes have them. */
export interface PictureStorage {
  /** Grows by one with each change of a project's pictures; projects that never had one are left out. */
  versions(): Promise<ReadonlyMap<string, number>>;
  /** In the order in which they came. */
  list(project: string): Promise<{
    readonly version: number;
    readonly pictures: readonly PictureRecord[];
  }>;
  bytes(project: string, file: string): Promise<Uint8Array | undefined>;
  /** Adds a picture. One of the same `file` is replaced, and keeps its turn. "full": nothing changes. */
  add(
    project: string,
    record: Omit<PictureRecord, "bytes">,
    bytes: Uint8Array,
  ): Promise<number | "full">;
  /**
   * Shows a picture elsewhere, if its place still is the expected one. "unknown", "stale": nothing changes. Resolves to the
   * new version.
   */
  place(
    project: string,
    file: string,
    place: string,
    expected: string,
  ): Promise<number | "unknown" | "stale">;
  /** "unknown": there was none. */
  remove(project: string, file: string): Promise<number | "unknown">;
}
