import { inspect } from "node:util";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { openPostgresStorage } from "../../../server/storage/postgres/postgres.ts";
import { StorageError } from "../../../server/storage/storage.ts";
import { record, bytes } from "../../server/storage/records.ts";
import { openProcess, sharedPostgres } from "./postgresFixture.ts";

const postgres = sharedPostgres;
const events = { failed: () => undefined };

async function sql(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(text);
  await client.end();
  return rows as unknown[];
}

const refusal = (url: string): Promise<StorageError> =>
  openPostgresStorage({ url, events }).then(
    () => expect.unreachable("it opened"),
    (error: unknown) => {
      expect(error).toBeInstanceOf(StorageError);
      return error as StorageError;
    },
  );

describe("a start", () => {
  test("of four processes at once creates the tables once", async () => {
    const url = await postgres().createDatabase();
    const opened = await Promise.all([1, 2, 3, 4].map(() => openProcess(url)));
    const [first, , , last] = opened;
    await first?.presentations.create(record("p"), bytes(1));
    expect(await last?.presentations.find("p")).toEqual(record("p"));
    const applied = await sql(url, "SELECT version FROM offplan.migrations ORDER BY version");
    expect(applied.length).toBeGreaterThan(0);
    expect(applied).toEqual(applied.map((_row, before) => ({ version: before + 1 })));
  });

  test("keeps existing data", async () => {
    const url = await postgres().createDatabase();
    const first = await openProcess(url);
    await first.presentations.create(record("p"), bytes(1));
    await first.close();
    const second = await openProcess(url);
    expect(await second.presentations.find("p")).toEqual(record("p"));
  });

  test("is refused by a database of a newer version, which stays unchanged", async () => {
    const url = await postgres().createDatabase();
    await (await openProcess(url)).close();
    await sql(url, "INSERT INTO offplan.migrations (version) VALUES (999)");
    const refused = await refusal(url);
    expect(refused.code).toBe("newer_schema");
    expect(refused.message).toContain("newer version");
    expect(await sql(url, "SELECT max(version) AS version FROM offplan.migrations")).toEqual([
      { version: 999 },
    ]);
  });

  test("needs no right to create schemas if one exists", async () => {
    const url = await postgres().createDatabase();
    await sql(url, "CREATE ROLE clerk LOGIN; CREATE SCHEMA offplan AUTHORIZATION clerk");
    const asClerk = url.replace(/\/\/[^@]+@/, "//clerk@");
    const storage = await openProcess(asClerk);
    await storage.presentations.create(record("p"), bytes(1));
    await storage.presentations.end("p", { atMs: 1, reason: "ended" });
    expect(await storage.presentations.deleteEndedBefore(2)).toBe(1);
  });

  test("all processes share generated secrets, even after a restart", async () => {
    const url = await postgres().createDatabase();
    const opened = await Promise.all([1, 2, 3].map(() => openProcess(url)));
    const made = await Promise.all(
      opened.map(({ secrets }, process) => secrets.load("agent-key", () => `made by ${process}`)),
    );
    expect(new Set(made).size).toBe(1);
    const later = await openProcess(url);
    expect(await later.secrets.load("agent-key", () => "another")).toBe(made[0]);
    expect(await later.secrets.load("auth-secret", () => "another")).toBe("another");
  });
});

describe("a start that fails", () => {
  const PASSWORD = "pass%2Fword%C3%A9-of-ours";
  const PASSWORDS = [PASSWORD, decodeURIComponent(PASSWORD), encodeURIComponent(PASSWORD)];

  test.each([
    ["no server", (port: number) => `127.0.0.1:${port === 1 ? 2 : 1}/x`, "ECONNREFUSED"],
    ["no such host", () => "nowhere.invalid/x", "ENOTFOUND"],
    ["no such database", (port: number) => `127.0.0.1:${port}/nowhere`, "no such database"],
    ["no TLS there", (port: number) => `127.0.0.1:${port}/x?sslmode=verify-full`, "SSL"],
  ])("for %s says so and never the password", async (_what, rest, reason) => {
    const refused = await refusal(`postgres://offplan:${PASSWORD}@${rest(postgres().port)}`);
    expect(refused.code).toBe("storage_failed");
    expect(refused.message).toContain(reason);
    const everything = inspect(refused, { depth: 10, showHidden: true });
    for (const password of PASSWORDS) expect(everything).not.toContain(password);
  });
});
