import { createServer } from "node:http";
import type { Config } from "./config.ts";
import { openOffplan, type Surroundings, type Unwritten } from "./embed/openOffplan.ts";
import { asksForWebSocket } from "./gateway/handshake.ts";
import { announceServer } from "./import/serverUrl.ts";
import { listen, stopListening } from "./net/listen.ts";

export interface App {
  /** The address at which this machine reaches it, base path included. */
  readonly url: string;
  /**
   * The built-in agent's sign-in link; `undefined` when agents sign in with an identity provider. Never to be logged.
   */
  readonly signInLink: string | undefined;
  /** Where the built-in agent's key is kept: a file, a table or a variable; `undefined` where agents sign in elsewhere. */
  readonly agentKeyIn: string | undefined;
  /**
   * Stops listening, closes sockets with 1012 and writes everything. Resolves to the number of changes that storage
   * did not take. Idempotent.
   */
  close(): Promise<Unwritten>;
}

/** Timeouts against connections that are held without a request. */
const PATIENCE = {
  headersTimeout: 10_000,
  // Longer than any documented load balancer keeps an idle connection (60 s), so that none reuses one that is closing.
  keepAliveTimeout: 75_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2000,
} as const;

/** Opens everything and listens. */
export async function openApp(config: Config, surroundings: Surroundings): Promise<App> {
  let localOrigin = "";
  const offplan = await openOffplan(config, surroundings, { localUrl: () => localOrigin });
  const server = createServer({ ...PATIENCE, shouldUpgradeCallback: asksForWebSocket });
  server.on("request", (request, response) => offplan.handle(request, response));
  server.on("upgrade", (request, socket, head) => {
    offplan.upgrade(request, socket, head, false);
  });
  try {
    localOrigin = await listen(server, config.host, config.port);
  } catch (error) {
    await offplan.close();
    throw error;
  }
  const url = `${localOrigin}${config.basePath}`;
  const withdrawUrl =
    config.databaseUrl === undefined ? await announceServer(config.dataDir, url) : undefined;

  const close = async (): Promise<Unwritten> => {
    await withdrawUrl?.();
    const stopped = stopListening(server);
    const unwritten = await offplan.close();
    server.closeAllConnections();
    await stopped;
    return unwritten;
  };
  let closing: Promise<Unwritten> | undefined;
  const { agentKey, agentKeyIn } = offplan;
  const publicUrl = config.publicUrl ?? `${localOrigin}${config.publicPath}`;
  return {
    url,
    signInLink: agentKey && `${publicUrl}/agent#key=${encodeURIComponent(agentKey)}`,
    agentKeyIn,
    close: () => (closing ??= close()),
  };
}
