import type { Timing } from "../../../ui/timing.ts";

/** From the first failure to the second attempt; each wait is twice the one before. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
/** How long a picture that nobody waits for goes on: the next page may ask for it. */
const DROP_AFTER_MS = 1_000;
/** Pictures that are held in memory, so that one that comes back is there in the same frame. */
const MOST_HELD = 12;

export type PicturePriority = "high" | "low";

/** A picture under way, decoded when it has arrived. */
export interface PictureFetch {
  /** Rejects where it does not come or is none. Resolves to what keeps it in memory. */
  readonly arrived: Promise<object>;
  readonly drop: () => void;
}

export interface PictureLoaderOptions {
  readonly fetch: (address: string, priority: PicturePriority) => PictureFetch;
  readonly after: Timing["after"];
  /** Calls back when the network or the page returns. Returns the way to stop. */
  readonly onReturn: (returned: () => void) => () => void;
  /** Pictures that are held in memory; 12 unless said otherwise. */
  readonly mostHeld?: number;
}

/** Fetches pictures, each address once however many ask, and asks again until it has come. */
export interface PictureLoader {
  /**
   * Calls `arrived` once, when the picture can be drawn in the same frame; at once for one that is held. A failed attempt
   * is repeated after 1 to 30 s, and one that fails or hangs when the network returns. Returns the way to stop.
   */
  load(address: string, priority: PicturePriority, arrived: (picture: object) => void): () => void;
  isHeld(address: string): boolean;
  /** For one that turned out not to be in memory any more. */
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
      // Two that ask with the same function are two.
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
