import type { ChannelEvents } from "../relay.ts";
import type { Envelope } from "./envelope.ts";
import { ReceiveSequence } from "./sequences.ts";

/** A channel that this process has open: whether messages come, and whether all of them have. */
export class OpenChannel {
  readonly #events: ChannelEvents;
  readonly #incoming = new ReceiveSequence();
  /** Between the engine's word that the subscription stands, and its end. */
  isSubscribed = false;

  constructor(events: ChannelEvents) {
    this.#events = events;
  }

  /** Reports `missed` and forgets sequences: earlier numbers do not apply to later messages. */
  tellMissed(): void {
    this.#incoming.clear();
    this.#events.missed();
  }

  /** False when something before it is missing. */
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
