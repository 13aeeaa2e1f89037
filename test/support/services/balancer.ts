import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** A target of connections. */
export interface Backend {
  readonly name: string;
  /** `undefined` while nothing listens there. */
  readonly port: number | undefined;
}

/** A TCP load balancer: round robin, without stickiness, skipping targets that refuse. */
export interface Balancer {
  readonly url: string;
  /** The target of the latest connection. */
  readonly latest: string | undefined;
  /** Breaks every connection through it. */
  drop(): void;
  close(): Promise<void>;
}

async function tryConnect(port: number): Promise<Socket | undefined> {
  const far = connect({ port, host: "127.0.0.1", noDelay: true });
  try {
    await once(far, "connect");
    return far;
  } catch {
    return undefined;
  }
}

/** `first` is the first index. Backends are read for every connection, so that they may move. */
export async function openBalancer(backends: readonly Backend[], first = 0): Promise<Balancer> {
  const open = new Set<Socket>();
  let turn = first;
  let latest: string | undefined;

  const reachOne = async (): Promise<Socket | undefined> => {
    const from = turn;
    turn += 1;
    for (let tried = 0; tried < backends.length; tried += 1) {
      const backend = backends[(from + tried) % backends.length];
      const far = backend?.port === undefined ? undefined : await tryConnect(backend.port);
      if (far === undefined) continue;
      latest = backend?.name;
      return far;
    }
    return undefined;
  };

  const carry = async (near: Socket): Promise<void> => {
    const far = await reachOne();
    if (far === undefined || near.destroyed) {
      near.destroy();
      far?.destroy();
      return;
    }
    const ends = [near, far];
    for (const end of ends) {
      open.add(end);
      end.on("error", () => end.destroy());
      end.on("close", () => {
        open.delete(end);
        for (const other of ends) other.destroySoon();
      });
    }
    near.pipe(far).pipe(near);
  };

  const server = createServer({ noDelay: true, allowHalfOpen: true }, (near) => {
    near.on("error", () => near.destroy());
    void carry(near);
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const drop = (): void => {
    for (const end of open) end.destroy();
  };

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get latest() {
      return latest;
    },
    drop,
    close: async () => {
      drop();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}
