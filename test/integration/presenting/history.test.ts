import { expect, test } from "vitest";
import { openWriter, readRaw } from "../../../schema/presentation/document.ts";
import type { HistoryResponse, RecapResponse } from "../../../schema/protocol/api.ts";
import { dwellOf } from "../../../schema/history/dwell.ts";
import { openStockClient } from "../../support/server/wires/stockClient.ts";
import { openTestServer } from "../../support/server/testServer.ts";

test("what was presented can be read afterwards, by the agent and by the buyer who was there", async () => {
  const server = await openTestServer();
  const presentation = await server.present();
  const { id, room, agentToken } = presentation;
  const agent = openStockClient(server.url, room, await presentation.roomToken("agent"));
  await agent.synced();
  const joined = await presentation.join("Olga");
  const buyer = openStockClient(server.url, room, joined.token);
  await buyer.synced();
  buyer.provider.awareness.setLocalState({ attention: { state: "following" } });
  const writer = openWriter(agent.doc);
  writer.write({ view: { screen: "unit", unit: "b-1204" } });
  await buyer.until(() => JSON.stringify(readRaw(buyer.doc)).includes("b-1204"));
  const path = `/api/presentations/${id}`;
  await server.call("PUT", `${path}/hearts/b-1204`, undefined, joined.token);
  writer.write({ shortlist: { add: ["b-1204"] } });
  await buyer.until(() => JSON.stringify(readRaw(buyer.doc)).includes("shortlist/b-1204"));
  await server.call("DELETE", path, undefined, agentToken);

  const history = await server.call("GET", `${path}/history`, undefined, agentToken);
  // An hour's history is 400 KB uncompressed, too much for a phone's network.
  expect(history.headers.get("content-encoding")).toBe("gzip");
  const { moments } = (await history.json()) as HistoryResponse;
  const kinds = moments.map(({ kind }) => kind);
  for (const kind of ["joined", "view", "attention", "heart", "shortlist", "end"]) {
    expect(kinds).toContain(kind);
  }
  const ats = moments.map(({ at }) => at);
  expect(ats).toEqual(ats.toSorted((one, other) => one - other));
  expect(dwellOf(moments, 0).map(({ unit }) => unit)).toEqual(["b-1204"]);

  const made = await server.call("POST", `${path}/recap`, {}, agentToken);
  const { link } = (await made.json()) as { link: string };
  const secret = new URL(link).hash.slice(1);
  const opened = await server.call("POST", `/api/recaps/${id}/open`, { secret });
  expect(opened.headers.get("content-encoding")).toBe("gzip");
  const recap = (await opened.json()) as RecapResponse;
  expect(recap.units.map((unit) => unit.id)).toEqual(["b-1204"]);
  expect(recap.moments.find(({ kind }) => kind === "heart")?.by).toBe(recap.reader);

  const erased = await server.call("POST", `${path}/erase`, undefined, agentToken);
  expect(erased.status).toBe(204);
  const after = await server.call("POST", `/api/recaps/${id}/open`, { secret });
  expect(after.status).toBe(404);
});
