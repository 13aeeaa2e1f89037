import { Worker } from "node:worker_threads";
import type { ListProblem } from "../../../../schema/list/problems.ts";
import type { Result } from "../../../../schema/values/result.ts";
import { siblingModule } from "../../../siblingModule.ts";
import { refuseFile } from "../file/fileProblem.ts";
import type { ListTask } from "./listTask.ts";

/** Memory limits, so that a file that expands ends the thread instead of the process. */
const LIMITS = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 32 };
const LONGEST_READ_MS = 30_000;
/** Runs a task in its own thread, so that it does not block the rooms. */
export function runInThread<Value>(task: ListTask): Promise<Result<Value, ListProblem>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(siblingModule(import.meta.url, "listWorker"), {
      workerData: task,
      resourceLimits: LIMITS,
      execArgv: process.execArgv.filter((argument) => argument.startsWith("--disable-warning")),
    });
    const timer = setTimeout(() => end(() => resolve(refuseFile("too_large"))), LONGEST_READ_MS);
    const end = (settle: () => void) => {
      clearTimeout(timer);
      void worker.terminate();
      settle();
    };
    worker.once("message", (message: Result<Value, ListProblem>) => end(() => resolve(message)));
    worker.once("error", (error: NodeJS.ErrnoException) =>
      end(() => {
        if (error.code === "ERR_WORKER_OUT_OF_MEMORY") resolve(refuseFile("too_large"));
        else reject(error);
      }),
    );
  });
}
