/** `@y/websocket-server`, started as by its own command. */
import { once } from "node:events";
import { connect, createServer, type AddressInfo } from "node:net";
import { loadPeer } from "../peers/loadPeer.ts";
import { tellPort } from "./listen.ts";

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const say = (answered: boolean) => () => {
      socket.destroy();
      resolve(answered);
    };
    socket.once("connect", say(true));
    socket.once("error", say(false));
  });

const port = await findFreePort();
process.env["HOST"] = "127.0.0.1";
process.env["PORT"] = String(port);
await loadPeer("@y/websocket-server/server");
while (!(await answers(port)));
tellPort(port);
