/** Hocuspocus with its own defaults, without extensions: nothing is authenticated or stored. */
import { loadPeer } from "../peers/loadPeer.ts";
import { tellPort } from "./listen.ts";

interface Hocuspocus {
  readonly Server: new (options: {
    readonly port: number;
    readonly address: string;
    readonly quiet: boolean;
  }) => { listen(): Promise<unknown>; readonly address: { readonly port: number } };
}

const { Server } = await loadPeer<Hocuspocus>("@hocuspocus/server");
const server = new Server({ port: 0, address: "127.0.0.1", quiet: true });
await server.listen();
tellPort(server.address.port);
