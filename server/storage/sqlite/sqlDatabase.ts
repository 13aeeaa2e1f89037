type SqlValue = string | number | bigint | null | Uint8Array;
type SqlRow = Record<string, unknown>;

/** Values come by position, or by the names that stand in the statement as `:name`. */
interface SqlCall<Result> {
  (...values: SqlValue[]): Result;
  (named: Record<string, SqlValue>): Result;
}

interface SqlStatement {
  readonly get: SqlCall<SqlRow | undefined>;
  readonly all: SqlCall<SqlRow[]>;
  readonly run: SqlCall<{ readonly changes: number | bigint }>;
}

/** The part of `node:sqlite` that the operations use: every engine of SQLite has it, or can be made to. */
export interface SqlDatabase {
  prepare(sql: string): SqlStatement;
  /** Runs statements without values. */
  exec(sql: string): void;
}
