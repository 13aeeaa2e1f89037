import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/**
 * State of the wire. `hang`: nothing is delivered and nothing closes, like lost packets; data sent meanwhile arrives once
 * it heals, as with TCP. `cut`: every connection is broken, and new ones break at once.
 */
type WireState = "open" | "hang" | "cut";

/** A TCP connection between two addresses, for fault injection. */
export interface Wire {
  readonly port: number;
  readonly state: WireState;
  hang(): void;
  cut(): void;
  /** Breaks current connections and accepts new ones. */
  drop(): void;
  heal(): void;
  close(): Promise<void>;
}

interface Pair {
  readonly near: Socket;
  far: Socket | undefined;
}

export async function openWire(target: () => number): Promise<Wire> {
  let state: WireState = "open";
  const pairs = new Set<Pair>();
  const end = (pair: Pair): void => {
    pairs.delete(pair);
    pair.near.destroy();
    pair.far?.destroy();
  };
  const closed = (pair: Pair): void => {
    pairs.delete(pair);
    pair.near.destroySoon();
    pair.far?.destroySoon();
  };
  // While the wire hangs, a broken end is not reported to the other: the report would have to travel along it.
  const onGone = (pair: Pair) => () => {
    if (state !== "hang") closed(pair);
  };
  const reach = (pair: Pair): void => {
    const far = connect({ port: target(), host: "127.0.0.1", noDelay: true });
    pair.far = far;
    far.on("error", onGone(pair)).on("close", onGone(pair));
    pair.near.pipe(far).pipe(pair.near);
  };
  const server = createServer({ noDelay: true, allowHalfOpen: true }, (near) => {
    const pair: Pair = { near, far: undefined };
    pairs.add(pair);
    near.on("error", onGone(pair)).on("close", onGone(pair));
    switch (state) {
      case "open":
        return reach(pair);
      case "cut":
        return end(pair);
      case "hang":
        near.pause();
    }
  });
  const drop = (): void => {
    for (const pair of pairs) end(pair);
  };
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));

  return {
    port: (server.address() as AddressInfo).port,
    get state() {
      return state;
    },
    hang: () => {
      state = "hang";
      for (const { near, far } of pairs) {
        if (far !== undefined) near.unpipe(far);
        far?.unpipe(near);
        near.pause();
        far?.pause();
      }
    },
    cut: () => {
      state = "cut";
      drop();
    },
    drop,
    heal: () => {
      state = "open";
      for (const pair of pairs) {
        const { near, far } = pair;
        if (near.destroyed || far?.destroyed === true) end(pair);
        else if (far === undefined) reach(pair);
        else near.pipe(far).pipe(near);
      }
    },
    close: async () => {
      state = "cut";
      drop();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}
