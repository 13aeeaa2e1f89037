import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { ProbeAnswer } from "./probeMessages.ts";

/** Sends this process' URL to the benchmark. */
export const tellPort = (port: number): void => {
  process.send?.({ kind: "listening", port } satisfies ProbeAnswer);
};

/** Listens on a free port of 127.0.0.1. */
export async function listenAndTell(server: Server): Promise<void> {
  server.listen(0, "127.0.0.1", 16_384);
  await once(server, "listening");
  tellPort((server.address() as AddressInfo).port);
}
