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

/** The PostgreSQL of the run, which nobody breaks. */
export const sharedPostgres = (): Pick<PostgresServer, "url" | "port" | "createDatabase"> => {
  const url = inject("postgresUrl");
  return { url, port: Number(new URL(url).port), createDatabase: () => createDatabase(url) };
};

/** One PostgreSQL for the tests of a file that break it; what one breaks it mends. */
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

/** As a process opens it; closed when the test is over. What failed on its own is told to `failed`. */
export async function openProcess(
  url: string,
  failed: (error: Error) => void = () => undefined,
): Promise<PostgresStorage> {
  const storage = await openPostgresStorage({ url, events: { failed } });
  onTestFinished(() => storage.close());
  return storage;
}
