import type { TestProject } from "vitest/node";
import { startPostgres, type PostgresServer } from "./postgresServer.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The run's PostgreSQL, for files that do not break it: each creates its own databases. */
    postgresUrl: string;
  }
}

let server: PostgresServer | undefined;

/** Starts one PostgreSQL for all files of the run. */
export async function setup(project: TestProject): Promise<void> {
  server = await startPostgres();
  project.provide("postgresUrl", server.url);
}

export const teardown = async (): Promise<void> => server?.close();
