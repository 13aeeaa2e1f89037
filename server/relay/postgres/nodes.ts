import type { Pool } from "pg";
import type { Clock } from "../../time/clock.ts";

/** Channel on which processes announce themselves. No room uses it. */
export const NODES_CHANNEL = "offplan_nodes";
const ANNOUNCE_EVERY_MS = 5000;
/** Missed announcements after which a process counts as gone. */
const MOST_MISSED = 3;
/** How long a process that starts waits for the answers of others, some of which may have died just now. */
const ANSWERS_WITHIN_MS = 1000;

/** Announces this process and returns the others, which announced themselves in time. */
const ANNOUNCE = `
  WITH own AS (
    INSERT INTO offplan.relay_nodes (node, until_at)
    VALUES ($1, clock_timestamp() + ${ANNOUNCE_EVERY_MS * MOST_MISSED} * interval '1 millisecond')
    ON CONFLICT (node) DO UPDATE SET until_at = excluded.until_at
    RETURNING pg_notify('${NODES_CHANNEL}', $2)
  )
  SELECT others.node FROM own JOIN offplan.relay_nodes AS others
    ON others.until_at > clock_timestamp() AND others.node <> $1`;

/** `hello` asks every other process for `here`. */
type Greeting = "hello" | "here";
const GREETING = /^(hello|here) (.+)$/;

export interface NodesEvents {
  /** The first other node has appeared. */
  appeared(this: void): void;
  lost(this: void, error: unknown): void;
}

/**
 * The other processes that listen; a single process publishes nothing. A starting process listens first, then announces
 * itself and waits for answers from those that it found: from then on they publish.
 */
export class Nodes {
  readonly #commands: Pool;
  readonly #clock: Clock;
  readonly #node: string;
  readonly #events: NodesEvents;
  /**
   * Announcements of this process since the other's last one. Counted, so that a stalled process does not drop all
   * nodes.
   */
  readonly #missed = new Map<string, number>();
  readonly #unanswered = new Set<string>();
  #answered = (): void => undefined;
  #stop = (): void => undefined;

  constructor(commands: Pool, clock: Clock, node: string, events: NodesEvents) {
    this.#commands = commands;
    this.#clock = clock;
    this.#node = node;
    this.#events = events;
  }

  get areOthers(): boolean {
    return this.#missed.size > 0;
  }

  async join(): Promise<void> {
    for (const node of await this.#announce("hello")) {
      if (!this.#missed.has(node)) this.#unanswered.add(node);
    }
    await new Promise<void>((resolve) => {
      const cancel = this.#clock.after(ANSWERS_WITHIN_MS, resolve);
      this.#answered = () => {
        if (this.#unanswered.size > 0) return;
        cancel();
        resolve();
      };
      this.#answered();
    });
    this.#stop = this.#clock.every(ANNOUNCE_EVERY_MS, () => {
      this.#forgetSilent();
      this.#announce("here").catch(this.#events.lost);
    });
  }

  /** A notification of `NODES_CHANNEL` arrived. */
  heard(payload: string): void {
    const [, greeting, node] = GREETING.exec(payload) ?? [];
    if (node === undefined || node === this.#node) return;
    const wereOthers = this.areOthers;
    this.#missed.set(node, 0);
    if (!wereOthers) this.#events.appeared();
    if (greeting === "hello") this.#announce("here").catch(this.#events.lost);
    if (this.#unanswered.delete(node)) this.#answered();
  }

  /** Idempotent. */
  stop(): void {
    this.#stop();
  }

  async #announce(greeting: Greeting): Promise<readonly string[]> {
    const { rows } = await this.#commands.query<{ readonly node: string }>({
      name: "announce",
      text: ANNOUNCE,
      values: [this.#node, `${greeting} ${this.#node}`],
    });
    return rows.map(({ node }) => node);
  }

  #forgetSilent(): void {
    for (const [node, missed] of this.#missed) {
      if (missed >= MOST_MISSED) this.#missed.delete(node);
      else this.#missed.set(node, missed + 1);
    }
  }
}
