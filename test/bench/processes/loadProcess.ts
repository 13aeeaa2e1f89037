import { spawn } from "node:child_process";
import { join } from "node:path";
import type { JoinReport, LoadAnswer, LoadOrder, LoadReport } from "../load/messages.ts";
import { openChannel } from "./channel.ts";
import { pinnedNode, type Cores } from "./cores.ts";

const MAIN = join(import.meta.dirname, "..", "load", "main.ts");

type JoinOrder = LoadOrder & { kind: "time-joins" };
/** Commands without a result. */
export type PlainOrder = Exclude<LoadOrder, { kind: "close-window" | "time-joins" }>;

/** A process that runs agents and viewers. */
export interface LoadProcess {
  /** Resolves once the command has been executed. */
  order(order: PlainOrder): Promise<void>;
  report(): Promise<LoadReport>;
  timeJoins(order: Omit<JoinOrder, "kind">): Promise<JoinReport>;
  close(): Promise<void>;
}

export function startLoadProcess(cores: Cores, core: string): LoadProcess {
  const [command, commandArguments] = pinnedNode(cores, core, [MAIN]);
  const child = spawn(command, commandArguments, {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const channel = openChannel<LoadOrder, LoadAnswer>("the load", child);
  const ask = async (order: LoadOrder): Promise<LoadAnswer> => {
    const answer = await channel.ask(order);
    if (answer.kind === "failed") throw new Error(answer.message);
    return answer;
  };
  return {
    order: async (order) => {
      await ask(order);
    },
    report: async () => {
      const answer = await ask({ kind: "close-window" });
      if (answer.kind !== "report") throw new Error("the load has no report");
      return answer.report;
    },
    timeJoins: async (order) => {
      const answer = await ask({ kind: "time-joins", ...order });
      if (answer.kind !== "joins") throw new Error("the load timed nothing");
      return answer.joins;
    },
    close: () => channel.close(),
  };
}
