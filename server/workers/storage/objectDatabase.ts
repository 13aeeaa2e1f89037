import type { SqlDatabase } from "../../storage/sqlite/sqlDatabase.ts";
import { refuseNewer } from "../../storage/storage.ts";

type Sql = DurableObjectState["storage"]["sql"];

const NAME = /:([a-z]\w*)/gi;

/** The statement with numbered parameters instead of named ones, and the names in the order of their numbers. */
function numbered(sql: string): { readonly text: string; readonly names: readonly string[] } {
  const names: string[] = [];
  const text = sql.replaceAll(NAME, (_match, name: string) => {
    if (!names.includes(name)) names.push(name);
    return `?${names.indexOf(name) + 1}`;
  });
  return { text, names };
}

const isNamed = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !ArrayBuffer.isView(value);

/** The platform returns blobs as `ArrayBuffer`. */
const toRow = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value instanceof ArrayBuffer ? new Uint8Array(value) : value,
    ]),
  );

/** The SQLite of a Durable Object with the interface of `node:sqlite`: synchronous, with positional or named values. */
export function openObjectDatabase(sql: Sql): SqlDatabase {
  return {
    exec: (text) => void sql.exec(text),
    prepare: (statement) => {
      const { text, names } = numbered(statement);
      const run = (values: readonly unknown[]) => {
        const [first] = values;
        const bindings = isNamed(first) ? names.map((name) => first[name]) : values;
        return sql.exec(text, ...bindings).toArray();
      };
      return {
        all: (...values: unknown[]) => run(values).map(toRow),
        get: (...values: unknown[]) => run(values).map(toRow)[0],
        run: (...values: unknown[]) => {
          run(values);
          return { changes: Number(sql.exec("SELECT changes() AS changes").one()["changes"]) };
        },
      };
    },
  };
}

/** Brings the object's schema up to date. Its version is stored in a table: the platform uses `user_version` itself. */
export function migrateObject(
  storage: DurableObjectState["storage"],
  migrations: readonly string[],
): void {
  const { sql } = storage;
  sql.exec("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL) STRICT");
  const [row] = sql.exec("SELECT version FROM schema_version").toArray();
  const version = Number(row?.["version"] ?? 0);
  refuseNewer(version, migrations.length);
  if (version === migrations.length) return;
  storage.transactionSync(() => {
    for (const migration of migrations.slice(version)) sql.exec(migration);
    sql.exec("DELETE FROM schema_version");
    sql.exec("INSERT INTO schema_version VALUES (?)", migrations.length);
  });
}
