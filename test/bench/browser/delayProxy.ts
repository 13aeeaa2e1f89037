/** A TCP proxy that delays every byte by a fixed time in both directions. Runs as a process of its own. */
import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { tellPort } from "../servers/listen.ts";

const [target = "", delay = ""] = process.argv.slice(2);
const delayMs = Number(delay);

function carry(from: Socket, to: Socket): void {
  from.on("data", (bytes) => setTimeout(() => to.write(bytes), delayMs));
  from.on("close", () => setTimeout(() => to.destroy(), delayMs));
  from.on("error", () => from.destroy());
}

const server = createServer({ noDelay: true }, (near) => {
  const far = connect({ port: Number(target), host: "127.0.0.1", noDelay: true });
  carry(near, far);
  carry(far, near);
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
tellPort((server.address() as AddressInfo).port);
process.on("disconnect", () => process.exit());
