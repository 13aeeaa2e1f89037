import { beforeEach } from "vitest";
import { NOT_ON_WORKERS } from "./notOnWorkers.ts";

beforeEach(({ task, skip }) => {
  const reason = NOT_ON_WORKERS.get(task.name);
  if (reason !== undefined) skip(reason);
});
