import type { Channel, ChannelEvents, Relay } from "../../../server/relay/relay.ts";

/** An event of a channel: a gap, or a message with its sender. */
type ListenerEvent = "missed" | readonly [from: string, text: string];

export interface RelayListener {
  readonly channel: Channel;
  readonly events: readonly ListenerEvent[];
  /** The texts received so far. */
  readonly texts: readonly string[];
  /** Number of reported gaps. */
  readonly gaps: number;
  publish(text: string): void;
  /** Resolves once the condition holds. */
  until(isSo: (listener: RelayListener) => boolean): Promise<void>;
}

class Recorder implements RelayListener {
  readonly events: ListenerEvent[] = [];
  readonly channel: Channel;
  readonly #waiting = new Set<() => void>();

  constructor(relay: Relay, room: string, also?: (message: Uint8Array) => void) {
    const channelEvents: ChannelEvents = {
      received: (from, message) => {
        const text = Buffer.from(message).toString();
        also?.(message);
        this.#record([from, text]);
      },
      missed: () => this.#record("missed"),
    };
    this.channel = relay.open(room, channelEvents);
  }

  #record(event: ListenerEvent): void {
    this.events.push(event);
    for (const look of this.#waiting) look();
  }

  get texts(): readonly string[] {
    return this.events.flatMap((event) => (event === "missed" ? [] : [event[1]]));
  }

  get gaps(): number {
    return this.events.filter((event) => event === "missed").length;
  }

  publish(text: string): void {
    this.channel.publish(Buffer.from(text));
  }

  until(isSo: (listener: RelayListener) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!isSo(this)) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
      look();
    });
  }
}

/** Opens the room's channel; `also` receives the raw bytes. */
export const listen = (
  relay: Relay,
  room: string,
  also?: (message: Uint8Array) => void,
): RelayListener => new Recorder(relay, room, also);

/** Opens the room's channel. Resolves once messages can arrive. */
export async function listening(relay: Relay, room: string): Promise<RelayListener> {
  const listener = listen(relay, room);
  await listener.until(({ gaps }) => gaps > 0);
  return listener;
}

/** Resolves once the relay is up, or down. */
export function turned(relay: Relay, isUp: boolean): Promise<void> {
  if (relay.isUp === isUp) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = relay.onChange((now) => {
      if (now !== isUp) return;
      stop();
      resolve();
    });
  });
}
