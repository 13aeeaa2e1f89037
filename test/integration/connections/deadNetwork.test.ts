import { describe, expect, onTestFinished, test } from "vitest";
import { statusOf, type Status } from "../../../client/buyer/viewing/viewingStatus.ts";
import { openAgentSession } from "../../../client/session/agentSession.ts";
import { isCutOff } from "../../../client/session/room/connection.ts";
import type { AgentSession, ViewerSession } from "../../../client/session/types.ts";
import { openViewerSession } from "../../../client/session/viewerSession.ts";
import { createFakePage } from "../../client/session/fakes.ts";
import { until } from "../../client/session/until.ts";
import { FakeClock } from "../../support/clock/fakeClock.ts";
import { openHttpProxy, openTunnel, type ProxyHabits } from "../../support/services/proxy.ts";
import { openTestServer } from "../../support/server/testServer.ts";
import { someOf } from "../../support/size.ts";

const DESK_TOLD_MS = 5_000;
const BUYER_TOLD_MS = 10_000;
const RETURN_TOLD_MS = 2_000;
const STEP_MS = 250;
/** Time before the network fails: heartbeats, checks and polls are at another phase for each value. */
const PHASES_MS = someOf([2_000, 3_250], 1);

const FALLBACKS = [
  ["websocket", { upgrades: "pass", streams: "pass" }],
  ["events", { upgrades: "refuse", streams: "pass" }],
  ["polling", { upgrades: "refuse", streams: "hold" }],
] as const satisfies readonly (readonly [string, ProxyHabits])[];

const noRenewal = () => Promise.reject(new Error("none"));

/** `fetch` that counts pending requests. Event streams are pending until their response starts. */
function countedFetch() {
  const open = new Set<AbortSignal | null | undefined>();
  const counted: typeof fetch = async (input, init) => {
    const { signal } = init ?? {};
    open.add(signal);
    return fetch(input, init).finally(() => open.delete(signal));
  };
  return {
    fetch: counted,
    isIdle: () => open.size === 0,
    /** Abort signals of the pending requests. */
    open: () => [...open],
  };
}

/** The desk's and the phone's sessions, each behind a connection that can fail, on one clock. */
async function openBoth(habits: ProxyHabits) {
  const clock = new FakeClock(Date.now());
  const server = await openTestServer({}, clock);
  const presentation = await server.present();
  const { room } = presentation;
  const proxy = await openHttpProxy(server.url, habits);
  const wires = { desk: await openTunnel(server.url), phone: await openTunnel(proxy.url) };
  const calls = countedFetch();
  const common = { room, renewToken: noRenewal, clock, fetch: calls.fetch };
  const page = createFakePage();
  const desk = openAgentSession({
    ...common,
    origin: wires.desk.url,
    token: await presentation.roomToken("agent"),
    page: createFakePage(),
  });
  const { token } = await presentation.join("Bob");
  const phone = openViewerSession({ ...common, origin: wires.phone.url, token, page });
  onTestFinished(() => {
    desk.close();
    phone.close();
  });
  await until(desk.connection, ({ kind }) => kind === "live");

  /** Resolves once pending messages have arrived; those lost on a dead connection never do. */
  const settle = async (isAlive: boolean): Promise<void> => {
    await server.call("GET", "/healthz");
    const isOver = isAlive ? calls.isIdle : () => true;
    while (!isOver()) await server.call("GET", "/healthz");
    await server.call("GET", "/healthz");
  };
  const pass = async (ms: number, isAlive: boolean): Promise<void> => {
    for (let passedMs = 0; passedMs < ms; passedMs += STEP_MS) {
      clock.advance(STEP_MS);
      await settle(isAlive);
    }
  };
  const status = (): Status | undefined => lineOf(phone, clock.now());
  // A buffered stream is abandoned after a timeout.
  while (phone.connection.get().kind !== "live") await pass(STEP_MS, false);
  while (status() !== "presenting") await pass(STEP_MS, true);
  /** Milliseconds until the condition holds; `Infinity` if it does not within 30 s. */
  const msUntil = async (isSo: () => boolean, isAlive: boolean): Promise<number> => {
    const fromMs = clock.now();
    while (!isSo()) {
      if (clock.now() - fromMs > 30_000) return Infinity;
      await pass(STEP_MS, isAlive);
    }
    return clock.now() - fromMs;
  };
  return { clock, desk, phone, page, calls, wires, pass, status, msUntil };
}

/** Text of the status line on the buyer's page. */
function lineOf({ connection, agent }: ViewerSession, nowMs: number): Status | undefined {
  const way = { connection: connection.get(), agent: agent.get() };
  const viewingStatus = statusOf(
    { ...way, exploring: false, drawable: true, openedAtMs: nowMs },
    nowMs,
  );
  return viewingStatus.kind === "viewing" ? viewingStatus.status : undefined;
}

/** Whether the desk's banner reports a lost connection. */
const deskSays = ({ connection }: AgentSession, clock: FakeClock): boolean =>
  isCutOff(connection.get(), clock.now());

describe.each(FALLBACKS)(
  "a network that fails without closing, the buyer over %s",
  (_way, habits) => {
    test.each(PHASES_MS)("the agent's, after %i ms: the buyer sees it within 10 s", async (ms) => {
      const { wires, pass, status, msUntil } = await openBoth(habits);
      await pass(ms, true);
      expect(status()).toBe("presenting");
      wires.desk.swallow();
      expect(await msUntil(() => status() === "away", true)).toBeLessThanOrEqual(BUYER_TOLD_MS);
    });

    test.each(PHASES_MS)("the buyer's own, after %i ms: shown within 10 s", async (ms) => {
      const { wires, pass, status, msUntil } = await openBoth(habits);
      await pass(ms, true);
      wires.phone.swallow();
      expect(await msUntil(() => status() === "reconnecting", false)).toBeLessThanOrEqual(
        BUYER_TOLD_MS,
      );
    });

    test("trap 31: requests lost in the dead network are aborted within 10 s", async () => {
      const { wires, phone, calls, pass } = await openBoth(habits);
      phone.attend({ state: "following" });
      await pass(2_000, true);
      wires.phone.swallow();
      phone.attend({ state: "exploring" });
      await pass(2_000, false);
      const swallowed = calls.open();
      await pass(BUYER_TOLD_MS, false);
      expect(swallowed.map((signal) => signal?.aborted)).toEqual(swallowed.map(() => true));
      expect(calls.open().filter((signal) => swallowed.includes(signal))).toEqual([]);
    });

    test("the buyer's own, while the page is hidden: shown within 2 s of its return", async () => {
      const { wires, pass, page, phone, status, msUntil } = await openBoth(habits);
      page.setHidden(true);
      wires.phone.swallow();
      await pass(20_000, false);
      page.setHidden(false);
      expect(
        await msUntil(() => phone.connection.get().kind === "reconnecting", false),
      ).toBeLessThan(RETURN_TOLD_MS);
      expect(await msUntil(() => status() === "reconnecting", false)).toBeLessThanOrEqual(
        RETURN_TOLD_MS,
      );
    });
  },
);

test.each(PHASES_MS)(
  "the agent's network dies after %i ms: the desk says so within 5 s",
  async (ms) => {
    const { clock, desk, wires, pass, msUntil } = await openBoth(FALLBACKS[0][1]);
    await pass(ms, true);
    expect(deskSays(desk, clock)).toBe(false);
    wires.desk.swallow();
    expect(await msUntil(() => deskSays(desk, clock), true)).toBeLessThanOrEqual(DESK_TOLD_MS);
  },
);

test("while the agent's network is slow, not dead, no page reports a fault", async () => {
  const { clock, desk, pass, status } = await openBoth(FALLBACKS[0][1]);
  for (let passedMs = 0; passedMs < 40_000; passedMs += STEP_MS) {
    await pass(STEP_MS, true);
    expect([status(), deskSays(desk, clock)]).toEqual(["presenting", false]);
  }
});
