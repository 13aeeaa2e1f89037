import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Moment } from "../../../../schema/history/moment.ts";

/** Writes past moments into a running server's embedded database: an hour's history without the wait. */
export function keepMoments(dataDir: string, room: string, moments: readonly Moment[]): void {
  const database = new DatabaseSync(join(dataDir, "offplan.sqlite"));
  try {
    database.exec("PRAGMA busy_timeout = 10000; PRAGMA foreign_keys = ON; BEGIN IMMEDIATE");
    const insert = database.prepare(
      "INSERT INTO moments (room, at_ms, node, n, moment) VALUES (?, ?, ?, ?, ?)",
    );
    for (const moment of moments) {
      insert.run(room, moment.at, moment.node, moment.n, JSON.stringify(moment));
    }
    database.exec("COMMIT");
  } finally {
    database.close();
  }
}
