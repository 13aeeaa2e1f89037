import { setTimeout as passing } from "node:timers/promises";
import * as Y from "yjs";
import { openWriter, readState } from "../../../../schema/presentation/document.ts";
import type { View } from "../../../../schema/presentation/presentation.ts";
import { pick, type Random } from "../../../demo/random.ts";
import type { Balancer } from "../../../support/services/balancer.ts";
import type { Cluster } from "../../../support/nodes/cluster.ts";
import { History } from "../../../support/nodes/history.ts";
import type { Presentation } from "../../../support/server/serverCalls.ts";
import { openStockClient, type StockClient } from "../../../support/server/wires/stockClient.ts";

const WRITE_EVERY_MS = 90;
/** One in this many writes shortlists a home. */
const HOME_EVERY = 8;
const FORGE_EVERY_MS = 400;
const ASK_AGAIN_MS = 250;
/** A number that no agent writes. */
export const FORGED_NUMBER = 999_999_999;

interface Person {
  readonly client: StockClient;
  readonly line: Balancer;
}

interface Tab extends Person {
  readonly stop: () => void;
}

/** The participants of one presentation: an agent whose tab is replaced, buyers, and one that forges writes. */
export interface BusyRoom {
  readonly presentation: Presentation;
  readonly history: History;
  readonly buyers: readonly Person[];
  readonly tab: Tab;
  readonly forger: StockClient;
  /** States of a buyer's document that no agent wrote. */
  readonly foreignStates: readonly string[];
  /** Close codes that no regular client may receive. */
  refusals(): readonly string[];
  /** Disconnects the agent's tab and opens another one. Resolves once that is synced. */
  replaceTab(): Promise<void>;
  /** Opens another tab beside the current one. Resolves once it is synced. */
  takeOver(): Promise<void>;
  /** Stops all writing. */
  stopWriting(): void;
}

export interface Homes {
  /** Homes shortlisted by agents. */
  readonly honest: readonly string[];
  readonly forged: readonly string[];
}

const codesOf = (who: string, { closes }: StockClient): readonly string[] =>
  closes.filter(({ code }) => code >= 4000).map(({ code, reason }) => `${who} ${code} ${reason}`);

/** Retries while the server is unavailable, as a person would. */
export async function persist<Value>(ask: () => Promise<Value>): Promise<Value> {
  for (;;) {
    try {
      return await ask();
    } catch {
      await passing(ASK_AGAIN_MS);
    }
  }
}

export async function openBusyRoom(
  cluster: Cluster,
  random: Random,
  homes: Homes,
  processOf: (line: Balancer) => string,
): Promise<BusyRoom> {
  const presentation = await cluster.present();
  const { room } = presentation;
  const history = new History();
  const foreignStates = new Set<string>();
  const refusals: string[] = [];
  const waiting = [...homes.honest];
  let number = 0;

  const views: readonly [View, ...View[]] = [
    { screen: "layouts" },
    { screen: "shortlist" },
    ...homes.honest.slice(0, 20).map((home): View => ({ screen: "unit", unit: home })),
  ];

  const openTab = async (): Promise<Tab> => {
    const line = await cluster.openLine();
    const client = openStockClient(
      line.url,
      room,
      await persist(() => presentation.roomToken("agent")),
    );
    await client.synced();
    const writer = openWriter(client.doc);
    const write = (): void => {
      number += 1;
      const home = number % HOME_EVERY === 0 ? waiting.pop() : undefined;
      writer.write({
        filters: { price: { min: number } },
        ...(random() < 0.3 && { view: pick(random, views) }),
        ...(home !== undefined && { shortlist: { add: [home] } }),
      });
      const tab = client.doc.clientID;
      history.wrote({ tab, clock: Y.getState(client.doc.store, tab), home, atMs: Date.now() });
    };
    const timer = setInterval(write, WRITE_EVERY_MS);
    return { client, line, stop: () => clearInterval(timer) };
  };

  const lookForOddities = (client: StockClient): void => {
    const read = readState(client.doc);
    if (!read.ok) {
      // After a reconnect new writes may arrive before the missing ones.
      if (!client.provider.synced) return;
      foreignStates.add(`no presentation: ${read.problem.key}: ${read.problem.message}`);
      return;
    }
    const { filters, shortlist } = read.value;
    if (filters.price?.min === FORGED_NUMBER) foreignStates.add("the forged number");
    for (const home of homes.forged)
      if (shortlist.includes(home)) foreignStates.add(`forged ${home}`);
  };

  const enter = async (name: string): Promise<Person> => {
    const line = await cluster.openLine();
    const client = openStockClient(line.url, room, (await presentation.join(name)).token);
    await client.synced();
    return { client, line };
  };

  const openBuyer = async (name: string): Promise<Person> => {
    const { client, line } = await enter(name);
    client.doc.on("update", () => {
      lookForOddities(client);
      const opened = tab.client.doc.clientID;
      const clock = Y.getState(client.doc.store, opened);
      const process = processOf(line);
      if (process === processOf(tab.line)) return;
      history.sighted({ process, tab: opened, clock, atMs: Date.now() });
    });
    return { client, line };
  };

  const openForger = async () => {
    const { client } = await enter("Forger");
    const entries = client.doc.getArray("presentation");
    let forged = 0;
    const forge = (): void => {
      const home = homes.forged[forged++ % homes.forged.length] ?? "";
      entries.push([
        { key: `shortlist/${home}`, val: true },
        { key: "filters", val: { price: { min: FORGED_NUMBER } } },
      ]);
    };
    const timer = setInterval(forge, FORGE_EVERY_MS);
    return { client, stop: () => clearInterval(timer) };
  };

  let tab = await openTab();
  const forger = await openForger();
  const buyers = [await openBuyer("Ann"), await openBuyer("Bob")];

  const closeTab = ({ client, line, stop }: Tab): void => {
    stop();
    line.drop();
    refusals.push(...codesOf("agent", client).filter((code) => !code.includes("4409")));
    client.close();
  };

  return {
    presentation,
    history,
    buyers,
    get tab() {
      return tab;
    },
    forger: forger.client,
    get foreignStates() {
      return [...foreignStates];
    },
    refusals: () => [
      ...refusals,
      ...codesOf("agent", tab.client),
      ...buyers.flatMap(({ client }) => codesOf("buyer", client)),
    ],
    replaceTab: async () => {
      closeTab(tab);
      tab = await openTab();
    },
    takeOver: async () => {
      const before = tab;
      tab = await openTab();
      closeTab(before);
    },
    stopWriting: () => {
      tab.stop();
      forger.stop();
    },
  };
}
