import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { LossyLine, type Network } from "./lossyLine.ts";

/** A proxy to the server with latency and loss in both directions. */
export interface Wire {
  readonly origin: string;
  /** Bytes sent towards the page so far. */
  readonly bytesDown: number;
  close(): void;
}

export async function openWire(
  target: number,
  network: Network,
  random: () => number,
): Promise<Wire> {
  const sockets = new Set<Socket>();
  let bytesDown = 0;
  const carry = (from: Socket, to: Socket, sent: (bytes: number) => void): void => {
    const line = new LossyLine(network, random);
    const later = (bytes: number, call: () => void): void => {
      const nowMs = performance.now();
      setTimeout(call, line.arrivalMs(nowMs, bytes) - nowMs);
    };
    sockets.add(from);
    from.on("data", (bytes) =>
      later(bytes.length, () => {
        sent(bytes.length);
        to.write(bytes);
      }),
    );
    from.on("close", () => later(0, () => to.destroy()));
    from.on("error", () => from.destroy());
  };
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ port: target, host: "127.0.0.1", noDelay: true });
    carry(near, far, () => undefined);
    carry(far, near, (bytes) => {
      bytesDown += bytes;
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    get bytesDown() {
      return bytesDown;
    },
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
