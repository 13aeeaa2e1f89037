import type { Channel, ChannelEvents, Relay } from "../../../server/relay/relay.ts";

/** What a channel's receiver was told, in words: `missed`, or who said what. */
type Told = "missed" | readonly [from: string, text: string];

export interface Ear {
  readonly channel: Channel;
  readonly told: readonly Told[];
  /** The texts heard so far. */
  readonly texts: readonly string[];
  /** How many times it was told that it missed something. */
  readonly misses: number;
  say(text: string): void;
  /** Resolves when this is so, now or later. */
  until(isSo: (ear: Ear) => boolean): Promise<void>;
}

class Recorder implements Ear {
  readonly told: Told[] = [];
  readonly channel: Channel;
  readonly #waiting = new Set<() => void>();

  constructor(relay: Relay, room: string, also?: (message: Uint8Array) => void) {
    const events: ChannelEvents = {
      received: (from, message) => {
        const text = Buffer.from(message).toString();
        also?.(message);
        this.#tell([from, text]);
      },
      missed: () => this.#tell("missed"),
    };
    this.channel = relay.open(room, events);
  }

  #tell(told: Told): void {
    this.told.push(told);
    for (const look of this.#waiting) look();
  }

  get texts(): readonly string[] {
    return this.told.flatMap((told) => (told === "missed" ? [] : [told[1]]));
  }

  get misses(): number {
    return this.told.filter((told) => told === "missed").length;
  }

  say(text: string): void {
    this.channel.publish(Buffer.from(text));
  }

  until(isSo: (ear: Ear) => boolean): Promise<void> {
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

/** Opens the room's channel; `also` is given the bytes as they came. */
export const listen = (relay: Relay, room: string, also?: (message: Uint8Array) => void): Ear =>
  new Recorder(relay, room, also);

/** Opens the room's channel, and resolves once messages come. */
export async function listening(relay: Relay, room: string): Promise<Ear> {
  const ear = listen(relay, room);
  await ear.until(({ misses }) => misses > 0);
  return ear;
}

/** Resolves when the relay is up, or down; now or later. */
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
