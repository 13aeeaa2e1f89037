import type { HibernatedParticipant, HibernatedRoom } from "../../rooms/hibernatedRoom.ts";

type Kv = DurableObjectState["storage"]["kv"];

const ROOM = "hibernated";
const PARTICIPANT = "hibernated:";

type KeptRoom = Omit<HibernatedRoom, "participants">;

/** The kept values of a room, by their keys in storage. */
const valuesOf = ({ participants, ...room }: HibernatedRoom): ReadonlyMap<string, object> =>
  new Map<string, object>([
    [ROOM, room],
    ...participants.map((participant) => [PARTICIPANT + participant.key, participant] as const),
  ]);

/** Keeps the live state of a room in its object's storage: one value per participant; only changed values are written. */
export class KeptHibernation {
  readonly #kv: Kv;
  /** The stored state as JSON; absent before the first read or write. */
  readonly #stored = new Map<string, string>();

  constructor(kv: Kv) {
    this.#kv = kv;
  }

  /** `undefined` if none was kept. */
  read(): HibernatedRoom | undefined {
    const room = this.#kv.get<KeptRoom>(ROOM);
    if (room === undefined) return undefined;
    const participants = [...this.#kv.list<HibernatedParticipant>({ prefix: PARTICIPANT })].map(
      ([, participant]) => participant,
    );
    const kept = { ...room, participants };
    for (const [key, value] of valuesOf(kept)) this.#stored.set(key, JSON.stringify(value));
    return kept;
  }

  /** The room as text, to detect changes. */
  describe(room: HibernatedRoom): string {
    return JSON.stringify([...valuesOf(room)]);
  }

  write(room: HibernatedRoom): void {
    const values = valuesOf(room);
    for (const [key, value] of values) {
      const text = JSON.stringify(value);
      if (this.#stored.get(key) === text) continue;
      this.#kv.put(key, value);
      this.#stored.set(key, text);
    }
    for (const key of this.#stored.keys()) if (!values.has(key)) this.#delete(key);
  }

  /** Deletes the stored state of closed connections. */
  clear(): void {
    this.read();
    for (const key of this.#stored.keys()) this.#delete(key);
  }

  #delete(key: string): void {
    this.#kv.delete(key);
    this.#stored.delete(key);
  }
}
