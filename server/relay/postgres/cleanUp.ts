import type { Pool } from "pg";

/** Skips rows that another process is removing or renewing, so that two clean-ups never wait for each other. */
const lapsed = (table: string, condition: string): string => `
  DELETE FROM offplan.${table} WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM offplan.${table} WHERE ${condition} FOR UPDATE SKIP LOCKED))`;

const STATEMENTS = [
  lapsed("relay_nodes", "until_at <= clock_timestamp()"),
  lapsed("relay_leases", "until_at <= clock_timestamp()"),
  lapsed("relay_limits", "expire <= (extract(epoch FROM clock_timestamp()) * 1000)::bigint"),
];

/** Deletes expired rows, which include callers' addresses. */
export const removeLapsed = (commands: Pool): Promise<unknown> =>
  commands.query(STATEMENTS.join(";"));
