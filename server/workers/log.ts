import type { Log } from "../log.ts";

const LEVELS = ["debug", "info", "warn", "error", "fatal"] as const;

/** Only fields that are always safe: some errors carry the request's body in a field. */
const describe = (error: unknown): unknown =>
  error instanceof Error
    ? { type: error.name, message: error.message, stack: error.stack }
    : { type: typeof error };

/** Writes JSON lines of this level and above to the platform's log. */
export function openConsoleLog(level: string): Log {
  const lowest = LEVELS.findIndex((name) => name === level);
  const write =
    (name: (typeof LEVELS)[number]) =>
    (fields: object, message: string): void => {
      if (LEVELS.indexOf(name) < lowest) return;
      const err = "err" in fields ? { err: describe(fields.err) } : {};
      const time = new Date().toISOString();
      console.log(JSON.stringify({ level: name, time, ...fields, ...err, msg: message }));
    };
  return {
    debug: write("debug"),
    info: write("info"),
    warn: write("warn"),
    error: write("error"),
    fatal: write("fatal"),
  };
}
