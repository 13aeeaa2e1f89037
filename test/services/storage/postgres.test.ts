import pg from "pg";
import { beforeAll } from "vitest";
import { openPostgresStorage } from "../../../server/storage/postgres/postgres.ts";
import { describeStorage } from "../../server/storage/contract.ts";
import { describeWebhooks } from "../../server/storage/contractWebhooks.ts";
import { sharedPostgres } from "./scene.ts";

let url: string;
beforeAll(async () => {
  url = await sharedPostgres().createDatabase();
});

/** One database for all, emptied: a database for each test takes ten times as long as the test. */
const open = async () => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("DROP SCHEMA IF EXISTS offplan CASCADE");
  await client.end();
  return openPostgresStorage({ url, events: { failed: () => undefined } });
};

describeStorage("PostgreSQL", open);
describeWebhooks("PostgreSQL", open);
