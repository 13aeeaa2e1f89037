import type { ServerCalls } from "../server/serverCalls.ts";
import type { FakeClock } from "./fakeClock.ts";

const STEP_MS = 50;

/**
 * Advances the time in steps until `awaited` resolves; each step includes a round trip to the server for pending
 * requests.
 */
export async function passingUntil<Value>(
  clock: FakeClock,
  server: Pick<ServerCalls, "call">,
  awaited: Promise<Value>,
): Promise<Value> {
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  awaited.then(over, over);
  const isWaiting = () => !isOver;
  while (isWaiting()) {
    clock.advance(STEP_MS);
    await server.call("GET", "/healthz");
  }
  return awaited;
}
