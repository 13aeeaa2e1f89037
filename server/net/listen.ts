import { once } from "node:events";
import type { Server } from "node:http";
import { isIPv6, type AddressInfo } from "node:net";

const EVERYWHERE = new Set(["0.0.0.0", "::"]);

/** Starts to listen. Resolves to the origin at which this machine reaches the server. */
export async function listen(server: Server, host: string, port: number): Promise<string> {
  server.listen(port, host);
  await once(server, "listening");
  const { port: taken } = server.address() as AddressInfo;
  if (EVERYWHERE.has(host)) return `http://localhost:${taken}`;
  return `http://${isIPv6(host) ? `[${host}]` : host}:${taken}`;
}

/** Accepts nothing new; resolves once every connection is gone. */
export const stopListening = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
  });
