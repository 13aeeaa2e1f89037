/** socket.io with one room for each presentation and the change as JSON. */
import { createServer, type Server as HttpServer } from "node:http";
import { loadPeer } from "../peers/loadPeer.ts";
import { JsonRooms, type JsonState } from "./jsonRooms.ts";
import { listenAndTell } from "./listen.ts";

interface Socket {
  on(event: string, take: (value: unknown) => void): void;
  join(room: string): void;
  to(room: string): { emit(event: string, value: unknown): void };
  emit(event: string, value: unknown): void;
}

interface SocketIo {
  readonly Server: new (
    http: HttpServer,
    options: { readonly transports: readonly string[]; readonly perMessageDeflate: boolean },
  ) => { on(event: "connection", take: (socket: Socket) => void): void };
}

const { Server } = await loadPeer<SocketIo>("socket.io");
const rooms = new JsonRooms();
const http = createServer();
const sockets = new Server(http, { transports: ["websocket"], perMessageDeflate: false });

sockets.on("connection", (socket) => {
  let room = "";
  const handOn = (name: string) => (value: unknown) => {
    rooms.patch(room, value as JsonState);
    socket.to(room).emit(name, value);
  };
  socket.on("join", (name) => {
    room = String(name);
    socket.join(room);
    socket.emit("state", rooms.state(room));
  });
  socket.on("patch", handOn("patch"));
  socket.on("point", handOn("point"));
});
await listenAndTell(http);
