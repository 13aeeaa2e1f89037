import { describe, expect, onTestFinished, test } from "vitest";
import { openAgentSession } from "../../../client/session/agentSession.ts";
import { openViewerSession } from "../../../client/session/viewerSession.ts";
import type { Store } from "../../../client/base/store.ts";
import { createFakePage } from "../../client/session/fakes.ts";
import { until as untilHeld } from "../../client/session/until.ts";
import { FakeClock } from "../../support/clock/fakeClock.ts";
import { passingUntil } from "../../support/clock/passing.ts";
import { openHttpProxy, openTunnel, type ProxyHabits } from "../../support/services/proxy.ts";
import { openTestServer } from "../../support/server/testServer.ts";

const keep = <Closable extends { close(): void }>(session: Closable): Closable => {
  onTestFinished(() => session.close());
  return session;
};
const noRenewal = () => Promise.reject(new Error("none"));
const UNIT = { screen: "unit", unit: "b-1204" } as const;

/** An agent connected directly, and a buyer connected through `url`. */
async function openBoth(way: (target: string) => Promise<{ readonly url: string }>) {
  const clock = new FakeClock(Date.now());
  const server = await openTestServer({}, clock);
  const presentation = await server.present();
  const { room } = presentation;
  const agent = keep(
    openAgentSession({
      origin: server.url,
      room,
      token: await presentation.roomToken("agent"),
      renewToken: noRenewal,
      page: createFakePage(),
      clock,
    }),
  );
  await untilHeld(agent.connection, ({ kind }) => kind === "live");
  const { token } = await presentation.join("Bob");
  const { url } = await way(server.url);
  const page = createFakePage();
  const viewer = keep(
    openViewerSession({ origin: url, room, token, renewToken: noRenewal, page, clock }),
  );
  /** Advances the clock until the store's value meets the condition. */
  const until = <Value>(store: Store<Value>, passes: (value: Value) => boolean): Promise<Value> =>
    passingUntil(clock, server, untilHeld(store, passes));
  return { server, presentation, agent, viewer, page, until };
}

describe.each([
  ["websocket", { upgrades: "pass", streams: "pass" }],
  ["events", { upgrades: "refuse", streams: "pass" }],
  ["polling", { upgrades: "refuse", streams: "hold" }],
] as const)("%s carries a viewing", (transport, habits: ProxyHabits) => {
  test("in both directions, to its end", async () => {
    const { server, presentation, agent, viewer, until } = await openBoth((target) =>
      openHttpProxy(target, habits),
    );
    await until(viewer.connection, ({ kind }) => kind === "live");
    agent.write({ view: UNIT });
    await until(viewer.state, (state) => state?.view.screen === "unit");
    agent.highlight({ anchor: "unit:b-1204" });
    await until(viewer.pointing, ({ highlight }) => highlight?.anchor === "unit:b-1204");
    expect(viewer.agent.get().kind).toBe("present");

    viewer.attend({ state: "exploring", view: { screen: "layouts" } });
    const [seen] = await until(agent.viewers, ([first]) => first?.attention?.view !== undefined);
    expect(seen).toMatchObject({ name: "Bob", transport, attention: { state: "exploring" } });
    expect(agent.viewers.get()).toHaveLength(1);

    const { id, agentToken } = presentation;
    await server.call("DELETE", `/api/presentations/${id}`, undefined, agentToken);
    await until(viewer.connection, ({ kind }) => kind === "closed");
    expect(viewer.connection.get()).toEqual({ kind: "closed", reason: "ended" });
    expect(viewer.state.get()?.view).toEqual(UNIT);
  });
});

test("a proxy that opens WebSockets but forwards nothing is detected, and event streams are used", async () => {
  const { viewer, agent, until } = await openBoth((target) =>
    openHttpProxy(target, { upgrades: "mute", streams: "pass" }),
  );
  viewer.attend({ state: "following" });
  await until(viewer.connection, ({ kind }) => kind === "live");
  const [seen] = await until(agent.viewers, ({ length }) => length === 1);
  expect(seen?.transport).toBe("events");
});

test("the session returns to WebSocket once the proxy lets it through", async () => {
  const habits = { upgrades: "refuse", streams: "pass" } as const;
  let proxy: Awaited<ReturnType<typeof openHttpProxy>> | undefined;
  const { viewer, agent, page, until } = await openBoth(async (target) => {
    proxy = await openHttpProxy(target, habits);
    return proxy;
  });
  viewer.attend({ state: "following" });
  await until(agent.viewers, ([first]) => first?.transport === "events");
  proxy?.behave({ upgrades: "pass", streams: "pass" });
  page.comeBack();
  await until(agent.viewers, ([first]) => first?.transport === "websocket");
  agent.write({ view: UNIT });
  await until(viewer.state, (state) => state?.view.screen === "unit");
  expect(agent.viewers.get()).toHaveLength(1);
});

test("a half-open connection is detected, and the view is right after reconnecting", async () => {
  let tunnel: Awaited<ReturnType<typeof openTunnel>> | undefined;
  const { viewer, agent, page, until } = await openBoth(async (target) => {
    tunnel = await openTunnel(target);
    return tunnel;
  });
  await until(viewer.state, (state) => state !== undefined);
  tunnel?.swallow();
  agent.write({ view: UNIT });
  await until(viewer.connection, ({ kind }) => kind === "reconnecting");
  expect(viewer.state.get()?.view.screen).toBe("masterplan");
  tunnel?.restore();
  page.comeBack();
  await until(viewer.state, (state) => state?.view.screen === "unit");
});

test("going offline loses the connection at once, and coming online restores it", async () => {
  const { viewer, agent, page, until } = await openBoth(async (url) => ({ url }));
  await until(viewer.connection, ({ kind }) => kind === "live");
  page.goOffline();
  expect(viewer.connection.get().kind).toBe("reconnecting");
  agent.write({ view: UNIT });
  page.comeBack();
  await until(viewer.state, (state) => state?.view.screen === "unit");
  expect(viewer.connection.get().kind).toBe("live");
});
