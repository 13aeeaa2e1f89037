import { AsyncLocalStorage } from "node:async_hooks";
import { createServer, type RequestListener } from "node:http";
import { handleAsNodeRequest } from "cloudflare:node";

declare module "cloudflare:node" {
  /** Public in the platform, but missing in its types. */
  export function handleAsNodeRequest(port: number, request: Request): Promise<Response>;
}

/** A name rather than a port: nothing listens. */
const PORT = 1;

const listeners = new AsyncLocalStorage<RequestListener>();

/** One server for all objects of an isolate: it would keep alive whatever listener it had of its own. */
createServer((request, response) => listeners.getStore()?.(request, response)).listen(PORT);

/** Answers a request by a listener for `node:http`, an Express application for example. */
export const serveAsNode =
  (listener: RequestListener) =>
  (request: Request): Promise<Response> =>
    listeners.run(listener, () => handleAsNodeRequest(PORT, request));
