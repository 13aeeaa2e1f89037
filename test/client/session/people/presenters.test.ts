import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openAgentSession } from "../../../../client/session/agentSession.ts";
import {
  mergePointers,
  type PresenterState,
} from "../../../../client/session/people/mergePointers.ts";
import { missAgents, seeAgents } from "../../../../client/session/people/presence.ts";
import { watchPresenters } from "../../../../client/session/people/presenters.ts";
import type { Awareness } from "../../../../client/session/room/room.ts";
import * as Y from "yjs";
import type { Pointing } from "../../../../client/stage/pointing.ts";
import type { AgentPresence, AgentSession, Presenter } from "../../../../client/session/types.ts";
import { openViewerSession } from "../../../../client/session/viewerSession.ts";
import type { View } from "../../../../schema/presentation/presentation.ts";
import { createFakeClock, createFakePage } from "../fakes.ts";
import { openRoomServer, type RoomServer } from "../roomServer.ts";
import { until } from "../until.ts";

const agent = (
  name: string,
  clientId: number,
  more: Partial<PresenterState> = {},
): PresenterState => ({
  role: "agent",
  name,
  clientId,
  ...more,
});
const pointer = { anchor: "unit:b-1204", x: 0.5, y: 0.5 };
const unit = (id: string): View => ({ screen: "unit", unit: id });

describe("several pointers on one stage", () => {
  const camera = { target: "plan:typical", x: 0.5, y: 0.5, zoom: 2 };
  const [anna, boris] = [
    agent("Anna", 1, { pointer, camera }),
    agent("Boris", 2, { pointer: { ...pointer, x: 0.1 }, camera: { ...camera, zoom: 3 } }),
  ];

  test("the active presenter's leads and moves the picture, the other's is shown beside it", () => {
    expect(mergePointers([anna, boris], 2, true)).toEqual({
      name: "Boris",
      id: 2,
      pointer: boris.pointer,
      highlight: undefined,
      camera: boris.camera,
      hands: [{ id: 1, name: "Anna", pointer }],
    });
  });

  test("while the active presenter's rests, the moving one leads, but moves no picture", () => {
    const shown = mergePointers([agent("Anna", 1), boris], 1, true);
    expect(shown).toMatchObject({ name: "Boris", pointer: boris.pointer });
    expect(shown.camera).toBeUndefined();
    expect(shown.hands).toBeUndefined();
  });

  test("every other pointer is shown, whichever leads, and only the leader's highlight", () => {
    const highlight = { anchor: "unit:b-1204" };
    const clara = agent("Clara", 3, { pointer, highlight });
    const dan = agent("Dan", 4);
    const shown = mergePointers([anna, boris, clara, dan], 2, true);
    expect(shown.hands?.map(({ id, name }) => [id, name])).toEqual([
      [1, "Anna"],
      [3, "Clara"],
    ]);
    expect(shown.highlight).toBeUndefined();
    expect(mergePointers([anna, boris, clara, dan], 3, true).highlight).toEqual(highlight);
    expect(mergePointers([anna, boris, clara], 4, true).hands).toHaveLength(2);
  });

  test("a single pointer has no name, and without pointers none is shown", () => {
    expect(mergePointers([anna], 1, false)).not.toHaveProperty("name");
    expect(mergePointers([], undefined, false)).toEqual({});
  });
});

describe("the presenters, as a viewer sees them", () => {
  const [anna, boris] = [agent("Anna", 1), agent("Boris", 2)];
  const alone = seeAgents({ kind: "waiting" }, [anna]);

  test("a single presenter has no list; the first to join is named first, whoever acts", () => {
    expect(alone).toEqual({ kind: "present", name: "Anna", paused: false });
    const both = seeAgents(alone, [boris, anna], boris);
    expect(both).toMatchObject({ name: "Boris", names: ["Anna", "Boris"] });
    expect(seeAgents(both, [boris, anna], anna)).toMatchObject({
      name: "Anna",
      names: ["Anna", "Boris"],
    });
    expect(seeAgents(both, [boris, anna], boris)).toBe(both);
  });

  test("are paused when none of them mirrors", () => {
    const paused = agent("Anna", 1, { mirroring: "paused" });
    expect(seeAgents(alone, [paused, boris])).toMatchObject({ paused: false });
    const bothPaused = agent("Boris", 2, { mirroring: "paused" });
    expect(seeAgents(alone, [paused, bothPaused])).toMatchObject({ paused: true });
  });

  test("have one recall request, the latest of all", () => {
    const asking = [agent("Anna", 1, { call: 5 }), agent("Boris", 2, { call: 9 })] as const;
    expect(seeAgents(alone, asking)).toMatchObject({ call: 9 });
  });

  test("are away when all have left", () => {
    const both = seeAgents(alone, [anna, boris]);
    expect(missAgents(both, 7)).toEqual({ kind: "away", sinceMs: 7, names: ["Anna", "Boris"] });
    expect(missAgents(alone, 7)).toEqual({ kind: "away", sinceMs: 7 });
  });
});

describe("a presenter whose server is unreachable", () => {
  test("is shown as lost, and is neither active nor pointing until reachable again", () => {
    const states = new Map<number, unknown>([
      [1, agent("Anna", 1, { pointer })],
      [2, agent("Boris", 2)],
    ]);
    const doc = new Y.Doc();
    const awareness = { getStates: () => states } as unknown as Awareness;
    const watch = watchPresenters({ now: () => 0 }, false);
    watch.follow({ doc, awareness });
    watch.look();
    expect(watch.pointing.get().name).toBe("Anna");
    states.set(1, agent("Anna", 1, { pointer, reach: "lost" }));
    watch.look();
    expect(watch.presenters.get()).toMatchObject([
      { name: "Anna", lost: true, active: false },
      { name: "Boris", lost: false, active: true },
    ]);
    expect(watch.pointing.get().pointer).toBeUndefined();
    states.set(1, agent("Anna", 1, { pointer }));
    watch.look();
    expect(watch.presenters.get()[0]?.lost).toBe(false);
  });
});

describe("two presenters", () => {
  let server: RoomServer;
  const opened: { close(): void }[] = [];
  const entry = () => ({
    origin: server.origin,
    room: "room",
    token: "agent",
    page: createFakePage(),
    renewToken: async () => "renewed",
  });
  const present = (): AgentSession => {
    const session = openAgentSession(entry());
    opened.push(session);
    return session;
  };
  const driver = (presenters: readonly Presenter[]) => presenters.find(({ active }) => active)?.own;
  beforeEach(async () => {
    server = await openRoomServer();
  });
  afterEach(async () => {
    for (const session of opened.splice(0)) session.close();
    await server.close();
  });

  async function two() {
    const [anna, boris] = [present(), present()];
    await until(anna.presenters, ({ length }) => length === 2);
    await until(boris.presenters, ({ length }) => length === 2);
    return { anna, boris };
  }

  test("see each other, themselves first, and that none has acted yet", async () => {
    const { anna, boris } = await two();
    for (const { presenters } of [anna, boris]) {
      expect(presenters.get().map(({ own }) => own)).toEqual([true, false]);
      expect(driver(presenters.get())).toBeUndefined();
    }
  });

  test("both see the writer as active and as the one who opened the view, in turn", async () => {
    const { anna, boris } = await two();
    anna.write({ view: unit("b-1204") });
    await until(boris.presenters, (now) => driver(now) === false);
    expect(driver(anna.presenters.get())).toBe(true);
    boris.write({ view: unit("b-1404") });
    await until(anna.presenters, (now) => driver(now) === false);
    expect(driver(boris.presenters.get())).toBe(true);
    expect(anna.presenters.get().map(({ opened }) => opened)).toEqual([false, true]);
    anna.write({ shortlist: { add: ["b-1404"] } });
    await until(boris.presenters, (now) => driver(now) === false);
    expect(boris.presenters.get().map(({ opened }) => opened)).toEqual([true, false]);
  });

  test("see each other's pointers, not their own", async () => {
    const { anna, boris } = await two();
    anna.point(pointer);
    const seen = await until(boris.pointing, (pointing) => pointing.pointer !== undefined);
    expect(seen).toMatchObject({ pointer, name: "" });
    expect(anna.pointing.get().pointer).toBeUndefined();
  });

  test("one who browses while paused does not become active", async () => {
    const { anna, boris } = await two();
    anna.write({ view: unit("b-1204") });
    await until(boris.presenters, (now) => driver(now) === false);
    anna.setMirroring("paused");
    const [, other] = await until(boris.presenters, (now) => driver(now) === true);
    expect(other).toMatchObject({ paused: true, active: false });
  });

  test("a later one sees who opened the current view", async () => {
    const { anna, boris } = await two();
    anna.write({ view: unit("b-1204") });
    await until(boris.state, (state) => state?.view.screen === "unit");
    const late = present();
    const presenters = await until(late.presenters, ({ length }) => length === 3);
    expect(presenters.filter(({ active, opened }) => active && opened)).toHaveLength(1);
    expect(driver(presenters)).toBe(false);
  });

  test("when one leaves, the other is active", async () => {
    const { anna, boris } = await two();
    anna.write({ view: unit("b-1204") });
    await until(boris.presenters, (now) => driver(now) === false);
    anna.close();
    const [own, ...others] = await until(boris.presenters, ({ length }) => length === 1);
    expect(own).toMatchObject({ own: true, active: true });
    expect(others).toEqual([]);
  });

  test("one whose clock is behind can still recall the buyers", async () => {
    const { anna } = await two();
    const slow = openAgentSession({ ...entry(), clock: createFakeClock(1_000) });
    opened.push(slow);
    const viewer = openViewerSession(entry());
    opened.push(viewer);
    const callOf = (seen: AgentPresence) => (seen.kind === "present" ? (seen.call ?? 0) : 0);
    anna.bringBack();
    const first = callOf(await until(viewer.agent, (seen) => callOf(seen) > 0));
    await until(slow.presenters, ({ length }) => length === 3);
    slow.bringBack();
    expect(callOf(await until(viewer.agent, (seen) => callOf(seen) > first))).toBe(first + 1);
  });

  test("a viewer sees all pointers, and each presenter those of the others", async () => {
    const { anna, boris } = await two();
    const clara = present();
    const viewer = openViewerSession(entry());
    opened.push(viewer);
    anna.point(pointer);
    boris.point({ ...pointer, x: 0.9 });
    clara.point({ ...pointer, x: 0.1 });
    const placesOf = ({ pointer: first, hands = [] }: Pointing) =>
      new Set([first?.x, ...hands.map(({ pointer: other }) => other.x)]);
    const shown = await until(viewer.pointing, ({ hands }) => hands?.length === 2);
    expect(placesOf(shown)).toEqual(new Set([0.1, 0.5, 0.9]));
    const others = await until(clara.pointing, ({ hands }) => hands?.length === 1);
    expect(placesOf(others)).toEqual(new Set([0.5, 0.9]));
  });
});
