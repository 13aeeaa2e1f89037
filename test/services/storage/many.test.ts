import { expect, test } from "vitest";
import pg from "pg";
import { bytes, record } from "../../server/storage/records.ts";
import { openProcess, sharedPostgres } from "./postgresFixture.ts";

const postgres = sharedPostgres;

/** Multiplies the existing row within the server. */
async function multiply(url: string, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const columns = `project, agent_id, agent_name, secret_hash, max_viewers, created_at_ms, expires_at_ms,
    ended_at_ms, end_reason`;
  await client.query(
    `INSERT INTO offplan.presentations (id, room, ${columns})
     SELECT 'copy-' || n, 'room-copy-' || n, ${columns}
     FROM offplan.presentations, generate_series(1, $1::int) AS n`,
    [count - 1],
  );
  await client.query(
    "INSERT INTO offplan.pieces (room, bytes) SELECT room, 'x' FROM offplan.presentations",
  );
  await client.end();
}

test("all open presentations are listed, page by page, and counted", async () => {
  const url = await postgres().createDatabase();
  const storage = await openProcess(url);
  await storage.presentations.create(record("p"), bytes(0));
  await multiply(url, 2000);
  const open = await storage.presentations.listOpen();
  expect(new Set(open.map(({ id }) => id)).size).toBe(2000);
  expect(await storage.presentations.countLive(0)).toBe(2000);
});

test("two processes delete a large backlog together", async () => {
  const url = await postgres().createDatabase();
  const [one, other] = await Promise.all([openProcess(url), openProcess(url)]);
  await one.presentations.create(record("p"), bytes(0));
  await one.presentations.end("p", { atMs: 1, reason: "ended" });
  await multiply(url, 1150);
  await one.presentations.create(record("stays"), bytes(0));
  const deleted = await Promise.all([
    one.presentations.deleteEndedBefore(2),
    other.presentations.deleteEndedBefore(2),
  ]);
  expect(deleted.reduce((sum, count) => sum + count)).toBe(1150);
  expect(await one.presentations.find("p")).toBeUndefined();
  expect(await one.presentations.find("stays")).toEqual(record("stays"));
});
