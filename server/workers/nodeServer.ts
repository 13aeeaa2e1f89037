import { AsyncLocalStorage } from "node:async_hooks";
import { createServer, type RequestListener } from "node:http";
import { handleAsNodeRequest } from "cloudflare:node";

declare module "cloudflare:node" {
  /** Public in the platform, but missing in its types. */
  export function handleAsNodeRequest(port: number, request: Request): Promise<Response>;
}

/** Only identifies the server; no port is opened. */
const PORT = 1;

const listeners = new AsyncLocalStorage<RequestListener>();

/** One server for all objects of an isolate: a server per object would keep its object in memory. */
createServer((request, response) => listeners.getStore()?.(request, response)).listen(PORT);

/** Handles requests with a listener for `node:http`, such as an Express application. */
export const serveAsNode =
  (listener: RequestListener) =>
  (request: Request): Promise<Response> =>
    listeners.run(listener, () => handleAsNodeRequest(PORT, request));
