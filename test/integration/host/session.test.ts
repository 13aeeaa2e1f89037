import { describe, expect, onTestFinished, test, vi } from "vitest";
import { openPresentation, type PresentationHandle } from "../../../client/session/index.ts";
import type { PresentationsResponse } from "../../../schema/protocol/api.ts";
import { openBuyer, sees, unitView } from "../../support/server/people.ts";
import { openTestServer, type TestServer } from "../../support/server/testServer.ts";

const until = (handle: PresentationHandle, fits: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    const stops: (() => void)[] = [];
    const look = () => {
      if (!fits()) return;
      for (const stop of stops) stop();
      resolve();
    };
    for (const store of [handle.status, handle.view, handle.viewers]) {
      stops.push(store.subscribe(look));
    }
    look();
  });

function open(server: TestServer, tokens: readonly string[]) {
  let asked = 0;
  const handle = openPresentation({
    server: `${server.url}/`,
    project: "lagoon-terraces",
    token: async () => tokens[Math.min(asked++, tokens.length - 1)] ?? "",
  });
  onTestFinished(handle.close);
  return { handle, asked: () => asked };
}

const joinBy = (server: TestServer, link: string) => {
  const [, id = "", secret = ""] = /\/p\/([^#]+)#(.+)$/.exec(link) ?? [];
  const join = async () => {
    const answer = await server.call("POST", `/api/presentations/${id}/join`, {
      secret,
      name: "Omar",
    });
    return (await answer.json()) as { token: string; room: string };
  };
  return openBuyer(server, { join } as Parameters<typeof openBuyer>[1]);
};

describe("presenting from a host's own page", () => {
  test.each([
    ["", {}],
    [", below a path", { BASE_PATH: "/viewings" }],
  ])("starts, shows, lists viewers, and ends%s", async (_where, environment) => {
    const server = await openTestServer(environment);
    const { handle } = open(server, [await server.signIn()]);
    handle.show(unitView("b-1204"));
    const [started, again] = await Promise.all([handle.present(), handle.present()]);
    expect(again).toEqual(started);
    expect(started.link.startsWith(`${server.url}/p/${started.id}#`)).toBe(true);
    const buyer = await joinBy(server, started.link);
    await sees(buyer, unitView("b-1204"));
    await until(handle, () => handle.viewers.get().some(({ name }) => name === "Omar"));
    handle.show({ screen: "layouts" });
    await sees(buyer, { screen: "layouts" });
    await until(handle, () => handle.view.get()?.screen === "layouts");
    await handle.end();
    expect(handle.status.get()).toEqual({ kind: "ended", started, reason: "ended" });
    await buyer.until(() => buyer.closes.length > 0);
    expect(buyer.closes[0]?.code).toBe(4410);
    expect((await handle.present()).id).not.toBe(started.id);
  });

  test("requests another token when the server rejects the current one, and only then", async () => {
    const server = await openTestServer();
    const { handle, asked } = open(server, ["of yesterday", await server.signIn()]);
    await handle.present();
    await handle.end();
    expect(asked()).toBe(2);
  });

  test("reports why it could not start, and can be tried again", async () => {
    const server = await openTestServer();
    const { handle } = open(server, ["wrong"]);
    await expect(handle.present()).rejects.toMatchObject({ code: "unauthorized" });
    expect(handle.status.get()).toEqual({ kind: "idle" });
    await expect(handle.present({ minutes: -1 })).rejects.toMatchObject({ code: "unauthorized" });
  });

  test("ends the presentation that it created when it gets no token for its room", async () => {
    const server = await openTestServer();
    const agentToken = await server.signIn();
    const { handle } = open(server, [agentToken]);
    const send = globalThis.fetch;
    const fetching = vi
      .spyOn(globalThis, "fetch")
      .mockImplementation((address, init) =>
        address instanceof Request || !String(address).endsWith("/tokens")
          ? send(address, init)
          : Promise.reject(new TypeError("the network is away")),
      );
    onTestFinished(() => fetching.mockRestore());
    await expect(handle.present()).rejects.toMatchObject({ code: expect.any(String) as string });
    expect(handle.status.get()).toEqual({ kind: "idle" });
    const answer = await server.call("GET", "/api/presentations", undefined, agentToken);
    const { presentations } = (await answer.json()) as PresentationsResponse;
    expect(presentations.map(({ status }) => status)).toEqual(["ended"]);
    fetching.mockRestore();
    expect((await handle.present()).link).toContain("/p/");
  });

  test("when closed, leaves and opens nothing more", async () => {
    const server = await openTestServer();
    const { handle } = open(server, [await server.signIn()]);
    const starting = handle.present();
    handle.close();
    await starting;
    expect(handle.status.get()).toEqual({ kind: "idle" });
  });
});
