import type { Log } from "../log.ts";
import type { IncomingMessage, Server } from "node:http";

const OF_PROXIES = ["x-forwarded-for", "forwarded", "x-real-ip"] as const;

/** Warns once, at the first request through a proxy while `TRUST_PROXY` is not set. */
export function warnOfProxy(server: Server, log: Log): void {
  const look = ({ headers }: IncomingMessage): void => {
    const header = OF_PROXIES.find((name) => headers[name] !== undefined);
    if (header === undefined) return;
    for (const event of ["request", "upgrade"]) server.off(event, look);
    log.warn(
      { header, code: "proxy_not_trusted" },
      "a request came through a proxy and TRUST_PROXY is not set, so that limits by address count the proxy: set it to the number of proxies, or to false where there is none",
    );
  };
  for (const event of ["request", "upgrade"]) server.on(event, look);
}
