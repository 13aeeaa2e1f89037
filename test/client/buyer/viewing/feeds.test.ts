import { beforeEach, describe, expect, test } from "vitest";
import type { BuyerApi } from "../../../../client/buyer/buyerApi.ts";
import { openProjectFeed } from "../../../../client/buyer/viewing/feeds/projectFeed.ts";
import type { DoorProblem } from "../../../../client/join/refusal.ts";
import {
  shownEnd,
  openVisitWatch,
  SELF_PERIOD_MS,
} from "../../../../client/buyer/viewing/feeds/visitWatch.ts";
import { createStore, type WritableStore } from "../../../../client/base/store.ts";
import type { AgentPresence } from "../../../../client/session/types.ts";
import { succeed } from "../../../../schema/values/result.ts";
import { smallProject } from "../../../support/room/project.ts";
import {
  createFakeClock,
  createFakePage,
  type FakeClock,
  type FakePage,
} from "../../session/fakes.ts";
import { FakeDoor, LATER, refuse } from "../../join/fakeDoor.ts";

const PRESENT: AgentPresence = { kind: "present", name: "Anna", paused: false };
let clock: FakeClock;
let page: FakePage;
const settle = () => new Promise((resolve) => setImmediate(resolve));
const pass = async (ms: number) => {
  clock.advance(ms);
  await settle();
};

beforeEach(() => {
  clock = createFakeClock();
  page = createFakePage();
});

describe("polling a visit", () => {
  let api: FakeDoor;
  let over: DoorProblem[];
  let renewals: number;
  let agent: WritableStore<AgentPresence>;
  const open = () =>
    openVisitWatch({
      api,
      presentation: "p1",
      token: () => "token-1",
      expiresAtMs: 1,
      clock,
      page,
      renew: () => {
        renewals += 1;
        return Promise.reject(new Error("no"));
      },
      onOver: (problem) => over.push(problem),
      agent,
    });

  beforeEach(() => {
    api = new FakeDoor();
    over = [];
    renewals = 0;
    agent = createStore<AgentPresence>({ kind: "waiting" });
  });

  test("receives the agent's extension within its period", async () => {
    api.selves = refuse("network");
    const watch = open();
    await settle();
    expect(watch.ends.get()).toEqual({ expiresAtMs: 1, endsAtMs: 1 });
    api.selves = new FakeDoor().selves;
    await pass(SELF_PERIOD_MS);
    expect(watch.ends.get().expiresAtMs).toBe(Date.parse(LATER));
    watch.close();
  });

  test("the same answer again changes nothing", async () => {
    const watch = open();
    await settle();
    let changes = 0;
    watch.ends.subscribe(() => (changes += 1));
    await pass(SELF_PERIOD_MS);
    expect(changes).toBe(0);
    watch.close();
  });

  test("receives the earlier end while the agent is away", async () => {
    const endsAt = "2026-01-01T10:00:00.000Z";
    const { selves } = new FakeDoor();
    if (!selves.ok) throw new Error("refused");
    api.selves = succeed({ ...selves.value, endsAt });
    const watch = open();
    await settle();
    expect(watch.ends.get().endsAtMs).toBe(Date.parse(endsAt));
    watch.close();
  });

  test("shows the link's end while the agent is present, even after an earlier one, and polls when they leave", async () => {
    const endsAt = "2026-01-01T10:00:00.000Z";
    const { selves } = new FakeDoor();
    if (!selves.ok) throw new Error("refused");
    const shown = () => shownEnd(watch.ends.get(), agent.get());
    const expiresAtMs = Date.parse(LATER);
    // The answer to a request made during the one second of the agent's reload.
    api.selves = succeed({ ...selves.value, endsAt });
    const watch = open();
    agent.set(PRESENT);
    await settle();
    expect(shown()).toBe(expiresAtMs);
    agent.set({ kind: "unreachable", sinceMs: 0 });
    expect(shown()).toBe(expiresAtMs);

    const later = "2026-01-01T10:05:00.000Z";
    api.selves = succeed({ ...selves.value, endsAt: later });
    agent.set({ kind: "away", sinceMs: 0 });
    await settle();
    expect(shown()).toBe(Date.parse(later));
    agent.set(PRESENT);
    expect(shown()).toBe(expiresAtMs);
    watch.close();
    agent.set({ kind: "away", sinceMs: 1 });
  });

  test("reports the end, but not a lost network", async () => {
    api.selves = refuse("network");
    const watch = open();
    await settle();
    expect(over).toEqual([]);
    api.selves = refuse("expired");
    page.comeBack();
    await settle();
    expect(over).toEqual([{ kind: "page", refusal: { kind: "expired" } }]);
    watch.close();
  });

  test("renews an expired token, and continues when that fails", async () => {
    api.selves = refuse("unauthorized");
    const watch = open();
    await settle();
    expect(renewals).toBe(1);
    expect(over).toEqual([]);
    await pass(SELF_PERIOD_MS);
    expect(renewals).toBe(2);
    watch.close();
  });

  test("does not poll while hidden, polls at once when shown, and stops when closed", async () => {
    const watch = open();
    await settle();
    page.setHidden(true);
    await pass(SELF_PERIOD_MS * 4);
    expect(api.asked).toHaveLength(1);
    page.setHidden(false);
    await settle();
    expect(api.asked).toHaveLength(2);
    watch.close();
    watch.close();
    await pass(SELF_PERIOD_MS * 4);
    page.comeBack();
    await settle();
    expect(api.asked).toHaveLength(2);
  });
});

describe("the project", () => {
  let projects: Awaited<ReturnType<BuyerApi["project"]>>;
  const [first] = smallProject.units;
  const open = () =>
    openProjectFeed({
      api: {
        project: () => Promise.resolve(projects),
        units: () => ({
          project: () => Promise.resolve(smallProject),
          units: () =>
            Promise.resolve({
              body: { units: [{ id: first?.id ?? "", status: "reserved" as const }] },
              etag: '"1"',
            }),
        }),
      },
      project: "small",
      token: () => "token-1",
      clock,
      page,
    });

  test("is retried until it arrives, then updated with the statuses", async () => {
    projects = refuse("network");
    const feed = open();
    await settle();
    expect(feed.index.get()).toBeUndefined();
    projects = succeed(smallProject);
    await pass(2000);
    expect(feed.index.get()?.units.get(first?.id ?? "")?.status).toBe("reserved");
    expect(first?.status).toBe("sold");
    feed.close();
  });

  test("that arrives after closing is not opened", async () => {
    projects = succeed(smallProject);
    const feed = open();
    feed.close();
    await settle();
    expect(feed.index.get()).toBeUndefined();
  });
});
