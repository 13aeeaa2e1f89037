import { readFileSync, readdirSync } from "node:fs";

const EVERY_MS = 15;

/** A figure of a process in MB; 0 when it has ended. */
function read(pid: number, field: "VmRSS" | "RssAnon"): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(new RegExp(`^${field}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

function childrenOf(pid: number): readonly number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((thread) => {
    try {
      const children = readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8");
      return children.split(" ").filter(Boolean).map(Number);
    } catch {
      return [];
    }
  });
}

/**
 * Measures the memory of a process and its children together: all pages of the process, and of the children those not
 * backed by files, which they share with it. Returns a function that stops and returns the peak in MB. Linux only.
 */
export function watchPeakMemory(pid: number): () => number {
  let peak = 0;
  const sample = (): void => {
    const children = childrenOf(pid).map((child) => read(child, "RssAnon"));
    const sum = children.reduce((total, child) => total + child, read(pid, "VmRSS"));
    peak = Math.max(peak, sum);
  };
  sample();
  const timer = setInterval(sample, EVERY_MS);
  return () => {
    clearInterval(timer);
    sample();
    return peak;
  };
}
