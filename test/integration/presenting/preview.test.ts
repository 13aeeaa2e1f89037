import { expect, test } from "vitest";
import type { PreviewResponse } from "../../../schema/protocol/api.ts";
import type { Project } from "../../../schema/catalogue/catalogue.ts";
import { openWriter } from "../../../schema/presentation/document.ts";
import { openStockClient } from "../../support/server/wires/stockClient.ts";
import { openTestServer } from "../../support/server/testServer.ts";

test("the preview names the picture that the agent shows, whether the room is open, empty or never entered", async () => {
  const server = await openTestServer();
  const presentation = await server.present();
  const { id, room, secret, agentToken } = presentation;
  const showing = async () => {
    const answer = await server.call("POST", `/api/presentations/${id}/preview`, { secret });
    return ((await answer.json()) as PreviewResponse).showing?.src;
  };
  expect(await showing()).toMatch(/masterplan/);
  const agent = openStockClient(server.url, room, await presentation.roomToken("agent"));
  await agent.synced();
  const path = "/api/projects/lagoon-terraces";
  const answer = await server.call("GET", path, undefined, agentToken);
  const { gallery } = (await answer.json()) as Project;
  const image = gallery.at(-1);
  openWriter(agent.doc).write({ view: { screen: "gallery", image: image?.id ?? "" } });
  await expect.poll(showing).toBe(image?.picture.src);
  agent.close();
  await server.restart();
  expect(await showing()).toBe(image?.picture.src);
});
