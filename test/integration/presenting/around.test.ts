import { describe, expect, test } from "vitest";
import { openWriter } from "../../../schema/presentation/document.ts";
import type { Camera, View } from "../../../schema/presentation/presentation.ts";
import { makePack, OUTLINE, SVG } from "../../server/catalogue/packs.ts";
import { openStockClient } from "../../support/server/wires/stockClient.ts";
import { openTestServer } from "../../support/server/testServer.ts";

const project = {
  orbits: [
    {
      id: "tower",
      frames: "media/{n}.svg",
      count: 2,
      first: 0,
      outlines: [
        {
          frame: 0,
          units: ["a-101", "a-201"].map((unit) => ({ unit, outline: OUTLINE })),
        },
      ],
    },
  ],
  panoramas: [{ id: "hall", image: "media/hall.svg" }],
};
const files = { "media/0.svg": SVG, "media/1.svg": SVG, "media/hall.svg": SVG };
const units = "building,floor,number,hidden\na,1,101,\na,2,201,yes\n";

async function openAround() {
  const PROJECTS_DIR = makePack({ project, files, units });
  const server = await openTestServer({ PROJECTS_DIR });
  const presentation = await server.present({ project: "riverside" });
  const { token, room } = await presentation.join();
  const buyer = openStockClient(server.url, room, token);
  const agentToken = await presentation.roomToken("agent");
  const agent = openStockClient(server.url, room, agentToken);
  await Promise.all([buyer.synced(), agent.synced()]);
  return { server, buyer, buyerToken: token, agent, writer: openWriter(agent.doc) };
}

describe("an orbit and a panorama in a presentation", () => {
  const orbit = { target: "orbit:tower", turn: 0.5, zoom: 1 };
  const panorama = { target: "panorama:hall", yaw: -90, pitch: 5, fov: 70 };

  test.each<[View, Camera]>([
    [{ screen: "orbit", orbit: "tower" }, orbit],
    [{ screen: "panorama", panorama: "hall" }, panorama],
  ])("%j with its camera reaches the buyer, at rest and while it moves", async (view, camera) => {
    const { buyer, agent, writer } = await openAround();
    writer.write({ view, camera });
    await buyer.until(() => buyer.state()?.camera !== undefined);
    expect(buyer.state()).toMatchObject({ view, camera });
    const moving = { ...camera, ...("turn" in camera ? { turn: 0.75 } : { yaw: 100 }) };
    const pointer = { anchor: camera.target, x: 0.25, y: 0.5 };
    const highlight = { anchor: "unit:a-201" };
    agent.provider.awareness.setLocalState({ camera: moving, pointer, highlight });
    const heard = () =>
      [...buyer.provider.awareness.getStates().values()].find(({ role }) => role === "agent");
    await buyer.until(() => heard()?.["camera"] !== undefined);
    expect(heard()).toMatchObject({ camera: moving, pointer });
    expect(heard()).not.toHaveProperty("highlight");
  });

  test.each([
    { view: { screen: "orbit", orbit: "attic" } },
    { view: { screen: "panorama", panorama: "attic" } },
    { camera: { ...orbit, target: "orbit:attic" } },
    { camera: { ...orbit, target: "panorama:hall" } },
    { camera: { ...orbit, turn: 2 } },
    { camera: { ...panorama, yaw: 900 } },
  ] as const)("%j is refused with 4422", async (change) => {
    const { buyer, agent, writer } = await openAround();
    const before = buyer.state();
    writer.write(change);
    await agent.until(() => agent.closes.length > 0);
    expect(agent.closes[0]).toEqual({ code: 4422, reason: "invalid_state" });
    expect(buyer.state()).toEqual(before);
  });

  test("buyers receive them without the outline of a held back home", async () => {
    const { server, buyerToken } = await openAround();
    const read = async (token: string) =>
      (await server.call("GET", "/api/projects/riverside", undefined, token)).text();
    expect(await read(await server.signIn())).toContain('"unit":"a-201"');
    const shown = await read(buyerToken);
    expect(shown).toContain('"unit":"a-101"');
    expect(shown).not.toContain("a-201");
    const frame = await fetch(`${server.url}/media/riverside/1.svg`);
    expect(frame.status).toBe(200);
  });
});
