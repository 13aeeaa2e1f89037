import type { Pool } from "pg";
import { splitMessage } from "./chunks.ts";

/** Every payload is one notification, in this order, all of them in one transaction. */
const NOTIFY =
  "SELECT pg_notify(channel, payload) FROM unnest($1::text[], $2::text[]) AS said(channel, payload)";

interface Batch {
  readonly channels: string[];
  readonly payloads: string[];
  readonly sent: PromiseWithResolvers<void>;
}

/**
 * Publishes in order. While one statement is under way, later messages wait and leave together with the next: the engine
 * commits one notifying transaction at a time.
 */
export class Publisher {
  readonly #commands: Pool;
  #waiting: Batch | undefined;
  #sending: Promise<void> | undefined;
  #lastId = 0;

  constructor(commands: Pool) {
    this.#commands = commands;
  }

  /** Rejects when the message may not have been sent. */
  publish(channel: string, message: Buffer): Promise<void> {
    this.#waiting ??= { channels: [], payloads: [], sent: Promise.withResolvers() };
    const batch = this.#waiting;
    for (const payload of splitMessage((this.#lastId += 1), message)) {
      batch.channels.push(channel);
      batch.payloads.push(payload);
    }
    this.#sending ??= Promise.resolve().then(() => this.#send());
    return batch.sent.promise;
  }

  /** Resolves once nothing is queued. */
  async idle(): Promise<void> {
    await this.#sending;
  }

  async #send(): Promise<void> {
    for (;;) {
      const batch = this.#waiting;
      if (batch === undefined) break;
      this.#waiting = undefined;
      const { channels, payloads, sent } = batch;
      try {
        await this.#commands.query({ name: "notify", text: NOTIFY, values: [channels, payloads] });
        sent.resolve();
      } catch (error) {
        sent.reject(error);
      }
    }
    this.#sending = undefined;
  }
}
