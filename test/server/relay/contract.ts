import { describe, expect, test } from "vitest";
import type { Relay } from "../../../server/relay/relay.ts";
import { listen, listening, turned } from "./relayListener.ts";

/** A relay shared by several processes. */
export interface RelayBench {
  /** Adds a process. */
  open(): Promise<Relay>;
  /** Makes the relay unavailable. Resolves once the processes have noticed. */
  goAway(): Promise<void>;
  /** Makes it available again; it may have lost all data. */
  comeBack(): Promise<void>;
  /** Advances the time of leases. */
  pass(ms: number): Promise<void>;
}

const LIFE_MS = 60_000;
let rooms = 0;
const newRoom = (): string => `room-${process.pid}-${++rooms}`;
const lease = (holder: string, about = "{}") => ({ holder, about });

/** The contract of every relay between processes. */
export function describeRelay(name: string, openBench: () => Promise<RelayBench>): void {
  describe(`${name}: messages`, () => {
    test("reach every other subscribed process, complete and in order, and never their sender", async () => {
      const bench = await openBench();
      const [here, there, third] = [await bench.open(), await bench.open(), await bench.open()];
      const room = newRoom();
      const [mine, theirs, thirds] = [
        await listening(here, room),
        await listening(there, room),
        await listening(third, room),
      ];
      const said = Array.from({ length: 200 }, (_, index) => `${index} ✓ ${"x".repeat(index * 9)}`);
      for (const text of said) mine.publish(text);
      for (const listener of [theirs, thirds]) {
        await listener.until(({ texts }) => texts.length === said.length);
        expect(listener.texts).toEqual(said);
        expect(listener.events.at(-1)?.[0]).toBe(here.node);
        expect(listener.gaps).toBe(1);
      }
      theirs.publish("answer");
      await mine.until(({ texts }) => texts.length > 0);
      expect(mine.texts).toEqual(["answer"]);
    });

    test("come after a gap was reported", async () => {
      const bench = await openBench();
      const [here, there] = [await bench.open(), await bench.open()];
      const room = newRoom();
      const listener = await listening(there, room);
      here.publish(room, Buffer.from("hello"));
      await listener.until(({ texts }) => texts.length > 0);
      expect(listener.events).toEqual(["missed", [here.node, "hello"]]);
    });

    test("stay in their room, and may be empty", async () => {
      const bench = await openBench();
      const [here, there] = [await bench.open(), await bench.open()];
      const [room, other] = [newRoom(), newRoom()];
      const [listener, wrong] = [await listening(there, room), await listening(there, other)];
      here.publish(room, new Uint8Array());
      here.publish(room, Buffer.from("second"));
      here.publish(other, Buffer.from("elsewhere"));
      await wrong.until(({ texts }) => texts.length > 0);
      await listener.until(({ texts }) => texts.length > 1);
      expect([listener.texts, wrong.texts]).toEqual([["", "second"], ["elsewhere"]]);
    });

    test("belong to their receiver, which may change them", async () => {
      const bench = await openBench();
      const [here, there, third] = [await bench.open(), await bench.open(), await bench.open()];
      const room = newRoom();
      const mutating = listen(there, room, (message) => message.fill(0));
      const listener = await listening(third, room);
      await mutating.until(({ gaps }) => gaps > 0);
      const bytes = Buffer.from("mine");
      here.publish(room, bytes);
      bytes.fill(0);
      await Promise.all(
        [listener, mutating].map((each) => each.until(({ texts }) => texts.length > 0)),
      );
      expect(listener.texts).toEqual(["mine"]);
    });

    test("stop once the channel is closed, and resume when it is reopened", async () => {
      const bench = await openBench();
      const [here, there] = [await bench.open(), await bench.open()];
      const [room, marker] = [newRoom(), newRoom()];
      const closed = await listening(there, room);
      const end = await listening(there, marker);
      closed.channel.close();
      closed.channel.close();
      here.publish(room, Buffer.from("unheard"));
      here.publish(marker, Buffer.from("end"));
      await end.until(({ texts }) => texts.length > 0);
      expect(closed.texts).toEqual([]);
      for (let round = 0; round < 5; round++) listen(there, room).channel.close();
      const again = await listening(there, room);
      here.publish(room, Buffer.from("heard"));
      await again.until(({ texts }) => texts.length > 0);
      expect([again.events, closed.texts]).toEqual([["missed", [here.node, "heard"]], []]);
    });
  });

  describe(`${name}: unavailable`, () => {
    test("is reported, nothing throws or blocks, and a gap is reported when it is back", async () => {
      const bench = await openBench();
      const [here, there] = [await bench.open(), await bench.open()];
      const changes: boolean[] = [];
      there.onChange((isUp) => changes.push(isUp));
      const stop = there.onChange(() => changes.push(false));
      stop();
      const room = newRoom();
      const [mine, theirs] = [await listening(here, room), await listening(there, room)];
      await bench.goAway();
      expect([here.isUp, there.isUp, changes]).toEqual([false, false, [false]]);
      mine.publish("lost");
      await expect(here.ping()).rejects.toBeInstanceOf(Error);
      const late = listen(there, newRoom());
      expect([mine.gaps, late.gaps]).toEqual([1, 0]);

      await bench.comeBack();
      await Promise.all([turned(here, true), turned(there, true)]);
      await Promise.all([mine, theirs].map((listener) => listener.until(({ gaps }) => gaps > 1)));
      await late.until(({ gaps }) => gaps > 0);
      await here.ping();
      mine.publish("found");
      await theirs.until(({ texts }) => texts.length > 0);
      expect([theirs.texts, changes]).toEqual([["found"], [false, true]]);
    });

    test("every process counts by itself, and its leases are restored by their renewal", async () => {
      const bench = await openBench();
      const [here, there] = [await bench.open(), await bench.open()];
      const set = newRoom();
      expect(await here.leases.take(set, lease("first"), 1, LIFE_MS)).toBe(true);
      await bench.goAway();
      const own = await there.leases.take(set, lease("second"), 1, LIFE_MS);
      const beyond = await there.leases.take(set, lease("third"), 1, LIFE_MS);
      expect([own, beyond]).toEqual([true, false]);
      expect(await here.leases.list(set)).toEqual([lease("first")]);
      await there.leases.release(set, "nobody");
      const limit = { points: 1, durationSeconds: 60 };
      await there.limiter(set, limit).consume("key");
      await expect(there.limiter(set, limit).consume("key")).rejects.toMatchObject({
        consumedPoints: 2,
      });

      await bench.comeBack();
      await Promise.all([turned(here, true), turned(there, true)]);
      expect(await there.leases.take(set, lease("second"), 1, LIFE_MS)).toBe(true);
      expect(await here.leases.take(set, lease("first"), 1, LIFE_MS)).toBe(true);
      expect(await there.leases.take(set, lease("third"), 1, LIFE_MS)).toBe(false);
      const held = await here.leases.list(set);
      expect(held.map(({ holder }) => holder).toSorted()).toEqual(["first", "second"]);
    });
  });

  describe(`${name}: leases`, () => {
    test("are counted over all processes; a held one is kept even if the limit shrinks", async () => {
      const bench = await openBench();
      const [here, there] = [await bench.open(), await bench.open()];
      const set = newRoom();
      expect(await here.leases.take(set, lease("a"), 2, LIFE_MS)).toBe(true);
      expect(await there.leases.take(set, lease("b"), 2, LIFE_MS)).toBe(true);
      expect(await there.leases.take(set, lease("c"), 2, LIFE_MS)).toBe(false);
      expect(await here.leases.take(set, lease("a"), 1, LIFE_MS)).toBe(true);
      expect(await there.leases.take(set, lease("b"), 0, LIFE_MS)).toBe(true);
      expect(await there.leases.take("another set", lease("c"), 1, LIFE_MS)).toBe(true);
      await here.leases.release(set, "a");
      await here.leases.release(set, "a");
      expect(await there.leases.take(set, lease("c"), 2, LIFE_MS)).toBe(true);
      await there.leases.release("another set", "c");
    });

    test("are listed in the order of acquisition, each with its latest value", async () => {
      const bench = await openBench();
      const [here, there] = [await bench.open(), await bench.open()];
      const set = newRoom();
      const about = JSON.stringify({ name: "Ольга \n ليلى", since: 1 });
      await here.leases.take(set, lease("z"), 9, LIFE_MS);
      await there.leases.take(set, lease("a", about), 9, LIFE_MS);
      await here.leases.take(set, lease("m", ""), 9, LIFE_MS);
      await here.leases.take(set, lease("z", "[2]"), 9, LIFE_MS * 2);
      const held = [lease("z", "[2]"), lease("a", about), lease("m", "")];
      expect(await here.leases.list(set)).toEqual(held);
      expect(await there.leases.list(set)).toEqual(held);
      expect(await there.leases.list(newRoom())).toEqual([]);
    });

    test("lapse independently", async () => {
      const bench = await openBench();
      const [here, there] = [await bench.open(), await bench.open()];
      const set = newRoom();
      await here.leases.take(set, lease("short"), 1, 40);
      await bench.pass(40);
      expect(await there.leases.take(set, lease("long"), 1, LIFE_MS)).toBe(true);
      expect(await here.leases.take(set, lease("short"), 1, 40)).toBe(false);
      expect(await here.leases.list(set)).toEqual([lease("long")]);
    });
  });

  describe(`${name}: limiters`, () => {
    test("count over all processes, separately for each limit", async () => {
      const bench = await openBench();
      const [here, there] = [await bench.open(), await bench.open()];
      const limit = { points: 3, durationSeconds: 60 };
      const [name, other] = [newRoom(), newRoom()];
      const key = "link:{odd} key";
      await here.limiter(name, limit).consume(key);
      await there.limiter(name, limit).consume(key);
      const known = await there.limiter(name, limit).get(key);
      expect([known?.consumedPoints, known?.remainingPoints]).toEqual([2, 1]);
      expect(known?.msBeforeNext).toBeGreaterThan(0);
      await here.limiter(name, limit).consume(key);
      await expect(there.limiter(name, limit).consume(key)).rejects.toMatchObject({
        consumedPoints: 4,
      });
      expect(await there.limiter(name, limit).get("nobody")).toBeNull();
      await there.limiter(other, limit).consume(key);
    });

    test("share a wait and its end", async () => {
      const bench = await openBench();
      const [here, there] = [await bench.open(), await bench.open()];
      const [name, limit] = [newRoom(), { points: 1, durationSeconds: 900 }];
      await here.limiter(name, limit).consume("link", 1, { customDuration: 2 });
      await here.limiter(name, limit).set("link", 1, 60);
      const refused: unknown = await there
        .limiter(name, limit)
        .consume("link")
        .catch((reason: unknown) => reason);
      const { msBeforeNext } = refused as { readonly msBeforeNext: number };
      expect(msBeforeNext).toBeGreaterThan(50_000);
      expect(msBeforeNext).toBeLessThanOrEqual(60_000);
      expect(await there.limiter(name, limit).delete("link")).toBe(true);
      await here.limiter(name, limit).consume("link");
    });
  });
}
