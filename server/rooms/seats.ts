/** A place is held this long between joining and the socket. */
const RESERVATION_MS = 30_000;

/** Who may still come into each room: viewers who watch, and places held for those who just joined. */
export class Seats {
  readonly #reserved = new Map<string, Map<string, number>>();

  /** Holds a place unless `watching` and the held places already fill `maxViewers`. The same subject holds one. */
  reserve(
    room: string,
    subject: string,
    watching: ReadonlySet<string>,
    maxViewers: number,
    nowMs: number,
  ): boolean {
    const held = this.#held(room, nowMs);
    const taken = new Set([...watching, ...held.keys()]);
    if (!taken.has(subject) && taken.size >= maxViewers) return false;
    held.set(subject, nowMs + RESERVATION_MS);
    this.#reserved.set(room, held);
    return true;
  }

  /** The place is taken; it is no longer held. */
  take(room: string, subject: string): void {
    const held = this.#reserved.get(room);
    held?.delete(subject);
    if (held?.size === 0) this.#reserved.delete(room);
  }

  #held(room: string, nowMs: number): Map<string, number> {
    const held = this.#reserved.get(room) ?? new Map<string, number>();
    for (const [subject, untilMs] of held) if (untilMs <= nowMs) held.delete(subject);
    return held;
  }

  /** Forgets places that nobody came for. */
  sweep(nowMs: number): void {
    for (const room of this.#reserved.keys()) {
      if (this.#held(room, nowMs).size === 0) this.#reserved.delete(room);
    }
  }
}
