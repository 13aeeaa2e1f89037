import { openWriter, type PresentationWriter } from "../../../schema/presentation/document.ts";
import type { View } from "../../../schema/presentation/presentation.ts";
import type { Presentation, TestServer } from "./testServer.ts";
import { openStockClient, type StockClient, type StockVersion } from "./wires/stockClient.ts";

export const unitView = (id: string): View => ({ screen: "unit", unit: id });

export const sees = (client: StockClient, view: View): Promise<void> =>
  client.until(() => JSON.stringify(client.state()?.view) === JSON.stringify(view));

export interface StockAgent extends StockClient {
  readonly writer: PresentationWriter;
}

/** An agent with a stock client, synced. */
export async function openAgent(
  server: Pick<TestServer, "url">,
  presentation: Presentation,
  version?: StockVersion,
): Promise<StockAgent> {
  const token = await presentation.roomToken("agent");
  const client = openStockClient(server.url, presentation.room, token, version);
  await client.synced();
  return { ...client, writer: openWriter(client.doc) };
}

/** An invited colleague with a stock client, synced. */
export async function openColleague(
  server: Pick<TestServer, "url">,
  presentation: Presentation,
  name?: string,
): Promise<StockAgent> {
  const { token, room } = await presentation.joinAsColleague(name);
  const client = openStockClient(server.url, room, token);
  await client.synced();
  return { ...client, writer: openWriter(client.doc) };
}

/** A buyer with a stock client, synced. */
export async function openBuyer(
  server: Pick<TestServer, "url">,
  presentation: Presentation,
  version?: StockVersion,
): Promise<StockClient> {
  const { token, room } = await presentation.join();
  const client = openStockClient(server.url, room, token, version);
  await client.synced();
  return client;
}
