import type { Log } from "../../log.ts";
import type { IncomingMessage } from "node:http";

const OF_PROXIES = ["x-forwarded-for", "forwarded", "x-real-ip"] as const;

/** Checks each request, and warns once if one came through a proxy while `TRUST_PROXY` is not set. */
export function openProxyWarning(log: Log): (request: IncomingMessage) => void {
  let warned = false;
  return ({ headers }) => {
    if (warned) return;
    const header = OF_PROXIES.find((name) => headers[name] !== undefined);
    if (header === undefined) return;
    warned = true;
    log.warn(
      { header, code: "proxy_not_trusted" },
      "a request came through a proxy and TRUST_PROXY is not set, so that limits by address count the proxy: set it to the number of proxies, or to false where there is none",
    );
  };
}
