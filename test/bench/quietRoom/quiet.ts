import { setTimeout as passing } from "node:timers/promises";
import { observe, openWriter, readState } from "../../../schema/presentation/document.ts";
import { openServerCalls } from "../../support/server/serverCalls.ts";
import { openBenchClient } from "./client.ts";

const WRITE_EVERY_MS = 20;

export interface QuietRoom {
  /** Writes for this long and resolves to the time each write took to the buyer. */
  measure(forMs: number): Promise<readonly number[]>;
  close(): void;
}

/** One agent that changes the view fifty times a second, and one buyer. */
export async function openQuietRoom(url: string): Promise<QuietRoom> {
  const presentation = await openServerCalls(url).present();
  const { room } = presentation;
  const agent = await openBenchClient(url, room, await presentation.roomToken("agent"));
  const buyer = await openBenchClient(url, room, (await presentation.join()).token);
  const writer = openWriter(agent.doc);
  let write = 0;
  let arrived = (_write: number): void => undefined;
  observe(buyer.doc, () => {
    const state = readState(buyer.doc);
    if (state.ok) arrived(state.value.filters.price?.min ?? -1);
  });

  const takeOne = (): Promise<number> => {
    write += 1;
    const mine = write;
    const startMs = performance.now();
    return new Promise((resolve) => {
      arrived = (seen) => {
        if (seen === mine) resolve(performance.now() - startMs);
      };
      writer.write({ filters: { price: { min: mine } } });
    });
  };

  return {
    measure: async (forMs) => {
      const latenciesMs: number[] = [];
      const untilMs = performance.now() + forMs;
      while (performance.now() < untilMs) {
        latenciesMs.push(await takeOne());
        await passing(WRITE_EVERY_MS);
      }
      return latenciesMs;
    },
    close: () => {
      agent.close();
      buyer.close();
    },
  };
}
