/** State of a room on a server without a CRDT: the latest value of every key. */
export type JsonState = Record<string, unknown>;

/** Rooms of plain JSON, created on first use. */
export class JsonRooms {
  readonly #states = new Map<string, JsonState>();

  state(room: string): JsonState {
    const known = this.#states.get(room);
    if (known !== undefined) return known;
    const fresh: JsonState = {};
    this.#states.set(room, fresh);
    return fresh;
  }

  /** Keys of the patch replace those of the state. */
  patch(room: string, patch: JsonState): void {
    Object.assign(this.state(room), patch);
  }
}
