import { flushCompileCache } from "node:module";
import { buffer } from "node:stream/consumers";
import type { TableRow } from "../file/writeTable.ts";
import { runTask, type ListTask, type ReadList } from "./listTask.ts";
import { inParts, type FromListProcess, type ToListProcess } from "./messages.ts";

const send = (message: FromListProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    process.send?.(message, undefined, undefined, (error) => {
      if (error === null) resolve();
      else reject(error);
    });
  });

async function run(task: ListTask, rows: readonly TableRow[]): Promise<void> {
  const bytes = "table" in task ? undefined : await buffer(process.stdin);
  const result = await runTask(bytes === undefined ? { ...task, table: rows } : { ...task, bytes });
  if (!("list" in task && task.list !== undefined && result.ok)) return send({ result });
  const { preview, reading } = result.value as ReadList;
  for (const units of inParts(reading.units)) await send({ units });
  await send({ result: { ok: true, value: { preview, reading: { ...reading, units: [] } } } });
}

/**
 * Kills this process. `process.exit` waits for V8's threads, and one that compiles while the heap is full waits for a
 * collection by this one: the process would stay forever (nodejs/node#54918).
 */
function end(): void {
  flushCompileCache();
  process.kill(process.pid, "SIGKILL");
}

const rows: TableRow[] = [];
// On Ctrl+C the server ends first and disconnects, which ends this process.
process.on("SIGINT", () => undefined);
process.once("disconnect", end);
process.on("message", (message: ToListProcess) => {
  if ("rows" in message) rows.push(...message.rows);
  else {
    run(message.task, rows)
      .catch((error: unknown) => send({ failed: String(error) }))
      .finally(() => process.disconnect());
  }
});
