import type { WebsocketProvider } from "y-websocket";

/**
 * Sends of this page's awareness what it says itself. y-websocket also sends back whatever it hears of others, which the
 * server throws away: from a phone that watches a hand move that is 25 messages a second.
 */
export function sendOnlyOwn({ awareness, _awarenessUpdateHandler: send }: WebsocketProvider): void {
  awareness.off("update", send);
  awareness.on("update", (changes: unknown, origin: unknown) => {
    if (origin === "local") send(changes, origin);
  });
}
