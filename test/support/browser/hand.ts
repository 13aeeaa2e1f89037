import { onTestFinished } from "vitest";
import { openWriter } from "../../../schema/presentation/document.ts";
import type { StockClient } from "../server/stockClient.ts";

/** An agent who never stops clicking: each write carries the next number, connected or not. */
export interface Hand {
  /** The last number written. */
  readonly written: number;
  /** The number that the document had at each of its states, by the agent's Yjs clock. */
  readonly history: ReadonlyMap<number, number>;
  /** Resolves after so many more writes. */
  writes(count: number): Promise<void>;
  stop(): void;
}

/** Below what an agent may send, so that it writes as fast as it is let. */
const PERIOD_MS = 25;

export const numberIn = (state: ReturnType<StockClient["state"]>): number =>
  state?.filters.price?.min ?? 0;

export function openHand(agent: StockClient): Hand {
  const writer = openWriter(agent.doc);
  const history = new Map<number, number>();
  const waiting = new Set<() => void>();
  let written = 0;
  const write = (): void => {
    written += 1;
    writer.write({ filters: { price: { min: written } } });
    history.set(agent.doc.store.clients.get(agent.doc.clientID)?.at(-1)?.id.clock ?? 0, written);
    for (const look of waiting) look();
  };
  const timer = setInterval(write, PERIOD_MS);
  const stop = (): void => clearInterval(timer);
  onTestFinished(stop);
  return {
    get written() {
      return written;
    },
    history,
    writes: (count) => {
      const until = written + count;
      return new Promise((resolve) => {
        const look = (): void => {
          if (written < until) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      });
    },
    stop,
  };
}
