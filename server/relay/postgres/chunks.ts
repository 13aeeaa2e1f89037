/** A payload must be shorter than 8,000 bytes: https://www.postgresql.org/docs/current/sql-notify.html */
const CHUNK_CHARACTERS = 7900;

/** The text of one notification: which message of its sender it is part of, the part's number, how many there are. */
const CHUNK = /^([0-9a-z]+) (\d+)\/(\d+) ([A-Za-z0-9+/=]*)$/;

/**
 * A message as the payloads of notifications. `id` is unique among the sender's messages, since PostgreSQL drops
 * duplicates within a transaction.
 */
export function splitMessage(id: number, message: Buffer): readonly string[] {
  const text = message.toString("base64");
  const count = Math.max(1, Math.ceil(text.length / CHUNK_CHARACTERS));
  return Array.from({ length: count }, (_, index) => {
    const part = text.slice(index * CHUNK_CHARACTERS, (index + 1) * CHUNK_CHARACTERS);
    return `${id.toString(36)} ${index}/${count} ${part}`;
  });
}

interface Unfinished {
  readonly id: string;
  readonly count: number;
  readonly parts: string[];
}

/** Joins the chunks of each sender. They arrive in order and without those of another message between them. */
export class ChunkReader {
  readonly #unfinished = new Map<number, Unfinished>();

  /** The message that this payload completes; `undefined` if more chunks follow, or the payload is not a chunk. */
  read(sender: number, payload: string): Buffer | undefined {
    const found = CHUNK.exec(payload);
    if (found === null) return undefined;
    const [, id = "", index, counted, part = ""] = found;
    const count = Number(counted);
    if (count === 1) return Buffer.from(part, "base64");
    if (index === "0") this.#unfinished.set(sender, { id, count, parts: [] });
    const message = this.#unfinished.get(sender);
    if (message === undefined || message.id !== id || message.parts.length !== Number(index)) {
      this.#unfinished.delete(sender);
      return undefined;
    }
    message.parts.push(part);
    if (message.parts.length < count) return undefined;
    this.#unfinished.delete(sender);
    return Buffer.from(message.parts.join(""), "base64");
  }
}
