import type { ListProblem } from "../../../schema/list/problems.ts";
import type { Result } from "../../../schema/values/result.ts";
import { runTask, type ListTask } from "../../catalogue/list/process/listTask.ts";

/** Runs the task in place: the platform has no processes, and limits the memory and time of each object itself. */
export const runInProcess = async <Value>(task: ListTask): Promise<Result<Value, ListProblem>> =>
  (await runTask(task)) as Result<Value, ListProblem>;
