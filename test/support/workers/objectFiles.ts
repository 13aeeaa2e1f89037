import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Why a presentation ended, read from the directory's database file; `undefined` before its end. */
export async function endOf(dataDir: string, id: string): Promise<unknown> {
  const root = join(dataDir, "objects");
  const files = await readdir(root, { recursive: true });
  for (const file of files.filter((name) => name.endsWith(".sqlite"))) {
    const database = new DatabaseSync(join(root, file), { readOnly: true });
    try {
      const isDirectory = database
        .prepare("SELECT 1 FROM sqlite_schema WHERE name = 'webhooks'")
        .get();
      if (isDirectory === undefined) continue;
      const row = database.prepare("SELECT end_reason FROM presentations WHERE id = ?").get(id);
      return row?.["end_reason"] ?? undefined;
    } finally {
      database.close();
    }
  }
  return undefined;
}
