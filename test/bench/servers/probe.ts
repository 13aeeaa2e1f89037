/**
 * Loaded into every measured server before its own code (`--import`): answers requests over the channel to the benchmark,
 * and exits with it.
 */
import { writeFile } from "node:fs/promises";
import { Session } from "node:inspector/promises";
import { setTimeout as passing } from "node:timers/promises";
import type { ProbeAnswer, ProbeQuestion } from "./probeMessages.ts";

const SAMPLE_MICROS = 1000;
const COLLECTIONS = 4;
/** Freed pages are returned to the system shortly after a collection. */
const BETWEEN_COLLECTIONS_MS = 150;

let profiler: Session | undefined;

async function collect(): Promise<void> {
  for (let times = 0; times < COLLECTIONS; times += 1) {
    await globalThis.gc?.({ type: "major", execution: "async", flavor: "last-resort" });
    await passing(BETWEEN_COLLECTIONS_MS);
  }
}

async function answer(question: ProbeQuestion): Promise<ProbeAnswer> {
  switch (question.kind) {
    case "cpu": {
      const { user, system } = process.cpuUsage();
      return { kind: "cpu", userMs: user / 1000, systemMs: system / 1000, atMs: performance.now() };
    }
    case "memory": {
      await collect();
      const { heapUsed, rss, external, arrayBuffers } = process.memoryUsage();
      return { kind: "memory", heapUsed, rss, external, arrayBuffers };
    }
    case "start-profile":
      profiler = new Session();
      profiler.connect();
      await profiler.post("Profiler.enable");
      await profiler.post("Profiler.setSamplingInterval", { interval: SAMPLE_MICROS });
      await profiler.post("Profiler.start");
      return { kind: "done" };
    case "stop-profile": {
      const stopped = await profiler?.post("Profiler.stop");
      await writeFile(question.path, JSON.stringify(stopped?.profile));
      profiler?.disconnect();
      return { kind: "done" };
    }
  }
}

process.on("message", (question: ProbeQuestion) => {
  void answer(question).then((said) => process.send?.(said));
});
process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
