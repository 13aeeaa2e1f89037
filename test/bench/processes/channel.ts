import type { ChildProcess } from "node:child_process";
import { once } from "node:events";

/** Requests to a child process, answered one at a time and in order. */
export interface Channel<Question extends object, Answer> {
  ask(question: Question): Promise<Answer>;
  /** The child's first unrequested message. Rejects if the child ends before. */
  next(): Promise<Answer>;
  /** Ends the process. Resolves once it has exited. */
  close(signal?: NodeJS.Signals): Promise<void>;
}

/** Running child processes. */
const running = new Set<ChildProcess>();

/** Kills all children. Pending requests to them are rejected. */
export function endAllProcesses(): void {
  for (const child of running) child.kill("SIGKILL");
}

export function openChannel<Question extends object, Answer>(
  name: string,
  child: ChildProcess,
): Channel<Question, Answer> {
  const exited = once(child, "exit");
  running.add(child);
  child.once("exit", () => running.delete(child));
  const waiting: PromiseWithResolvers<Answer>[] = [];
  let closing = false;
  child.on("message", (answer: Answer) => waiting.shift()?.resolve(answer));
  child.on("error", (error) => waiting.shift()?.reject(error));
  child.on("exit", (code, signal) => {
    const why = new Error(`${name} ended early (${code ?? signal})`);
    for (const wait of waiting) if (!closing) wait.reject(why);
  });
  const next = (): Promise<Answer> => {
    const wait = Promise.withResolvers<Answer>();
    waiting.push(wait);
    return wait.promise;
  };
  return {
    next,
    ask: (question) => {
      const answer = next();
      child.send(question);
      return answer;
    },
    close: async (signal = "SIGKILL") => {
      closing = true;
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await exited;
    },
  };
}
