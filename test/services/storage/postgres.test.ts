import { afterAll, beforeAll } from "vitest";
import { openPostgresStorage } from "../../../server/storage/postgres/postgres.ts";
import { startPostgres, type PostgresServer } from "../../support/postgresServer.ts";
import { describeStorage } from "../../server/storage/contract.ts";

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.close());

const events = { failed: () => undefined };

describeStorage("PostgreSQL", async () =>
  openPostgresStorage({ url: await server.createDatabase(), events }),
);
