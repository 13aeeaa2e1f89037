import type { Timing } from "../../../ui/timing.ts";

/** Delay between the first failure and the second attempt; each further delay doubles. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
/** How long an unrequested picture keeps loading, in case the next page requests it. */
const DROP_AFTER_MS = 1_000;
/** Pictures held in memory, so that a picture that reappears is drawn in the same frame. */
const MOST_HELD = 12;

export type PicturePriority = "high" | "low";

/** A loading picture, decoded on arrival. */
export interface PictureFetch {
  /** Rejects if it cannot be loaded. Resolves to the object that keeps it in memory. */
  readonly arrived: Promise<object>;
  readonly drop: () => void;
}

export interface PictureLoaderOptions {
  readonly fetch: (address: string, priority: PicturePriority) => PictureFetch;
  readonly after: Timing["after"];
  /** Calls back when the network or the page returns. Returns a function that unsubscribes. */
  readonly onReturn: (returned: () => void) => () => void;
  /** Maximum pictures held in memory; 12 by default. */
  readonly mostHeld?: number;
}

/** Loads pictures: each address once for all requests, retried until it succeeds. */
export interface PictureLoader {
  /**
   * Calls `arrived` once, when the picture can be drawn in the same frame; at once for one that is held. A failed attempt
   * is repeated after 1 to 30 s, and a failed or stalled one when the network returns. Returns a function that cancels.
   */
  load(address: string, priority: PicturePriority, arrived: (picture: object) => void): () => void;
  isHeld(address: string): boolean;
  /** Removes one that turned out to be no longer in memory. */
  forget(address: string): void;
}

interface Loading {
  readonly listeners: Set<(picture: object) => void>;
  readonly stop: () => void;
}

export function createPictureLoader({
  fetch: fetchPicture,
  after,
  onReturn,
  mostHeld = MOST_HELD,
}: PictureLoaderOptions): PictureLoader {
  const held = new Map<string, object>();
  const loading = new Map<string, Loading>();

  const hold = (address: string, picture: object) => {
    held.delete(address);
    held.set(address, picture);
    const [oldest] = held.keys();
    if (held.size > mostHeld && oldest !== undefined) held.delete(oldest);
  };

  function start(address: string, priority: PicturePriority): Loading {
    const listeners = new Set<(picture: object) => void>();
    let waitMs = FIRST_WAIT_MS;
    let drop = () => {};
    let cancelWait = () => {};
    let turn = 0;
    const stop = () => {
      turn += 1;
      cancelWait();
      drop();
      stopReturn();
      loading.delete(address);
    };
    const attempt = async () => {
      const mine = (turn += 1);
      const under = fetchPicture(address, priority);
      drop = under.drop;
      try {
        const picture = await under.arrived;
        if (turn !== mine) return;
        drop = () => {};
        stop();
        hold(address, picture);
        for (const arrived of listeners) arrived(picture);
      } catch {
        if (turn !== mine) return;
        cancelWait = after(waitMs, () => void attempt());
        waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS);
      }
    };
    const stopReturn = onReturn(() => {
      cancelWait();
      drop();
      waitMs = FIRST_WAIT_MS;
      void attempt();
    });
    void attempt();
    return { listeners, stop };
  }

  return {
    load: (address, priority, arrived) => {
      const known = held.get(address);
      if (known !== undefined) {
        arrived(known);
        return () => {};
      }
      const under = loading.get(address) ?? start(address, priority);
      loading.set(address, under);
      // A new function for each request, so that two requests with the same callback count as two.
      const listener = (picture: object) => arrived(picture);
      under.listeners.add(listener);
      return () => {
        under.listeners.delete(listener);
        after(DROP_AFTER_MS, () => {
          if (under.listeners.size === 0 && loading.get(address) === under) under.stop();
        });
      };
    },
    isHeld: (address) => held.has(address),
    forget: (address) => void held.delete(address),
  };
}
