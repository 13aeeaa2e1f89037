import pg from "pg";
import { beforeAll } from "vitest";
import { openPostgresStorage } from "../../../server/storage/postgres/postgres.ts";
import { describeStorage } from "../../server/storage/contract/contract.ts";
import { describeWebhooks } from "../../server/storage/contract/contractWebhooks.ts";
import { sharedPostgres } from "./postgresFixture.ts";

let url: string;
beforeAll(async () => {
  url = await sharedPostgres().createDatabase();
});

/** One database for all tests, emptied for each: creating one takes ten times as long as a test. */
const open = async () => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("DROP SCHEMA IF EXISTS offplan CASCADE");
  await client.end();
  return openPostgresStorage({ url, events: { failed: () => undefined } });
};

describeStorage("PostgreSQL", open);
describeWebhooks("PostgreSQL", open);
