import type { ChannelEvents } from "../relay.ts";
import type { Envelope } from "./envelope.ts";
import { ReceiveSequence } from "./sequences.ts";

/** An open channel of this process: whether it is subscribed, and whether messages are missing. */
export class OpenChannel {
  readonly #events: ChannelEvents;
  readonly #incoming = new ReceiveSequence();
  /** From the engine's confirmation of the subscription until its end. */
  isSubscribed = false;

  constructor(events: ChannelEvents) {
    this.#events = events;
  }

  /** Reports `missed` and forgets sequences: earlier numbers do not apply to later messages. */
  tellMissed(): void {
    this.#incoming.clear();
    this.#events.missed();
  }

  /** Delivers a message, unless it is late. False when an earlier one is missing. */
  hear(envelope: Envelope): boolean {
    const place = this.#incoming.receive(envelope.from, envelope);
    switch (place) {
      case "late":
        return true;
      case "after_gap":
        this.#events.missed();
        break;
      case "next":
    }
    this.#events.received(envelope.from, envelope.message);
    return place === "next";
  }
}
