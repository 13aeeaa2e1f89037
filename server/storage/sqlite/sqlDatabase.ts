type SqlValue = string | number | bigint | null | Uint8Array;
type SqlRow = Record<string, unknown>;

/** Values are positional, or named as in the statement: `:name`. */
interface SqlCall<Result> {
  (...values: SqlValue[]): Result;
  (named: Record<string, SqlValue>): Result;
}

interface SqlStatement {
  readonly get: SqlCall<SqlRow | undefined>;
  readonly all: SqlCall<SqlRow[]>;
  readonly run: SqlCall<{ readonly changes: number | bigint }>;
}

/** The part of `node:sqlite` that the operations use: other SQLite engines can be adapted to it. */
export interface SqlDatabase {
  prepare(sql: string): SqlStatement;
  /** Runs statements without values. */
  exec(sql: string): void;
}
