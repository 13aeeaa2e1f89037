import { once } from "node:events";
import type { Server } from "node:http";
import { isIPv6, type AddressInfo } from "node:net";

const EVERYWHERE = new Set(["0.0.0.0", "::"]);

/** Errors caused by HOST or PORT. */
const CAUSES: Readonly<Record<string, string>> = {
  ENOTFOUND: "HOST is not known to this machine",
  EAI_AGAIN: "HOST is not known to this machine",
  EADDRNOTAVAIL: "HOST is no address of this machine",
  EADDRINUSE: "PORT is taken",
  EACCES: "PORT may not be listened on",
};

function explain(error: unknown): unknown {
  if (!(error instanceof Error) || !("code" in error)) return error;
  const code = String(error.code);
  const cause = CAUSES[code];
  return cause === undefined
    ? error
    : Object.assign(new Error(`${cause}. ${error.message}`, { cause: error }), { code });
}

/** Starts to listen. Resolves to the origin at which this machine reaches the server. */
export async function listen(server: Server, host: string, port: number): Promise<string> {
  server.listen(port, host);
  await once(server, "listening").catch((error: unknown) => {
    throw explain(error);
  });
  const { port: taken } = server.address() as AddressInfo;
  if (EVERYWHERE.has(host)) return `http://localhost:${taken}`;
  return `http://${isIPv6(host) ? `[${host}]` : host}:${taken}`;
}

/** Accepts nothing new; resolves once every connection is gone. */
export const stopListening = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
  });
