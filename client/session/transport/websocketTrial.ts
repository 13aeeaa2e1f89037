import { MESSAGE, SUBPROTOCOL, SYNC } from "../../../schema/protocol/protocol.ts";
import type { Clock } from "../../base/clock.ts";

/** Timeout of a trial: a proxy may open a WebSocket and pass nothing through. */
const ANSWER_MS = 4_000;
/** Sync step 1 with an empty state vector. */
const QUESTION = Uint8Array.of(MESSAGE.sync, SYNC.step1, 1, 0);

interface WebSocketTrialOptions {
  readonly url: string;
  readonly token: string;
  readonly webSocket: typeof WebSocket;
  readonly clock: Clock;
}

/** Tests whether a WebSocket to the room answers sync step 1. Returns a function that stops. */
export function tryWebSocket(
  { url, token, webSocket, clock }: WebSocketTrialOptions,
  told: (works: boolean) => void,
): () => void {
  const socket = new webSocket(url.replace(/^http/, "ws"), [SUBPROTOCOL, token]);
  let over = false;
  const stop = () => {
    over = true;
    cancel();
    socket.close();
  };
  const tell = (works: boolean) => {
    if (over) return;
    stop();
    told(works);
  };
  const cancel = clock.after(ANSWER_MS, () => tell(false));
  socket.addEventListener("open", () => socket.send(QUESTION));
  socket.addEventListener("message", () => tell(true));
  socket.addEventListener("error", () => tell(false));
  socket.addEventListener("close", () => tell(false));
  return stop;
}
