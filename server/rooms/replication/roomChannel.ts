import type { Channel, ChannelEvents, Relay } from "../../relay/relay.ts";

/**
 * A room's channel, subscribed while the room is still being loaded, so that the first request can be answered.
 * Messages before `start` are dropped, since that request fetches their content.
 */
export class RoomChannel {
  readonly #channel: Channel;
  #events: ChannelEvents | undefined;
  #hasMissed = false;

  constructor(relay: Relay, room: string) {
    this.#channel = relay.open(room, {
      received: (from, message) => this.#events?.received(from, message),
      missed: () => {
        this.#hasMissed = true;
        this.#events?.missed();
      },
    });
  }

  /** Delivers messages from now on. */
  start(events: ChannelEvents): void {
    this.#events = events;
    if (this.#hasMissed) events.missed();
  }

  publish(message: Uint8Array): void {
    this.#channel.publish(message);
  }

  /** Idempotent. */
  close(): void {
    this.#events = undefined;
    this.#channel.close();
  }
}
