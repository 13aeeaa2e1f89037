import { describe, expect, test } from "vitest";
import { applyChange } from "../../../../schema/presentation/changes.ts";
import { openPresenting } from "../../../../client/agent/desk/presenting.ts";
import type { Remembered } from "../../../../client/agent/desk/presentingMemory.ts";
import { ApiError } from "../../../../client/session/api.ts";
import { createStore } from "../../../../client/base/store.ts";
import type { Presenter } from "../../../../client/session/types.ts";
import type { PresentationResponse } from "../../../../schema/protocol/api.ts";
import {
  initialState,
  type PresentationState,
  type View,
} from "../../../../schema/presentation/presentation.ts";
import { createFakeSession, type FakeSession } from "../fakes.ts";

const EXPIRES = "2026-01-01T01:00:00.000Z";
const LATER = "2026-01-01T04:00:00.000Z";
const seeded = initialState("lagoon", { screen: "masterplan", masterplan: "aerial" });
const described = (changes: Partial<PresentationResponse> = {}): PresentationResponse => ({
  id: "p1",
  room: "room",
  project: "lagoon",
  status: "live",
  createdAt: EXPIRES,
  expiresAt: EXPIRES,
  pin: false,
  maxViewers: 50,
  colleagues: false,
  viewers: [],
  ...changes,
});

const presenter: Presenter = {
  clientId: 0,
  name: "",
  own: false,
  active: false,
  opened: false,
  paused: false,
  lost: false,
};

const NOW_MS = Date.parse("2026-01-01T10:00:00.000Z");

function open(found: PresentationResponse | ApiError = described(), remembered?: Remembered) {
  const sessions: FakeSession[] = [];
  const overs: string[] = [];
  const ended: string[] = [];
  const extended: number[] = [];
  const memory = createStore<Remembered | undefined>(remembered);
  const desk = createStore<PresentationState>({ ...seeded, view: { screen: "layouts" } });
  const presenting = openPresenting({
    visibleState: (local) => local,
    project: "lagoon",
    desk,
    memory: {
      recall: memory.get,
      remember: memory.set,
      forget: () => memory.set(undefined),
    },
    openSession: () => {
      const session = createFakeSession();
      sessions.push(session);
      return session;
    },
    onOver: (reason) => overs.push(reason),
    now: () => NOW_MS,
    api: {
      createPresentation: async () => ({
        id: "p1",
        room: "room",
        link: "https://host/p/p1#secret",
        expiresAt: EXPIRES,
      }),
      presentation: async () => {
        if (found instanceof ApiError) throw found;
        return found;
      },
      token: async () => ({ token: "token", room: "room", expiresAt: EXPIRES }),
      extend: async (_id, minutes) => {
        extended.push(minutes);
        return described({ expiresAt: LATER });
      },
      end: async (id) => {
        ended.push(id);
      },
    },
  });
  const start = async () => {
    await presenting.start({ minutes: 60, buyer: "", pin: undefined });
    const [session] = sessions;
    if (session === undefined) throw new Error("no session");
    return session;
  };
  return { presenting, desk, memory, overs, ended, extended, sessions, start };
}
const remembered: Remembered = { id: "p1", project: "lagoon", paused: false, link: "link" };

describe("presenting", () => {
  test("writes the agent's view into the new document", async () => {
    const { presenting, desk, start, memory } = open();
    const session = await start();
    session.arrive(seeded);
    expect(session.state.get()?.view).toEqual({ screen: "layouts" });
    expect(desk.get().view).toEqual({ screen: "layouts" });
    expect(presenting.state.get()).toMatchObject({
      kind: "live",
      presented: { link: "https://host/p/p1#secret" },
    });
    expect(memory.get()).toMatchObject({ id: "p1", paused: false });
  });

  test("paused keeps the buyers' view, and writes the difference on resuming", async () => {
    const { presenting, desk, start } = open();
    const session = await start();
    session.arrive(seeded);
    presenting.pause();
    const change = { view: { screen: "shortlist" } as View };
    desk.set(applyChange(desk.get(), change));
    presenting.write(change);
    expect(session.state.get()?.view).toEqual({ screen: "layouts" });
    presenting.unpause();
    expect(session.state.get()?.view).toEqual({ screen: "shortlist" });
    expect(session.mirroring).toEqual(["paused", undefined]);
  });

  test("entering anew opens another session, and buyers keep their view", async () => {
    const { presenting, sessions, start } = open();
    const session = await start();
    session.arrive(seeded);
    presenting.pause();
    const held = presenting.state.get();
    await presenting.enterAnew();
    expect([session.isClosed(), sessions[1]?.isClosed()]).toEqual([true, false]);
    expect(sessions[1]?.mirroring).toEqual(["paused"]);
    expect(sessions[1]?.written).toEqual([]);
    expect(presenting.state.get()).toEqual({ ...held, session: sessions[1] });
  });

  test("entering anew while it ends leaves no session in the room", async () => {
    const { presenting, sessions, start } = open();
    await start();
    await Promise.all([presenting.enterAnew(), presenting.end()]);
    expect(presenting.state.get()).toEqual({ kind: "idle" });
    expect(sessions.map((session) => session.isClosed())).toEqual(sessions.map(() => true));
  });

  test("resuming follows another presenter's changes made meanwhile, and overwrites none", async () => {
    const { presenting, desk, start } = open();
    const session = await start();
    session.arrive(seeded);
    presenting.pause();
    desk.set(applyChange(desk.get(), { view: { screen: "shortlist" } }));
    const written = session.written.length;
    session.present([
      { ...presenter, clientId: 1, own: true, paused: true },
      { ...presenter, clientId: 2, name: "Boris", active: true },
    ]);
    const shown: View = { screen: "layout", layout: "2c" };
    session.receive({ view: shown });
    presenting.unpause();
    expect(session.written).toHaveLength(written);
    expect(desk.get().view).toEqual(shown);
    expect(session.mirroring).toEqual(["paused", undefined]);
  });

  test("an extension by another presenter is applied here too, even while disconnected", async () => {
    const { presenting, start } = open();
    const session = await start();
    presenting.moveExpiry(Date.parse(LATER));
    const before = presenting.state.get();
    presenting.moveExpiry(Date.parse(LATER));
    expect(presenting.state.get()).toBe(before);
    session.refuse("replaced");
    expect(presenting.state.get()).toMatchObject({ presented: { expiresAtMs: Date.parse(LATER) } });
  });

  test("continues after a reload with the document's view", async () => {
    const { presenting, desk, sessions } = open(described(), remembered);
    await presenting.resume();
    sessions[0]?.arrive({ ...seeded, view: { screen: "shortlist" } });
    expect(desk.get().view).toEqual({ screen: "shortlist" });
    expect(presenting.state.get()).toMatchObject({ kind: "live", presented: { link: "link" } });
  });

  test("stays paused through a reload", async () => {
    const { presenting, sessions, desk } = open(described(), { ...remembered, paused: true });
    await presenting.resume();
    sessions[0]?.arrive({ ...seeded, view: { screen: "shortlist" } });
    expect(sessions[0]?.mirroring).toEqual(["paused"]);
    expect(desk.get().view).toEqual({ screen: "layouts" });
  });

  test.each([
    ["ended", described({ status: "ended" })],
    ["expired", described({ status: "expired" })],
    ["ended", new ApiError("unknown", 404)],
  ] as const)("reports %s after a reload that comes too late", async (reason, found) => {
    const { presenting, overs, memory } = open(found, remembered);
    await presenting.resume();
    expect(overs).toEqual([reason]);
    expect(memory.get()).toBeUndefined();
    expect(presenting.state.get()).toEqual({ kind: "idle" });
  });

  test("keeps its stored presentation when the server does not answer", async () => {
    const { presenting, memory } = open(new ApiError("network", 0), remembered);
    await expect(presenting.resume()).rejects.toMatchObject({ code: "network" });
    expect(memory.get()).toEqual(remembered);
  });

  test("replaced by another tab can be taken back with the current expiry", async () => {
    const { presenting, sessions, start } = open(described({ expiresAt: LATER }));
    const session = await start();
    session.refuse("replaced");
    expect(presenting.state.get()).toMatchObject({ kind: "cut", reason: "replaced" });
    expect(session.isClosed()).toBe(true);
    await presenting.rejoin();
    expect(presenting.state.get()).toMatchObject({
      kind: "live",
      session: sessions[1],
      presented: { expiresAtMs: Date.parse(LATER) },
    });
  });

  test("extending adds to the server's expiry, even if another tab has moved it", async () => {
    const left59 = new Date(NOW_MS + 59 * 60_000).toISOString();
    const { presenting, extended, start } = open(described({ expiresAt: left59 }));
    await start();
    await presenting.extend(15);
    expect(extended).toEqual([74]);
  });

  test("extended keeps its new expiry when disconnected", async () => {
    const { presenting, start } = open();
    const session = await start();
    await presenting.extend(240);
    session.refuse("too_many_messages");
    expect(presenting.state.get()).toMatchObject({
      kind: "cut",
      presented: { expiresAtMs: Date.parse(LATER) },
    });
  });

  test.each([
    ["ended", "ended"],
    ["withdrawn", "withdrawn"],
    ["unknown_room", "ended"],
    ["expired", "expired"],
  ] as const)("closed with %s is over", async (reason, said) => {
    const { presenting, overs, memory, start } = open();
    const session = await start();
    session.refuse(reason);
    expect(presenting.state.get()).toEqual({ kind: "idle" });
    expect([overs, memory.get()]).toEqual([[said], undefined]);
  });

  test("ended by the agent reports it once", async () => {
    const { presenting, ended, overs, start } = open();
    await start();
    await presenting.end();
    expect([ended, overs]).toEqual([["p1"], ["ended"]]);
    expect(presenting.state.get()).toEqual({ kind: "idle" });
  });
});
