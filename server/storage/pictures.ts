/** A picture uploaded for a development, without its bytes. */
export interface PictureRecord {
  /** Unique within the project; equal for equal bytes. */
  readonly file: string;
  /** The sender's file name. */
  readonly name: string;
  /** JSON in the catalogue's format: facts read from the file. */
  readonly facts: string;
  /** JSON in the catalogue's format: where the picture is shown and what is drawn on it. */
  readonly place: string;
  readonly bytes: number;
  readonly atMs: number;
  readonly by: string;
}

/** Maximum number of pictures of a development, and their maximum total size in bytes. */
export const PICTURES_KEPT = 300;
export const PICTURE_BYTES_KEPT = 1024 * 1024 * 1024;

/** Uploaded pictures of developments. Stored in the database, so that all processes have them. */
export interface PictureStorage {
  /** Incremented by each change of a project's pictures; projects that never had one are left out. */
  versions(): Promise<ReadonlyMap<string, number>>;
  /** In the order of uploading. */
  list(project: string): Promise<{
    readonly version: number;
    readonly pictures: readonly PictureRecord[];
  }>;
  bytes(project: string, file: string): Promise<Uint8Array | undefined>;
  /** Adds a picture. One of the same `file` is replaced and keeps its position. "full": nothing changes. */
  add(
    project: string,
    record: Omit<PictureRecord, "bytes">,
    bytes: Uint8Array,
  ): Promise<number | "full">;
  /**
   * Changes a picture's place if it is still the expected one. "unknown", "stale": nothing changes. Resolves to the new
   * version.
   */
  place(
    project: string,
    file: string,
    place: string,
    expected: string,
  ): Promise<number | "unknown" | "stale">;
  /** "unknown": it does not exist. */
  remove(project: string, file: string): Promise<number | "unknown">;
}
