import { readFileSync, readdirSync } from "node:fs";

/** Identifiers of the child processes of a process. Linux only. */
export function childrenOf(pid: number): readonly number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((thread) => {
    try {
      const children = readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8");
      return children.split(" ").filter(Boolean).map(Number);
    } catch {
      return [];
    }
  });
}
