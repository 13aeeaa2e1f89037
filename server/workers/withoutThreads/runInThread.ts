import type { ListProblem } from "../../../schema/list/problems.ts";
import type { Result } from "../../../schema/values/result.ts";
import { runTask, type ListTask } from "../../catalogue/list/thread/listTask.ts";

/** The platform has no threads: it bounds the memory and the time of each object by itself. */
export const runInThread = async <Value>(task: ListTask): Promise<Result<Value, ListProblem>> =>
  runTask(task) as Result<Value, ListProblem>;
