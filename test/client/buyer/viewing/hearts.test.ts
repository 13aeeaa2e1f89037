import { beforeEach, describe, expect, test } from "vitest";
import { openHearts, type HeartsOptions } from "../../../../client/buyer/viewing/feeds/hearts.ts";
import { keepLiked, likedHomes } from "../../../../client/buyer/door/liked.ts";
import type { CallProblem } from "../../../../client/join/refusal.ts";
import { fail, succeed, type Result } from "../../../../schema/values/result.ts";
import { smallIndex } from "../../../support/room/project.ts";
import { createFakeClock, createFakePage, type FakeClock } from "../../session/fakes.ts";

const settle = () => new Promise((resolve) => setImmediate(resolve));

/** A server that answers changes when the test says so. */
class SlowServer {
  readonly asked: string[] = [];
  readonly waiting: ((answer: Result<void, CallProblem>) => void)[] = [];
  kept: Result<readonly string[], CallProblem> = succeed(["b1-1"]);

  hearts = async () => this.kept;
  setHeart = (_id: string, unit: string, liked: boolean, token: string) => {
    this.asked.push(`${liked ? "put" : "delete"} ${unit} ${token}`);
    return new Promise<Result<void, CallProblem>>((resolve) => {
      this.waiting.push(resolve);
    });
  };

  async answer(answer: Result<void, CallProblem>): Promise<void> {
    this.waiting.shift()?.(answer);
    await settle();
  }
}

let clock: FakeClock;
let api: SlowServer;

beforeEach(() => {
  clock = createFakeClock();
  api = new SlowServer();
});

async function open(more: Partial<HeartsOptions> = {}) {
  const feed = openHearts({
    api,
    presentation: "p1",
    token: () => "t1",
    renew: () => Promise.reject(new Error("none")),
    clock,
    page: createFakePage(),
    ...more,
  });
  await settle();
  return { ...feed, shown: () => [...feed.liked.get()].toSorted() };
}

const done = succeed<void>(undefined);

describe("the buyer's hearts", () => {
  test("are restored after a reload, with as many attempts as needed", async () => {
    api.kept = fail({ code: "network" });
    const { shown } = await open();
    expect(shown()).toEqual([]);
    api.kept = succeed(["b1-1", "b1-2"]);
    clock.advance(2000);
    await settle();
    expect(shown()).toEqual(["b1-1", "b1-2"]);
  });

  test("are shown at once and sent in one request per home at a time, the last tap deciding", async () => {
    const { set, shown } = await open();
    set("b1-2", true);
    expect(shown()).toEqual(["b1-1", "b1-2"]);
    set("b1-2", false);
    set("b1-2", true);
    set("b1-2", false);
    expect(shown()).toEqual(["b1-1"]);
    expect(api.asked).toEqual(["put b1-2 t1"]);
    await api.answer(done);
    expect(api.asked).toEqual(["put b1-2 t1", "delete b1-2 t1"]);
    await api.answer(done);
    expect(shown()).toEqual(["b1-1"]);
    expect(api.asked).toHaveLength(2);
  });

  test("are undone, with a notice, when the server refuses them", async () => {
    const { set, shown, failed } = await open();
    set("b1-2", true);
    await api.answer(fail({ code: "too_many_attempts" }));
    expect(shown()).toEqual(["b1-1"]);
    expect(failed.get()).toBe(true);
    clock.advance(5000);
    expect(failed.get()).toBe(false);
  });

  test("are sent with a fresh token when the old one has expired", async () => {
    const { set, shown } = await open({ renew: async () => "t2" });
    set("b1-2", true);
    await api.answer(fail({ code: "unauthorized" }));
    expect(api.asked).toEqual(["put b1-2 t1", "put b1-2 t2"]);
    await api.answer(done);
    expect(shown()).toEqual(["b1-1", "b1-2"]);
  });
});

describe("the summary of a viewing", () => {
  const liked = likedHomes(new Set(["b1-12", "gone", "b1-1"]), smallIndex);

  test("has each home as the last page shows it, and no missing homes", () => {
    expect(liked.homes).toEqual([
      {
        id: "b1-12",
        number: "12",
        bedrooms: 2,
        area: 84.9,
        price: 300_000_000,
        status: "reserved",
      },
      { id: "b1-1", number: "1", bedrooms: 0, area: 35, price: 90_000_000, status: "sold" },
    ]);
  });

  test("survives a reload", () => {
    const items = new Map<string, string>();
    const storage = {
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (key: string, value: string) => void items.set(key, value),
    };
    keepLiked(storage).keep("p1", liked);
    expect(keepLiked(storage).read("p1")).toEqual(liked);
    expect(keepLiked(storage).read("p2")).toBeUndefined();
  });
});
