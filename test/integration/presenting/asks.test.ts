import { describe, expect, test } from "vitest";
import type { View } from "../../../schema/presentation/presentation.ts";
import { FakeClock } from "../../support/clock/fakeClock.ts";
import { packWithHidden } from "../../support/room/packWithHidden.ts";
import { openStockClient } from "../../support/server/wires/stockClient.ts";
import { openTestServer, type Presentation } from "../../support/server/testServer.ts";

const HIDDEN = "b-1204";
const home = (unit: string): View => ({ screen: "unit", unit });
const code = async (answer: Response) => ((await answer.json()) as { code: string }).code;

async function openAsking(clock?: FakeClock) {
  const server = await openTestServer({ PROJECTS_DIR: await packWithHidden([HIDDEN]) }, clock);
  const presentation = await server.present();
  const { token, room } = await presentation.join("Olga");
  const ask = (body: unknown, by: string | undefined = token, of: Presentation = presentation) =>
    server.call("POST", `/api/presentations/${of.id}/asks`, body, by);
  return { server, presentation, room, token, ask };
}

describe("a buyer asks to show a view to all", () => {
  test("agents see it, other buyers do not, and the document does not change", async () => {
    const { server, presentation, room, token, ask } = await openAsking();
    const agent = openStockClient(server.url, room, await presentation.roomToken("agent"));
    const olga = openStockClient(server.url, room, token);
    const other = openStockClient(server.url, room, (await presentation.join("Bob")).token);
    await Promise.all([agent.synced(), olga.synced(), other.synced()]);
    const before = agent.state();
    const askOf = (client: typeof agent, name = "Olga") =>
      [...client.provider.awareness.getStates().values()].find((state) => state["name"] === name);
    olga.provider.awareness.setLocalState({ attention: { state: "exploring" } });
    await agent.until(() => askOf(agent) !== undefined);
    expect((await ask({ view: home("b-1404") })).status).toBe(204);
    await agent.until(() => askOf(agent)?.["ask"] !== undefined);
    expect(askOf(agent)?.["ask"]).toMatchObject({ view: home("b-1404") });
    const mark = { anchor: "unit:b-1404", x: 0.2, y: 0.8 };
    expect((await ask({ view: home("b-1404"), mark })).status).toBe(204);
    await agent.until(() => JSON.stringify(askOf(agent)).includes('"mark"'));
    expect(askOf(agent)?.["ask"]).toMatchObject({ mark });
    expect(askOf(other)).toBeUndefined();
    expect(agent.state()).toEqual(before);
  });

  test.each([
    [{ view: home(HIDDEN) }, 404, "unknown"],
    [{ view: home("x-1") }, 404, "unknown"],
    [{ view: { screen: "orbit", orbit: "attic" } }, 404, "unknown"],
    [{ view: home("b-1404"), mark: { anchor: `unit:${HIDDEN}`, x: 0, y: 0 } }, 404, "unknown"],
    [{ view: { screen: "attic" } }, 400, "invalid_body"],
    [{}, 400, "invalid_body"],
    [{ view: home("b-1404"), filters: {} }, 400, "invalid_body"],
    [{ view: home("b-1404"), mark: { anchor: "unit:b-1404", x: 2, y: 0 } }, 400, "invalid_body"],
  ])("%j is refused with %i", async (body, status, said) => {
    const { ask } = await openAsking();
    const answer = await ask(body);
    expect([answer.status, await code(answer)]).toEqual([status, said]);
  });

  test("only a buyer of this presentation may ask", async () => {
    const { server, presentation, ask } = await openAsking();
    const body = { view: home("b-1404") };
    const other = await server.present();
    const bodies = [
      [await ask(body, await presentation.roomToken("agent")), 403],
      [await ask(body, await presentation.roomToken("inspector")), 403],
      [await ask(body, (await other.join()).token), 403],
      [await ask(body, presentation.agentToken), 401],
      [await ask(body, "forged"), 401],
    ] as const;
    expect(bodies.map(([{ status }]) => status)).toEqual(bodies.map(([, status]) => status));
  });

  test("more than six a minute are refused, whatever they ask for; another buyer still may", async () => {
    const { presentation, ask } = await openAsking(new FakeClock(Date.now()));
    const answers: number[] = [];
    for (let turn = 0; turn < 8; turn += 1) {
      answers.push((await ask({ view: home(turn % 2 === 0 ? "b-1404" : "x-1") })).status);
    }
    expect(answers).toEqual([204, 404, 204, 404, 204, 404, 429, 429]);
    const { token } = await presentation.join("Bob");
    expect((await ask({ view: home("b-1404") }, token)).status).toBe(204);
  });

  test("after the end it is 410", async () => {
    const { server, presentation, ask } = await openAsking();
    await server.call(
      "DELETE",
      `/api/presentations/${presentation.id}`,
      undefined,
      presentation.agentToken,
    );
    const answer = await ask({ view: home("b-1404") });
    expect([answer.status, await code(answer)]).toEqual([410, "ended"]);
  });
});
