import { onTestFinished } from "vitest";
import { openWriter } from "../../../schema/presentation/document.ts";
import type { StockClient } from "./wires/stockClient.ts";

/** An agent that writes without a pause: each write carries the next number, connected or not. */
export interface BusyAgent {
  /** The last number written. */
  readonly written: number;
  /** The document's number at each of its states, by the agent's Yjs clock. */
  readonly history: ReadonlyMap<number, number>;
  /** Resolves after `count` more writes. */
  writes(count: number): Promise<void>;
  stop(): void;
}

/** Slightly below the rate limit of agents. */
const PERIOD_MS = 25;

export const numberIn = (state: ReturnType<StockClient["state"]>): number =>
  state?.filters.price?.min ?? 0;

export function openBusyAgent(agent: StockClient): BusyAgent {
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
