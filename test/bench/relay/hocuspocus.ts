/** Hocuspocus with its Redis extension and its own defaults: nothing is authenticated or stored. */
import { loadPeer } from "../peers/loadPeer.ts";
import { tellPort } from "../servers/listen.ts";

interface HocuspocusServer {
  readonly Server: new (options: {
    readonly port: number;
    readonly address: string;
    readonly quiet: boolean;
    readonly extensions: readonly unknown[];
  }) => { listen(): Promise<unknown>; readonly address: { readonly port: number } };
}

interface HocuspocusRedis {
  readonly Redis: new (options: { readonly host: string; readonly port: number }) => unknown;
}

const { Server } = await loadPeer<HocuspocusServer>("@hocuspocus/server");
const { Redis } = await loadPeer<HocuspocusRedis>("@hocuspocus/extension-redis");
const { hostname, port } = new URL(process.env["REDIS_URL"] ?? "");
const server = new Server({
  port: 0,
  address: "127.0.0.1",
  quiet: true,
  extensions: [new Redis({ host: hostname, port: Number(port) })],
});
await server.listen();
tellPort(server.address.port);
