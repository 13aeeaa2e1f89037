import { pino, type DestinationStream } from "pino";
import type { Log } from "../log.ts";

/** Fields that `Log` forbids, redacted in case one is passed by mistake. */
const REDACTED = ["authorization", "token", "secret", "pin", "key"];

/** Some errors contain the request's body in a field, so only fields that are always safe are written. */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack, cause } = error;
  return {
    type: name,
    message,
    stack,
    ...("code" in error && { code: error.code }),
    ...(cause instanceof Error && { cause: cause.message }),
  };
}

/** Lines go to stdout unless a destination is given. */
export function openLog(level: string, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    redact: {
      paths: [...REDACTED, ...REDACTED.map((field) => `*.${field}`)],
      censor: "[redacted]",
    },
    serializers: { err: describeError },
    formatters: { level: (label: string) => ({ level: label }) },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
