import { MESSAGE, SUBPROTOCOL, SYNC } from "../../../schema/protocol.ts";
import type { Clock } from "../../base/clock.ts";

/** A proxy may open a WebSocket and let nothing through; so long a silence is a no. */
const ANSWER_MS = 4_000;
/** Sync step 1 of somebody who has nothing. */
const QUESTION = Uint8Array.of(MESSAGE.sync, SYNC.step1, 1, 0);

interface WebSocketTrialOptions {
  readonly url: string;
  readonly token: string;
  readonly webSocket: typeof WebSocket;
  readonly clock: Clock;
}

/** Opens a WebSocket to the room, asks, and tells whether an answer came. Returns the way to stop. */
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
