import { openSqliteStorage } from "../../../server/storage/sqlite/sqlite.ts";

/** Appends until it is killed, and says of each update that it was kept only once the promise resolved. */
const storage = await openSqliteStorage({ path: process.argv[2] ?? "" });
for (let update = 0; ; update = (update + 1) % 256) {
  await storage.documents.append("room", [new Uint8Array([update])]);
  process.stdout.write("k");
}
