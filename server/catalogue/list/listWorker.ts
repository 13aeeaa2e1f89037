import { parentPort, workerData } from "node:worker_threads";
import { readFile } from "./file/readFile.ts";
import { readSheetsAsList, type ListTask } from "./listTask.ts";

const task = workerData as ListTask;
const sheets = readFile(task.bytes);
const answer =
  sheets.ok && task.list !== undefined ? readSheetsAsList(sheets.value, task.list) : sheets;
parentPort?.postMessage(answer, []);
