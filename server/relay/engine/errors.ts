import type { Clock } from "../../time/clock.ts";
import { withTimeout } from "../../time/timeout.ts";

/**
 * Why an engine is away, in a word that is always safe to log: the error's code, or its class. Messages are not safe,
 * since some servers repeat the command that they did not understand, and a sign-in is a command.
 */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  if ("code" in error && typeof error.code === "string") return error.code;
  return error.constructor.name;
}

type FaultCode =
  | "away"
  | "timeout"
  | "silent"
  | "not_a_primary"
  | "not_heard"
  | "nobody_else"
  | "slots_uncovered"
  | "topology_changed";

/** A fault of an engine that does answer. */
export class RelayFault extends Error {
  readonly code: FaultCode;

  constructor(code: FaultCode) {
    super(code);
    this.code = code;
  }
}

/** The promise's outcome, or a `timeout` if it takes longer. */
export const within = <Value>(
  clock: Clock,
  limitMs: number,
  promise: Promise<Value>,
): Promise<Value> =>
  withTimeout(clock, limitMs, promise, () => {
    throw new RelayFault("timeout");
  });
