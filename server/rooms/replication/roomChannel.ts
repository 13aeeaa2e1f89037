import type { Channel, ChannelEvents, Relay } from "../../relay/relay.ts";

/**
 * A room's channel, open while the room is still being loaded: the subscription stands by the time that there is something
 * to ask with. What comes before is not kept, since it is asked for.
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

  /** Hands on what comes from now on. */
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
