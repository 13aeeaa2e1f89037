/** The practical limit: a bare `ws` server that forwards every message to the others in the room. */
import { createServer } from "node:http";
import { WebSocketServer, type WebSocket } from "ws";
import { listenAndTell } from "./listen.ts";

const rooms = new Map<string, Set<WebSocket>>();
const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });

sockets.on("connection", (socket, request) => {
  const name = request.url ?? "";
  const room = rooms.get(name) ?? new Set();
  rooms.set(name, room.add(socket));
  socket.on("message", (bytes, isBinary) => {
    for (const other of room) {
      if (other !== socket) other.send(bytes, { binary: isBinary });
    }
  });
  socket.on("error", () => socket.terminate());
  socket.once("close", () => {
    room.delete(socket);
    if (room.size === 0) rooms.delete(name);
  });
});
await listenAndTell(server);
