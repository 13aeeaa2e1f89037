import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { ListProblem } from "../../../../schema/list/problems.ts";
import { succeed, type Result } from "../../../../schema/values/result.ts";
import { openQueue } from "../../../time/inTurn.ts";
import { siblingModule } from "../../../siblingModule.ts";
import { refuseFile } from "../file/fileProblem.ts";
import type { ReadUnit } from "../reading.ts";
import type { ListTask, ReadList } from "./listTask.ts";
import { watchMemory } from "./watchMemory.ts";
import { inParts, type FromListProcess, type ToListProcess } from "./messages.ts";

/** Heap limits, so that a file that expands in memory ends the process. */
const HEAP = ["--max-old-space-size=180", "--max-semi-space-size=1", "--memory-saver-mode"];
const MEGABYTE = 1024 * 1024;
/** Memory limits of the process in bytes; 20,000 homes in 20 columns take at most 130 MB, 50,000 in ten 140. */
const MEMORY = { least: 110 * MEGABYTE, most: 190 * MEGABYTE };
/** Added to the least per byte of the file: a small file that takes more is a decompression bomb. */
const MEMORY_PER_BYTE = 40;
const LONGEST_READ_MS = 30_000;
/** All that the process gets: reading an untrusted file, it must not have the server's secrets. */
const ENVIRONMENT = ["NODE_COMPILE_CACHE", "PATH", "SystemRoot", "TMPDIR", "TZ"];

function start(): ChildProcess {
  const warnings = process.execArgv.filter((argument) => argument.startsWith("--disable-warning"));
  return fork(fileURLToPath(siblingModule(import.meta.url, "listProcess")), {
    serialization: "advanced",
    stdio: ["pipe", "ignore", "ignore", "ipc"],
    execArgv: [...warnings, ...HEAP],
    env: {
      ...Object.fromEntries(ENVIRONMENT.map((name) => [name, process.env[name]])),
      // A single malloc arena for all threads, because several keep up to 16 MB more.
      MALLOC_ARENA_MAX: "1",
    },
  });
}

/** Sends the large part of a task piece by piece: in one message it would block the event loop. */
async function sendTask(child: ChildProcess, task: ListTask): Promise<void> {
  const send = (message: ToListProcess) =>
    new Promise<void>((resolve) => child.send(message, () => resolve()));
  if ("table" in task) {
    for (const rows of inParts(task.table)) await send({ rows });
    await send({ task: { ...task, table: [] } });
    return;
  }
  // The process may have ended before it has read all of it.
  child.stdin?.on("error", () => undefined);
  child.stdin?.end(task.bytes);
  await send({ task: { ...task, bytes: new Uint8Array() } });
}

const withUnits = (value: unknown, units: readonly ReadUnit[]): unknown => {
  if (units.length === 0) return value;
  const { preview, reading } = value as ReadList;
  return { preview, reading: { ...reading, units } };
};

/** Memory limit of a task, in bytes. A written row takes about 2 KB. */
function memoryOf(task: ListTask): number {
  if ("table" in task) return MEMORY.least + task.table.length * 2048;
  const { length } = task.bytes;
  // Meanwhile the server holds the file too.
  return Math.min(MEMORY.least + length * MEMORY_PER_BYTE, MEMORY.most) - length;
}

async function runNow<Value>(task: ListTask): Promise<Result<Value, ListProblem>> {
  const child = start();
  const units: ReadUnit[] = [];
  let outcome: Exclude<FromListProcess, { readonly units: unknown }> | undefined;
  child.on("message", (message: FromListProcess) => {
    if ("units" in message) units.push(...message.units);
    else outcome = message;
  });
  const kill = () => child.kill("SIGKILL");
  const timer = setTimeout(kill, LONGEST_READ_MS);
  const unwatch = watchMemory(child.pid, memoryOf(task), kill);
  // Both: its memory is free before the next one runs, and messages may arrive after the exit.
  const ended = Promise.all([once(child, "exit"), once(child, "disconnect")]);
  void sendTask(child, task);
  const [[code, signal]] = await ended.finally(() => {
    clearTimeout(timer);
    unwatch();
  });
  if (outcome === undefined) {
    // Killed for exceeding the limit of memory or time.
    if (signal !== null) return refuseFile("too_large");
    throw new Error(`the list's process ended with ${code}`);
  }
  if ("failed" in outcome) throw new Error(outcome.failed);
  if (!outcome.result.ok) return outcome.result;
  return succeed(withUnits(outcome.result.value, units) as Value);
}

const queue = openQueue();

/** Runs a task in a process of its own, so that it neither blocks the rooms nor keeps memory. One runs at a time. */
export const runInProcess = <Value>(task: ListTask): Promise<Result<Value, ListProblem>> =>
  queue(() => runNow<Value>(task));
