import { parentPort, workerData } from "node:worker_threads";
import { runTask, type ListTask } from "./listTask.ts";

parentPort?.postMessage(runTask(workerData as ListTask), []);
