import { afterAll, beforeAll, inject, onTestFinished } from "vitest";
import {
  openPostgresStorage,
  type PostgresStorage,
} from "../../../server/storage/postgres/postgres.ts";
import {
  createDatabase,
  startPostgres,
  type PostgresServer,
} from "../../support/services/postgresServer.ts";

/** The run's PostgreSQL, which no test breaks. */
export const sharedPostgres = (): Pick<PostgresServer, "url" | "port" | "createDatabase"> => {
  const url = inject("postgresUrl");
  return { url, port: Number(new URL(url).port), createDatabase: () => createDatabase(url) };
};

/** One PostgreSQL for the tests of a file that break it; each test repairs it. */
export function usePostgres(): () => PostgresServer {
  let server: PostgresServer | undefined;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server?.close());
  return () => {
    if (server === undefined) throw new Error("PostgreSQL has not started");
    return server;
  };
}

/** Opens storage like a process; closed at the end of the test. Background errors are passed to `failed`. */
export async function openProcess(
  url: string,
  failed: (error: Error) => void = () => undefined,
): Promise<PostgresStorage> {
  const storage = await openPostgresStorage({ url, events: { failed } });
  onTestFinished(() => storage.close());
  return storage;
}
