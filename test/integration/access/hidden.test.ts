import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import type { Project } from "../../../schema/catalogue/catalogue.ts";
import { openWriter } from "../../../schema/presentation/document.ts";
import type { View } from "../../../schema/presentation/presentation.ts";
import { makePack, SVG } from "../../server/catalogue/packs.ts";
import { packWithHidden } from "../../support/room/packWithHidden.ts";
import { openStockClient, type StockClient } from "../../support/server/wires/stockClient.ts";
import {
  openTestServer,
  type Presentation,
  type TestServer,
} from "../../support/server/testServer.ts";

const HIDDEN = ["b-1204", "a-302", "c-501"] as const;
const SHOWN = ["b-1404", "a-301", "b-1504"] as const;
const PROJECT = "/api/projects/lagoon-terraces";

/** Everything that a buyer receives, over each transport. */
class ReceivedBytes {
  readonly #received: Buffer[] = [];
  readonly #server: TestServer;

  constructor(server: TestServer) {
    this.#server = server;
  }

  listen(url: string, room: string, token: string): Promise<void> {
    const socket = new WebSocket(`${url.replace("http", "ws")}/sync/${room}`, [
      "offplan.v1",
      token,
    ]);
    socket.binaryType = "arraybuffer";
    onTestFinished(() => socket.close());
    return new Promise((resolve) => {
      socket.addEventListener("message", ({ data }) => {
        this.#received.push(Buffer.from(data as ArrayBuffer));
        resolve();
      });
      // An empty state vector requests the whole document.
      socket.addEventListener("open", () => socket.send(Uint8Array.of(0, 0, 1, 0)));
    });
  }

  async call(method: string, path: string, token: string): Promise<number> {
    const answer = await this.#server.call(method, path, undefined, token);
    this.#received.push(
      Buffer.from(JSON.stringify([...answer.headers])),
      Buffer.from(await answer.arrayBuffer()),
    );
    return answer.status;
  }

  has(text: string): boolean {
    return Buffer.concat(this.#received).includes(text);
  }
}

type Act =
  | { readonly kind: "view"; readonly view: View }
  | { readonly kind: "shortlist"; readonly unit: string }
  | { readonly kind: "point"; readonly unit: string }
  | { readonly kind: "status"; readonly unit: string; readonly status: string }
  | { readonly kind: "heart"; readonly unit: string }
  | { readonly kind: "poll" };

const units = fc.constantFrom(...HIDDEN, ...SHOWN);
const acts: fc.Arbitrary<Act> = fc.oneof(
  units.map((unit): Act => ({ kind: "view", view: { screen: "unit", unit } })),
  fc
    .uniqueArray(units, { minLength: 1, maxLength: 3 })
    .map((compared): Act => ({ kind: "view", view: { screen: "compare", units: compared } })),
  units.map((unit): Act => ({ kind: "shortlist", unit })),
  units.map((unit): Act => ({ kind: "point", unit })),
  fc
    .tuple(units, fc.constantFrom("available", "reserved", "sold"))
    .map(([unit, status]): Act => ({ kind: "status", unit, status })),
  units.map((unit): Act => ({ kind: "heart", unit })),
  fc.constant<Act>({ kind: "poll" }),
);

const isHidden = (unit: string) => HIDDEN.some((hidden) => hidden === unit);
const namesHidden = (act: Act): boolean => {
  if (act.kind === "poll") return false;
  if (act.kind !== "view") return isHidden(act.unit);
  return act.view.screen === "compare" && act.view.units.some(isHidden)
    ? true
    : act.view.screen === "unit" && isHidden(act.view.unit);
};

async function openAgent(server: TestServer, presentation: Presentation) {
  const token = await presentation.roomToken("agent");
  const client = openStockClient(server.url, presentation.room, token);
  await client.synced();
  return { client, writer: openWriter(client.doc) };
}

const refusedAs4422 = (client: StockClient) =>
  client.until(() => client.closes.some(({ code }) => code === 4422));

/** Plays a presentation to a buyer. Resolves to what the buyer received; throws if a held back home is shown. */
async function play(server: TestServer, script: readonly Act[]): Promise<ReceivedBytes> {
  const presentation = await server.present();
  const { id, room, agentToken } = presentation;
  const { token } = await presentation.join();
  const received = new ReceivedBytes(server);
  await received.call("GET", PROJECT, token);
  await received.listen(server.url, room, token);
  const watching = openStockClient(server.url, room, token);
  await watching.synced();
  let agent = await openAgent(server, presentation);
  for (const act of script) {
    switch (act.kind) {
      case "view":
        agent.writer.write({ view: act.view });
        break;
      case "shortlist":
        agent.writer.write({ shortlist: { add: [act.unit] } });
        break;
      case "point":
        agent.client.provider.awareness.setLocalState({
          highlight: { anchor: `unit:${act.unit}` },
          pointer: { anchor: `unit:${act.unit}`, x: 0.5, y: 0.5 },
        });
        break;
      case "status":
        await server.call(
          "PATCH",
          `${PROJECT}/units/${act.unit}`,
          { status: act.status },
          agentToken,
        );
        break;
      case "heart": {
        const path = `/api/presentations/${id}/hearts/${act.unit}`;
        const status = await received.call("PUT", path, token);
        if (status !== (isHidden(act.unit) ? 404 : 204)) throw new Error(`${act.unit}: ${status}`);
        break;
      }
      case "poll":
        await received.call("GET", `${PROJECT}/units`, token);
    }
    const writes = act.kind === "view" || act.kind === "shortlist";
    if (!writes || !namesHidden(act)) continue;
    const leaks = () => HIDDEN.some((id) => JSON.stringify(watching.state()).includes(id));
    await Promise.race([refusedAs4422(agent.client), watching.until(leaks)]);
    expect(leaks()).toBe(false);
    agent.client.close();
    agent = await openAgent(server, presentation);
  }
  // Sent last: once received, everything before it has been delivered.
  agent.writer.write({ filters: { bedrooms: [7] } });
  await watching.until(() => watching.state()?.filters.bedrooms?.[0] === 7);
  await received.call("GET", `${PROJECT}/units`, token);
  await received.call("GET", `/api/presentations/${id}/self`, token);
  await received.call("GET", `/api/presentations/${id}/hearts`, token);
  await server.call("DELETE", `/api/presentations/${id}`, undefined, agentToken);
  watching.close();
  agent.client.close();
  return received;
}

test("the id of a held back home reaches no buyer, whatever the agent does", async () => {
  const server = await openTestServer({
    PROJECTS_DIR: await packWithHidden(HIDDEN),
    JOIN_ATTEMPTS_PER_MINUTE: "1000",
  });
  await fc.assert(
    fc.asyncProperty(fc.array(acts, { minLength: 4, maxLength: 10 }), async (script) => {
      const received = await play(server, script);
      for (const id of HIDDEN) expect(received.has(id)).toBe(false);
      // The control: a shown home is found in the received bytes.
      expect(received.has(SHOWN[0])).toBe(true);
    }),
    { numRuns: 12 },
  );
});

test("the agent receives held back homes", async () => {
  const server = await openTestServer({ PROJECTS_DIR: await packWithHidden(HIDDEN) });
  const answer = await server.call("GET", PROJECT, undefined, await server.signIn());
  const { units: all } = (await answer.json()) as { units: { id: string; hidden?: true }[] };
  expect(all.filter(({ hidden }) => hidden === true).map(({ id }) => id)).toEqual(
    expect.arrayContaining([...HIDDEN]),
  );
});

test("a picture that only a held back home has is served by its secret address, and not by its name", async () => {
  const server = await openTestServer({
    PROJECTS_DIR: makePack({
      project: { layouts: ["open", "secret"].map((id) => ({ id, image: `media/${id}.svg` })) },
      units: "building,floor,number,layout,hidden\na,1,1,open,\na,1,2,secret,yes\n",
      files: { "media/open.svg": SVG, "media/secret.svg": SVG },
    }),
  });
  const statusOf = async (path: string) => (await server.call("GET", path)).status;
  expect(await statusOf("/media/riverside/open.svg")).toBe(200);
  expect(await statusOf("/media/riverside/secret.svg")).toBe(404);
  const agentToken = await server.signIn();
  const answer = await server.call("GET", "/api/projects/riverside", undefined, agentToken);
  const { layouts } = (await answer.json()) as Project;
  const look = layouts.find(({ id }) => id === "secret")?.look;
  const src = look?.kind === "picture" ? look.picture.src : "";
  expect(src).toMatch(/^\/media\/riverside\/[\w-]{22}\/secret\.svg$/);
  expect(await statusOf(src)).toBe(200);
});
