import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type * as Y from "yjs";
import { openAgentSession } from "../../../client/session/agentSession.ts";
import { ApiError } from "../../../client/session/api.ts";
import type { PageSignals } from "../../../client/base/pageSignals.ts";
import { openRoom } from "../../../client/session/room/room.ts";
import { createStore } from "../../../client/base/store.ts";
import { openViewerSession } from "../../../client/session/viewerSession.ts";
import { presentationArray } from "../../../schema/presentation/document.ts";
import { createFakeClock, createFakePage } from "./fakes.ts";
import { openRoomServer, type RoomServer } from "./roomServer.ts";
import { until } from "./until.ts";

let server: RoomServer;
const opened: { close(): void }[] = [];
const keep = <Closable extends { close(): void }>(session: Closable): Closable => {
  opened.push(session);
  return session;
};
const entry = (token: string, page: PageSignals = createFakePage()) => ({
  origin: server.origin,
  room: "room",
  token,
  page,
  renewToken: async () => `${token}-renewed`,
});

beforeEach(async () => {
  server = await openRoomServer();
});
afterEach(async () => {
  for (const session of opened.splice(0)) session.close();
  await server.close();
});

describe("two sessions in a room", () => {
  test("the viewer sees what the agent wrote before and after the first sync", async () => {
    const agent = keep(openAgentSession(entry("agent")));
    agent.write({ view: { screen: "unit", unit: "b-1204" } });
    expect(agent.state.get()).toBeUndefined();
    const viewer = keep(openViewerSession(entry("buyer")));
    await until(viewer.state, (state) => state?.view.screen === "unit");
    agent.write({ shortlist: { add: ["b-1204"] } });
    const state = await until(viewer.state, (now) => now?.shortlist.length === 1);
    expect(state?.view).toEqual({ screen: "unit", unit: "b-1204" });
  });

  test("the viewer sees the agent's pointer and that mirroring is paused", async () => {
    const agent = keep(openAgentSession(entry("agent")));
    const viewer = keep(openViewerSession(entry("buyer")));
    await until(viewer.agent, ({ kind }) => kind === "present");
    agent.point({ anchor: "unit:b-1204", x: 0.25, y: 0.5 });
    agent.setMirroring("paused");
    await until(viewer.agent, (seen) => seen.kind === "present" && seen.paused);
    expect(viewer.pointing.get().pointer).toEqual({ anchor: "unit:b-1204", x: 0.25, y: 0.5 });
  });

  test("the agent sees what a viewer attends to", async () => {
    const agent = keep(openAgentSession(entry("agent")));
    const viewer = keep(openViewerSession(entry("buyer")));
    viewer.attend({ state: "exploring", view: { screen: "unit", unit: "b-1404" } });
    const [seen] = await until(agent.viewers, ([first]) => first?.attention !== undefined);
    expect(seen?.attention).toEqual({
      state: "exploring",
      view: { screen: "unit", unit: "b-1404" },
    });
  });

  test("both see each other again right after a lost connection", async () => {
    const agent = keep(openAgentSession(entry("agent")));
    const viewer = keep(openViewerSession(entry("buyer")));
    viewer.attend({ state: "following" });
    agent.highlight({ anchor: "unit:b-1204" });
    await until(agent.viewers, ([first]) => first?.attention !== undefined);
    await until(viewer.pointing, (pointing) => pointing.highlight !== undefined);
    server.closeAll(1012, "restart");
    await until(viewer.connection, ({ kind }) => kind === "reconnecting");
    await until(agent.connection, ({ kind }) => kind === "reconnecting");
    await until(viewer.connection, ({ kind }) => kind === "live");
    await until(viewer.pointing, (pointing) => pointing.highlight !== undefined);
    await until(agent.viewers, ([first]) => first?.lost === false);
    expect(viewer.agent.get().kind).toBe("present");
  });
});

describe("the connection to the room", () => {
  test("is restored with a renewed token after the old one expired", async () => {
    server.refuseNext(4401, "token_expired");
    const viewer = keep(openViewerSession(entry("buyer")));
    await until(viewer.connection, ({ kind }) => kind === "live");
    expect(server.tokens).toEqual(["buyer", "buyer-renewed"]);
  });

  test("waits for the network when it wakes with an expired token and no network", async () => {
    const page = createFakePage();
    const failures = createStore(0);
    let network = false;
    const renewToken = async () => {
      if (network) return "buyer-renewed";
      failures.set(failures.get() + 1);
      throw new ApiError("network", 0);
    };
    server.refuseNext(4401, "token_expired");
    const viewer = keep(openViewerSession({ ...entry("buyer", page), renewToken }));
    await until(failures, (count) => count === 1);
    page.goOffline();
    page.comeBack();
    await until(failures, (count) => count === 2);
    expect(viewer.connection.get().kind).toBe("reconnecting");
    network = true;
    page.comeBack();
    await until(viewer.connection, ({ kind }) => kind === "live");
    expect(server.tokens).toEqual(["buyer", "buyer-renewed"]);
  });

  test("ends when the server issues no other token", async () => {
    server.refuseNext(4401, "token_expired");
    const renewToken = () => Promise.reject(new ApiError("unauthorized", 401));
    const viewer = keep(openViewerSession({ ...entry("buyer"), renewToken }));
    const closed = await until(viewer.connection, ({ kind }) => kind === "closed");
    expect(closed).toEqual({ kind: "closed", reason: "token_expired" });
  });

  test("ends with the server's reason, and keeps the last state", async () => {
    const viewer = keep(openViewerSession(entry("buyer")));
    const state = await until(viewer.state, (now) => now !== undefined);
    server.closeAll(4410, "ended");
    await until(viewer.connection, ({ kind }) => kind === "closed");
    expect(viewer.connection.get()).toEqual({ kind: "closed", reason: "ended" });
    expect(viewer.state.get()).toBe(state);
  });

  test("reports that another tab presents", async () => {
    const agent = keep(openAgentSession(entry("agent")));
    await until(agent.connection, ({ kind }) => kind === "live");
    server.closeAll(4409, "replaced");
    await until(agent.connection, ({ kind }) => kind === "closed");
    expect(agent.connection.get()).toEqual({ kind: "closed", reason: "replaced" });
  });

  test("discards what the server refused as invalid, and presents on", async () => {
    const agent = keep(openAgentSession(entry("agent")));
    await until(agent.connection, ({ kind }) => kind === "live");
    server.closeAll(4422, "invalid_state");
    await until(agent.connection, ({ kind }) => kind === "reconnecting");
    await until(agent.connection, ({ kind }) => kind === "live");
    agent.write({ view: { screen: "shortlist" } });
    const state = await until(agent.state, (now) => now?.view.screen === "shortlist");
    expect(state?.meta.project).toBe("lagoon");
    expect(server.tokens).toHaveLength(2);
  });

  test("discards a document changed on a page without write permission", async () => {
    const documents = createStore<readonly Y.Doc[]>([]);
    const room = keep(
      openRoom(entry("buyer"), {
        writes: false,
        joined: ({ doc }) => {
          documents.set([...documents.get(), doc]);
          return () => {};
        },
      }),
    );
    await until(room.connection, ({ kind }) => kind === "live");
    const [first] = documents.get();
    if (first !== undefined) presentationArray(first).push([{ key: "view", val: "mine" }]);
    const [, second] = await until(documents, ({ length }) => length === 2);
    expect(second).not.toBe(first);
    expect(first?.isDestroyed).toBe(true);
  });

  test("drops a socket without a server behind it when the page returns", async () => {
    const page = createFakePage();
    const clock = createFakeClock();
    const viewer = keep(openViewerSession({ ...entry("buyer", page), clock }));
    await until(viewer.connection, ({ kind }) => kind === "live");
    server.fallSilent();
    page.comeBack();
    clock.advance(1_499);
    expect(viewer.connection.get().kind).toBe("live");
    clock.advance(1);
    expect(viewer.connection.get().kind).toBe("reconnecting");
    await until(viewer.connection, ({ kind }) => kind === "live");
    expect(server.tokens).toHaveLength(2);
  });
});
