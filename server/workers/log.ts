import type { Log } from "../log.ts";

const LEVELS = ["debug", "info", "warn", "error", "fatal"] as const;

/** Some errors carry the request's body in a field, so only the fields that are always safe are written. */
const describe = (error: unknown): unknown =>
  error instanceof Error
    ? { type: error.name, message: error.message, stack: error.stack }
    : { type: typeof error };

/** JSON lines, as the platform's logs take them: of this level and above. */
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
