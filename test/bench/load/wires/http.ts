import { openLeanSocket, type LeanSocket } from "./leanSocket.ts";
import { recognisePatch, recognisePointer, type Recognised } from "../measuring/recognise.ts";
import { patchAt, pointingAt } from "./jsonScript.ts";
import {
  openArrival,
  type AgentLine,
  type RoomAccess,
  type ViewerLine,
  type Wire,
  type WireContext,
} from "./wire.ts";

const HEAD_END = "\r\n\r\n";
const EVENT_END = "\n\n";
const POLL_MS = 2000;
const POINTER_KEY = '"pointer"';

const request = (method: string, path: string, body?: string): string => {
  const head = `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n`;
  if (body === undefined) return `${head}\r\n`;
  const bytes = Buffer.byteLength(body);
  return `${head}Content-Type: application/json\r\nContent-Length: ${bytes}\r\n\r\n${body}`;
};

const pathOf = ({ name }: RoomAccess): string => `/rooms/${name}`;

const openSocket = (
  { port, traffic }: WireContext,
  lost: (why: string) => void,
): Promise<LeanSocket> => openLeanSocket(port, traffic, lost);

/** The agent posts each change over one kept-alive connection and ignores the responses. */
async function openPosting(context: WireContext, room: RoomAccess): Promise<AgentLine> {
  const socket = await openSocket(context, context.lost);
  const path = pathOf(room);
  const { script } = context;
  return {
    change: (n) => socket.write(request("POST", `${path}/patch`, patchAt(script, n))),
    point: (n) => socket.write(request("POST", `${path}/point`, pointingAt(n))),
    close: () => socket.close(),
  };
}

/** Recognises a patch and a pointer. A patch may contain coordinates of a camera, which are no pointer. */
function recogniseBoth(
  bytes: Buffer,
  from: number,
  to: number,
  received: (what: Recognised) => void,
): void {
  const patch = recognisePatch(bytes, from, to);
  if (patch.kind !== "none") received(patch);
  const pointerFrom = bytes.subarray(from, to).indexOf(POINTER_KEY);
  if (pointerFrom < 0) return;
  const pointer = recognisePointer(bytes, from + pointerFrom, to);
  if (pointer.kind !== "none") received(pointer);
}

async function openEvents(
  context: WireContext,
  room: RoomAccess,
  received: (what: Recognised) => void,
): Promise<ViewerLine> {
  const { lost, arrived, arrival } = openArrival<void>(context);
  const socket = await openSocket(context, lost);
  const events = (bytes: Buffer, start: number, end: number): number => {
    let at = start;
    for (;;) {
      const eventEnd = bytes.indexOf(EVENT_END, at);
      if (eventEnd < 0 || eventEnd >= end) return at;
      recogniseBoth(bytes, at, eventEnd, received);
      at = eventEnd + EVENT_END.length;
    }
  };
  socket.consume = (bytes, start, end) => {
    const headEnd = bytes.indexOf(HEAD_END, start);
    if (headEnd < 0) return start;
    socket.consume = events;
    arrived();
    return events(bytes, headEnd + HEAD_END.length, end);
  };
  socket.write(request("GET", `${pathOf(room)}/events`));
  await arrival;
  return { documentBytes: 0, close: () => socket.close() };
}

/** Polls every 2 s; viewers are spread over the period. */
async function openPolling(
  context: WireContext,
  room: RoomAccess,
  offsetMs: number,
  received: (what: Recognised) => void,
): Promise<ViewerLine> {
  const { lost, arrived, arrival } = openArrival<void>(context);
  const socket = await openSocket(context, lost);
  const ask = (): void => socket.write(request("GET", pathOf(room)));
  socket.consume = (bytes, start, end) => {
    const headEnd = bytes.indexOf(HEAD_END, start);
    if (headEnd < 0) return start;
    const head = bytes.toString("latin1", start, headEnd);
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
    const bodyEnd = headEnd + HEAD_END.length + length;
    if (bodyEnd > end) return start;
    recogniseBoth(bytes, headEnd, bodyEnd, received);
    arrived();
    return bodyEnd;
  };
  ask();
  await arrival;
  let timer = setTimeout(() => {
    ask();
    timer = setInterval(ask, POLL_MS);
  }, offsetMs);
  return {
    documentBytes: 0,
    close: () => {
      clearTimeout(timer);
      socket.close();
    },
  };
}

/** Server-sent events down, one POST for each change up. */
export const openEventsWire = (context: WireContext): Wire => ({
  openAgent: (room) => openPosting(context, room),
  openViewer: (room, _place, received) => openEvents(context, room, received),
});

/** The whole state every two seconds. */
export function openPollingWire(context: WireContext): Wire {
  let viewers = 0;
  return {
    openAgent: (room) => openPosting(context, room),
    openViewer: (room, _place, received) => {
      viewers += 1;
      return openPolling(context, room, (viewers * 617) % POLL_MS, received);
    },
  };
}
