import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findPostgres } from "../../support/services/postgresServer.ts";
import { findRedis } from "../../support/services/redisServer.ts";

const EXTENSION = join("peers", "node_modules", "@hocuspocus", "extension-redis", "package.json");

const ask = (program: string): string =>
  /\d+(\.\d+)+/.exec(execFileSync(program, ["--version"], { encoding: "utf8" }))?.[0] ?? "unknown";

/** Versions of the shared engines, and of the extension with which Hocuspocus uses Redis. */
export function describeEngines(): string {
  const manifest = readFileSync(join(import.meta.dirname, "..", EXTENSION), "utf8");
  const { version } = JSON.parse(manifest) as { version: string };
  const postgres = ask(join(findPostgres() ?? "", "postgres"));
  return `Redis ${ask(findRedis() ?? "redis-server")}, PostgreSQL ${postgres}, @hocuspocus/extension-redis ${version}.`;
}
