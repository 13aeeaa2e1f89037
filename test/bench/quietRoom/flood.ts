/** The load as a separate process: a room in which all participants use their limits and hostile buyers exceed them. */
import { once } from "node:events";
import { WebSocket } from "ws";
import { openWriter } from "../../../schema/presentation/document.ts";
import { encodeAwareness, encodeStep1 } from "../../../server/protocol/encodeFrames.ts";
import { openServerCalls } from "../../support/server/serverCalls.ts";
import { openBenchClient } from "./client.ts";

const BUYERS = 30;
const HOSTILE = 10;
/** Just under the limit of 60. */
const PER_SECOND = 55;

const [url = ""] = process.argv.slice(2);
const presentation = await openServerCalls(url).present();
const { room } = presentation;
const agent = await openBenchClient(url, room, await presentation.roomToken("agent"));
const writer = openWriter(agent.doc);

async function openSocket(): Promise<WebSocket> {
  const { token } = await presentation.join();
  const socket = new WebSocket(`${url.replace("http", "ws")}/sync/${room}`, ["offplan.v1", token]);
  socket.on("error", () => undefined);
  await once(socket, "open");
  return socket;
}

const buyers = await Promise.all(Array.from({ length: BUYERS }, openSocket));

/** Connects, sends maximum-size frames until it is closed, and reconnects. */
async function floodForEver(): Promise<never> {
  const { token } = await presentation.join();
  const frame = encodeStep1(new Uint8Array(60_000).fill(1));
  for (;;) {
    const socket = new WebSocket(`${url.replace("http", "ws")}/sync/${room}`, [
      "offplan.v1",
      token,
    ]);
    socket.on("error", () => undefined);
    await once(socket, "open");
    for (let sent = 0; sent < 200; sent += 1) socket.send(frame);
    await once(socket, "close");
  }
}
for (let opened = 0; opened < HOSTILE; opened += 1) void floodForEver();

let tick = 0;
setInterval(() => {
  tick += 1;
  writer.write({ filters: { price: { min: tick } } });
  agent.provider.awareness.setLocalState({ highlight: { anchor: `filter:price` }, tick });
  buyers.forEach((socket, place) => {
    if (socket.readyState !== socket.OPEN) return;
    const state = JSON.stringify({ attention: { state: "following" } });
    socket.send(encodeAwareness([{ clientId: place + 1, clock: tick, state }]));
  });
}, 1000 / PER_SECOND);
process.send?.("flooding");
