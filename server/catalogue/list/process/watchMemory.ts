import { readFileSync } from "node:fs";

const EVERY_MS = 25;

/** Private memory of a process, without file pages that it shares with the server; `undefined` if unavailable. */
function readOwnBytes(pid: number): number | undefined {
  try {
    const kilobytes = /^RssAnon:\s+(\d+) kB$/m.exec(
      readFileSync(`/proc/${pid}/status`, "utf8"),
    )?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}

/**
 * Calls `exceeded` once a process takes more than `limit` bytes. V8's own limit covers only its heap, not files
 * unpacked outside it. Linux only. Returns a function that stops watching.
 */
export function watchMemory(
  pid: number | undefined,
  limit: number,
  exceeded: () => void,
): () => void {
  if (pid === undefined || process.platform !== "linux") return () => undefined;
  const timer = setInterval(() => {
    if ((readOwnBytes(pid) ?? 0) <= limit) return;
    clearInterval(timer);
    exceeded();
  }, EVERY_MS);
  return () => clearInterval(timer);
}
