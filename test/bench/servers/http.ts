/** Two peers: viewers receive changes over an event stream or by polling. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { JsonRooms, type JsonState } from "./jsonRooms.ts";
import { listenAndTell } from "./listen.ts";

const rooms = new JsonRooms();
const viewers = new Map<string, Set<ServerResponse>>();

async function readJson(request: IncomingMessage): Promise<JsonState> {
  let text = "";
  request.setEncoding("utf8");
  for await (const chunk of request) text += String(chunk);
  return JSON.parse(text) as JsonState;
}

function openEvents(room: string, response: ServerResponse): void {
  const here = viewers.get(room) ?? new Set();
  viewers.set(room, here.add(response));
  response.on("close", () => here.delete(response));
  response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
  response.write(`event: state\ndata: ${JSON.stringify(rooms.state(room))}\n\n`);
}

function sendState(room: string, response: ServerResponse): void {
  const body = JSON.stringify(rooms.state(room));
  response.writeHead(200, {
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(body),
  });
  response.end(body);
}

async function take(
  room: string,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const patch = await readJson(request);
  rooms.patch(room, patch);
  const text = `event: ${name}\ndata: ${JSON.stringify(patch)}\n\n`;
  for (const viewer of viewers.get(room) ?? []) viewer.write(text);
  response.writeHead(204).end();
}

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  const [, , room = "", what = ""] = (request.url ?? "").split("/");
  if (request.method === "POST") void take(room, what, request, response);
  else if (what === "events") openEvents(room, response);
  else sendState(room, response);
});
await listenAndTell(server);
