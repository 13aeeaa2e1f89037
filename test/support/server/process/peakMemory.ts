import { readFileSync } from "node:fs";
import { childrenOf } from "./childrenOf.ts";

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
