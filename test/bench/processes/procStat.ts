import { readdir, readFile } from "node:fs/promises";

/** Unit of the times in `/proc`: Linux reports hundredths of a second, whatever its kernel's own tick. */
const TICK_MS = 10;
/** Field indices after the name, which may contain any characters in its brackets. */
const [USER, SYSTEM] = [11, 12];

/** Reads `/proc/<pid>/stat`; `undefined` if it is invalid. */
export function readStat(text: string): { userMs: number; systemMs: number } | undefined {
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const [user, system] = [Number(fields[USER]), Number(fields[SYSTEM])];
  if (!Number.isFinite(user + system)) return undefined;
  return { userMs: user * TICK_MS, systemMs: system * TICK_MS };
}

/** Processor time of a process with a resolution of 10 ms, read from outside; `undefined` without `/proc`. */
export const watchCpu = (pid: number): Promise<{ userMs: number; systemMs: number } | undefined> =>
  readFile(`/proc/${pid}/stat`, "utf8").then(readStat, () => undefined);

/** Whether `/proc/<pid>/stat` is that of a child of `parent` with this name. */
export const isChild = (text: string, parent: number, name: string): boolean =>
  text.includes(`(${name})`) &&
  Number(text.slice(text.lastIndexOf(")") + 2).split(" ")[1]) === parent;

/** The id of a child process by its name; `undefined` without one, and without `/proc`. */
export async function findChild(parent: number, name: string): Promise<number | undefined> {
  const pids = (await readdir("/proc").catch(() => [])).map(Number).filter(Number.isInteger);
  for (const pid of pids) {
    const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
    if (isChild(text, parent, name)) return pid;
  }
  return undefined;
}
