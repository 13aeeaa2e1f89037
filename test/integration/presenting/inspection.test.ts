import * as decoding from "lib0/decoding";
import * as v from "valibot";
import { expect, test, vi } from "vitest";
import type { WebsocketProvider } from "y-websocket";
import { openWriter } from "../../../schema/presentation/document.ts";
import {
  INSPECTION_MESSAGE,
  INSPECTION_REQUEST,
  InspectionBatch,
} from "../../../schema/protocol/inspection.ts";
import { openStockClient, type StockClient } from "../../support/server/wires/stockClient.ts";
import { openTestServer } from "../../support/server/testServer.ts";

type Handlers = WebsocketProvider["messageHandlers"];

/** Records messages to a stock client that its protocol does not define. */
function listen(client: StockClient) {
  const texts: string[] = [];
  const waiting = new Set<() => void>();
  const handlers: Handlers = client.provider.messageHandlers;
  handlers[INSPECTION_MESSAGE] = (_encoder, decoder) => {
    texts.push(decoding.readVarString(decoder));
    for (const look of waiting) look();
  };
  const until = (condition: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (condition()) resolve();
      };
      waiting.add(look);
      look();
    });
  const events = () => texts.flatMap((text) => v.parse(InspectionBatch, JSON.parse(text)).events);
  return { texts, until, events };
}

test("over real sockets: an inspector reads a buyer's refused write, agent and buyer receive no event, no secret appears", async () => {
  const server = await openTestServer();
  const presentation = await server.present({ pin: "48151623" });
  const { room, secret, agentToken } = presentation;
  const tokens = {
    agent: await presentation.roomToken("agent"),
    inspector: await presentation.roomToken("inspector"),
  };
  const joined = await server.call("POST", `/api/presentations/${presentation.id}/join`, {
    secret,
    name: "Bob",
    pin: "48151623",
  });
  const { token: buyerToken } = (await joined.json()) as { token: string };
  const inspector = openStockClient(server.url, room, tokens.inspector);
  const told = listen(inspector);
  await inspector.synced();
  inspector.provider.ws?.send(INSPECTION_REQUEST);
  const agent = openStockClient(server.url, room, tokens.agent);
  const buyer = openStockClient(server.url, room, buyerToken);
  const others = [listen(agent), listen(buyer)];
  await Promise.all([agent.synced(), buyer.synced()]);

  const forged = openWriter(buyer.doc);
  forged.write({ view: { screen: "layouts" } });
  forged.close();
  await told.until(() =>
    told.events().some((event) => event.kind === "refused" && event.refusal === "read_only"),
  );
  const honest = openWriter(agent.doc);
  honest.write({ view: { screen: "shortlist" } });
  honest.close();
  await inspector.until(() => inspector.state()?.view.screen === "shortlist");
  await told.until(() => told.texts.some((text) => text.includes('"roundTripMs"')));

  expect(others.flatMap(({ texts }) => texts)).toEqual([]);
  expect(inspector.closes).toEqual([]);
  const said = told.texts.join("");
  for (const hidden of [secret, agentToken, tokens.agent, tokens.inspector, buyerToken, "48151623"])
    expect(said).not.toContain(hidden);
});

test("an unchanged stock client follows the presentation as inspector without errors", async () => {
  const complaints = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const server = await openTestServer();
  const presentation = await server.present();
  const agent = openStockClient(
    server.url,
    presentation.room,
    await presentation.roomToken("agent"),
  );
  const inspector = openStockClient(
    server.url,
    presentation.room,
    await presentation.roomToken("inspector"),
  );
  const asking = openStockClient(
    server.url,
    presentation.room,
    await presentation.roomToken("inspector"),
  );
  const told = listen(asking);
  await Promise.all([agent.synced(), inspector.synced(), asking.synced()]);
  asking.provider.ws?.send(INSPECTION_REQUEST);
  const writer = openWriter(agent.doc);
  for (let round = 0; round < 20; round += 1) {
    writer.write({ view: { screen: round % 2 === 0 ? "shortlist" : "layouts" } });
    agent.provider.awareness.setLocalStateField("round", round);
  }
  await inspector.until(() => inspector.state()?.view.screen === "layouts");
  // Batches are sent to all at once; a later write of the agent arrives after them.
  await told.until(() => told.texts.length > 0);
  writer.write({ view: { screen: "shortlist" } });
  writer.close();
  await inspector.until(() => inspector.state()?.view.screen === "shortlist");
  expect(inspector.closes).toEqual([]);
  expect(inspector.provider.synced).toBe(true);
  expect(complaints).not.toHaveBeenCalled();
  complaints.mockRestore();
});
