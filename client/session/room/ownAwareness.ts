import type { WebsocketProvider } from "y-websocket";

/**
 * Makes a provider send only this page's own awareness. y-websocket also echoes received states, which the server drops:
 * 25 messages a second from a phone that watches a moving pointer.
 */
export function sendOnlyOwn({ awareness, _awarenessUpdateHandler: send }: WebsocketProvider): void {
  awareness.off("update", send);
  awareness.on("update", (changes: unknown, origin: unknown) => {
    if (origin === "local") send(changes, origin);
  });
}
