import pg from "pg";
import { StorageError } from "../storage.ts";
import { openErrors } from "./errors.ts";

type Value = string | number | Uint8Array | null | readonly (string | number | Uint8Array)[];

/** Runs one statement. Values are passed as parameters, never as SQL. */
export type Query = <Row>(sql: string, values?: readonly Value[]) => Promise<readonly Row[]>;

export interface PostgresEvents {
  /** An idle connection was lost, or cleaning up failed. */
  failed(error: StorageError): void;
}

/** Together at most 3 s, even if the server hangs or the network drops packets: callers get an error soon and retry. */
const CONNECT_WITHIN_MS = 1000;
const STATEMENT_WITHIN_MS = 1800;
const ANSWER_WITHIN_MS = 2000;
/** Shorter than the idle timeout of firewalls. */
const IDLE_MS = 30_000;
/** A connection idle for this long is probed by TCP keep-alive. */
const SILENT_MS = 10_000;
/** Maximum age of a connection, so that a failover behind one name is followed. */
const LIFETIME_SECONDS = 1800;
const POOL_SIZE = 10;

/** Parses 64-bit integers, all of which fit a JavaScript number: positions grow by one, times are milliseconds. */
function toSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError("a number of the database is too large");
  return value;
}

function ownTypes(): pg.TypeOverrides {
  const types = new pg.TypeOverrides();
  const { INT8, BYTEA } = pg.types.builtins;
  const toBuffer = pg.types.getTypeParser(BYTEA) as (text: string) => Buffer;
  types.setTypeParser(INT8, toSafeInteger);
  types.setTypeParser(BYTEA, (text: string) => new Uint8Array(toBuffer(text)));
  return types;
}

/** PostgreSQL's text cannot contain NUL; a name might. */
const withoutNul = <Other>(value: string | Other): string | Other =>
  typeof value === "string" ? value.replaceAll("\0", "\uFFFD") : value;

const toText = (value: Value): Value =>
  Array.isArray(value) ? value.map(withoutNul) : withoutNul(value);

const queryOn =
  (client: pg.ClientBase): Query =>
  async <Row>(sql: string, values: readonly Value[] = []) =>
    (await client.query(sql, values.map(toText))).rows as Row[];

/** A pool of connections to the server; broken ones are replaced. */
export class Database {
  readonly #pool: pg.Pool;
  readonly #url: string;
  readonly #events: PostgresEvents;
  readonly #toStorageError: (error: unknown) => StorageError;
  readonly #underWay = new Set<Promise<unknown>>();
  #closing: Promise<void> | undefined;

  constructor(url: string, events: PostgresEvents) {
    this.#url = url;
    this.#events = events;
    this.#toStorageError = openErrors(url);
    this.#pool = this.#guard(() => {
      return new pg.Pool({
        connectionString: url,
        application_name: "offplan",
        types: ownTypes(),
        max: POOL_SIZE,
        connectionTimeoutMillis: CONNECT_WITHIN_MS,
        statement_timeout: STATEMENT_WITHIN_MS,
        query_timeout: ANSWER_WITHIN_MS,
        idleTimeoutMillis: IDLE_MS,
        maxLifetimeSeconds: LIFETIME_SECONDS,
        keepAlive: true,
        keepAliveInitialDelayMillis: SILENT_MS,
      });
    });
    this.#pool.on("error", (error) => this.report(error));
    // A connection that breaks in use fails its query; without this listener it would also end the process.
    this.#pool.on("connect", (client) => client.on("error", () => undefined));
  }

  #guard<Made>(make: () => Made): Made {
    try {
      return make();
    } catch (error) {
      throw this.#toStorageError(error);
    }
  }

  /** Reports an error that no caller receives. */
  report(error: unknown): void {
    this.#events.failed(this.#toStorageError(error));
  }

  readonly query: Query = (sql, values) => this.#lend((query) => query(sql, values));

  /** Runs all statements or none. */
  transaction<Result>(work: (query: Query) => Promise<Result>): Promise<Result> {
    return this.#lend(async (query) => {
      // Limits how long a stalled process can keep a transaction open.
      await query(`BEGIN; SET LOCAL idle_in_transaction_session_timeout = ${ANSWER_WITHIN_MS}`);
      const result = await work(query);
      await query("COMMIT");
      return result;
    });
  }

  #lend<Result>(work: (query: Query) => Promise<Result>): Promise<Result> {
    if (this.#closing !== undefined) {
      return Promise.reject(new StorageError("the storage was closed"));
    }
    const done = this.#lendOne(work);
    this.#underWay.add(done);
    const forget = () => this.#underWay.delete(done);
    done.then(forget, forget);
    return done;
  }

  /** A connection whose work failed is discarded, because its state is unknown. */
  async #lendOne<Result>(work: (query: Query) => Promise<Result>): Promise<Result> {
    let client: pg.PoolClient | undefined;
    try {
      client = await this.#pool.connect();
      const result = await work(queryOn(client));
      client.release();
      return result;
    } catch (error) {
      client?.release(true);
      throw this.#toStorageError(error);
    }
  }

  /** Runs long work on a separate connection. */
  async alone<Result>(withinMs: number, work: (query: Query) => Promise<Result>): Promise<Result> {
    const client = this.#guard(() => {
      return new pg.Client({
        connectionString: this.#url,
        application_name: "offplan",
        types: ownTypes(),
        connectionTimeoutMillis: CONNECT_WITHIN_MS * 5,
        statement_timeout: withinMs,
        query_timeout: withinMs,
      });
    });
    client.on("error", () => undefined);
    try {
      await client.connect();
      return await work(queryOn(client));
    } catch (error) {
      throw this.#toStorageError(error);
    } finally {
      void client.end();
    }
  }

  close(): Promise<void> {
    this.#closing ??= Promise.allSettled(this.#underWay).then(() => this.#pool.end());
    return this.#closing;
  }
}
