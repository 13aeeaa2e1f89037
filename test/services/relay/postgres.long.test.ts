import { describe, expect, onTestFinished, test } from "vitest";
import { openPostgresStorage } from "../../../server/storage/postgres/postgres.ts";
import type { Relay } from "../../../server/relay/relay.ts";
import { describeRelay } from "../../server/relay/contract.ts";
import { listen, listening, turned } from "../../server/relay/relayListener.ts";
import { sharedPostgres, usePostgres } from "../storage/postgresFixture.ts";
import { eventually, openObserved, type ObservedRelay } from "./bench.ts";
import pg from "pg";

const postgres = usePostgres();

/** A new database with the storage's schema. */
async function migrated(server: { createDatabase(): Promise<string> }): Promise<string> {
  const url = await server.createDatabase();
  const storage = await openPostgresStorage({ url, events: { failed: () => undefined } });
  await storage.close();
  return url;
}

async function query(
  url: string,
  sql: string,
  values: readonly unknown[] = [],
): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql, [...values])).rows as unknown[];
  } finally {
    await client.end();
  }
}

const lapsed = async (relay: Relay): Promise<void> => {
  const set = "what the time is measured by";
  await relay.leases.take(set, { holder: "it", about: "" }, 1, 40);
  await eventually(async () => (await relay.leases.list(set)).length === 0);
};

describeRelay("PostgreSQL", async () => {
  const url = await migrated(postgres());
  const relays: Relay[] = [];
  return {
    open: async () => {
      const relay = await openObserved(url);
      relays.push(relay);
      return relay;
    },
    goAway: async () => {
      await postgres().pause();
      await Promise.all(relays.map((relay) => turned(relay, false)));
    },
    comeBack: async () => postgres().resume(),
    pass: async () => {
      for (const relay of relays.slice(0, 1)) await lapsed(relay);
    },
  };
});

const isOver = (relay: ObservedRelay): Promise<void> =>
  eventually(async () => {
    await new Promise((resolve) => setImmediate(resolve));
    return relay.counts.relayReconnected > 0 && relay.isUp;
  });

describe("a relay over PostgreSQL", () => {
  test("carries messages larger than a notification, including equal ones sent at once", async () => {
    const url = await migrated(sharedPostgres());
    const [here, there] = [await openObserved(url), await openObserved(url)];
    const listener = await listening(there, "room");
    const whole = "ولاية ".repeat(40_000);
    for (const text of [whole, whole, "", "", "end"]) here.publish("room", Buffer.from(text));
    await listener.until(({ texts }) => texts.includes("end"));
    expect(listener.texts).toEqual([whole, whole, "", "", "end"]);
    expect(listener.gaps).toBe(1);
  });

  test("a single process sends nothing, and a new one is told of a gap", async () => {
    const url = await migrated(sharedPostgres());
    const here = await openObserved(url);
    const mine = await listening(here, "room");
    mine.publish("to nobody");
    expect(here.counts.relayed).toBe(0);
    const there = await openObserved(url);
    const theirs = await listening(there, "room");
    await mine.until(({ gaps }) => gaps > 1);
    mine.publish("to somebody");
    await theirs.until(({ texts }) => texts.length > 0);
    expect(theirs.events).toEqual(["missed", "missed", [here.node, "to somebody"]]);
    // The receiver may have it before the database has told its sender.
    await eventually(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      return here.counts.relayed > 0;
    });
    expect(here.counts.relayed).toBe(1);
  });

  test.each(["offplan-commands", "offplan-listener"])(
    "%s is closed alone: both are reopened, and the gap is reported",
    async (name) => {
      const url = await migrated(sharedPostgres());
      const [here, there] = [await openObserved(url), await openObserved(url)];
      const [mine, theirs] = [await listening(here, "room"), await listening(there, "room")];
      await query(
        url,
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE application_name = $1 AND datname = current_database()`,
        [name],
      );
      await Promise.all([isOver(here), isOver(there)]);
      await Promise.all([mine, theirs].map((listener) => listener.until(({ gaps }) => gaps > 1)));
      mine.publish("whole");
      await theirs.until(({ texts }) => texts.length > 0);
      expect(theirs.texts).toEqual(["whole"]);
    },
  );

  test("hangs: it is detected, nothing waits for it, and the relay recovers with it", async () => {
    const url = await migrated(postgres());
    const [here, there] = [await openObserved(url), await openObserved(url)];
    const listener = await listening(there, "room");
    await postgres().pause();
    const limit = { points: 1, durationSeconds: 60 };
    const [place, used] = await Promise.all([
      here.leases.take("set", { holder: "a", about: "" }, 1, 60_000),
      here.limiter("joins", limit).consume("key"),
    ]);
    expect([place, used.remainingPoints]).toEqual([true, 0]);
    here.publish("room", Buffer.from("into the void"));
    await Promise.all([turned(here, false), turned(there, false)]);
    expect(here.lines.at(-1)).toContain('"reason":"silent"');
    await postgres().resume();
    await Promise.all([turned(here, true), turned(there, true)]);
    await listener.until(({ gaps }) => gaps > 1);
    here.publish("room", Buffer.from("again"));
    await listener.until(({ texts }) => texts.includes("again"));
  });

  test("is down at the start: the process starts all the same and connects later", async () => {
    const url = await migrated(postgres());
    await postgres().stop();
    const relay = await openObserved(url);
    expect(relay.isUp).toBe(false);
    await expect(relay.ping()).rejects.toMatchObject({ code: "away" });
    expect(relay.lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      {
        code: "relay_away",
        reason: "ECONNREFUSED",
        host: `127.0.0.1:${postgres().port}`,
        message: "relay disconnected",
      },
    ]);
    const listener = listen(relay, "room");
    await postgres().start();
    await turned(relay, true);
    await listener.until(({ gaps }) => gaps === 1);
    expect(relay.counts.relayReconnected).toBe(0);
  });

  test("one of many concurrent requests gets a lease", async () => {
    const url = await migrated(sharedPostgres());
    const relays = await Promise.all(Array.from({ length: 4 }, () => openObserved(url)));
    const asked = relays.flatMap((relay, index) =>
      Array.from({ length: 10 }, (_, turn) =>
        relay.leases.take("set", { holder: `${index}-${turn}`, about: "{}" }, 7, 60_000),
      ),
    );
    expect((await Promise.all(asked)).filter((taken) => taken)).toHaveLength(7);
    expect(await relays[0]?.leases.list("set")).toHaveLength(7);
  });

  test("logs no password, and logs the reason of a refusal", async () => {
    const url = new URL(await migrated(sharedPostgres()));
    url.pathname = "/none-of-this-name";
    url.password = "between-the-processes";
    const relay = await openObserved(url.href);
    onTestFinished(() => relay.close());
    expect(relay.lines.join()).toContain('"reason":"3D000"');
    expect(relay.lines.join()).not.toContain(url.password);
  });
});
