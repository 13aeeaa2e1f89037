import { openSqliteStorage } from "../../../../server/storage/sqlite/sqlite.ts";
import { bytes, record } from "../records.ts";

/** Appends until it is killed, and reports each update once its promise has resolved. */
const storage = await openSqliteStorage({ path: process.argv[2] ?? "" });
await storage.presentations.create(record("p", { room: "room" }), bytes(0));
for (let update = 1; ; update = (update + 1) % 256) {
  await storage.documents.append("room", [new Uint8Array([update])]);
  process.stdout.write("k");
}
