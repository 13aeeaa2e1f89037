import { OPCODE } from "../../../support/server/wires/opcodes.ts";
import type { LeanSocket } from "./leanSocket.ts";
import { recognisePatch, recognisePointer } from "../measuring/recognise.ts";
import { openWebSocket } from "./webSocket.ts";
import { maskedFrame } from "./webSocketFrames.ts";
import { patchAt, pointingAt } from "./jsonScript.ts";
import { openArrival, rememberLast, type RoomAccess, type Wire, type WireContext } from "./wire.ts";

const PATH = "/socket.io/?EIO=4&transport=websocket";
/** Engine.io and socket.io packets: `0` open, `2` ping, `3` pong, `40` connected, `42` an event. */
const PONG = "3";
const CONNECT = "40";
const [ZERO, TWO, FOUR] = [48, 50, 52];
/** Of `42["patch",` and `42["point",`: the letter after `42["p`. */
const PATCH_LETTER = "a".codePointAt(0);

/** socket.io over WebSocket: rooms, and events with the change as JSON. */
export function openSocketIoWire(context: WireContext): Wire {
  const event = (name: string, json: string): string => `42["${name}",${json}]`;
  const framed = (text: string): Buffer => maskedFrame(OPCODE.text, Buffer.from(text));
  const change = rememberLast((sequence) =>
    framed(event("patch", patchAt(context.script, sequence))),
  );
  const point = rememberLast((sequence) => framed(event("point", pointingAt(sequence))));

  async function enter(
    room: RoomAccess,
    take: (bytes: Buffer, from: number, to: number) => void,
  ): Promise<LeanSocket> {
    const { port, traffic } = context;
    const { lost, arrived, arrival } = openArrival<void>(context);
    let line: LeanSocket | undefined;
    let phase: "opening" | "joining" | "joined" = "opening";

    const converse = (bytes: Buffer, from: number, to: number): void => {
      const [first, second] = [bytes[from], bytes[from + 1]];
      if (first === TWO) {
        line?.write(framed(PONG));
      } else if (first === FOUR && second === ZERO && phase === "opening") {
        phase = "joining";
        line?.write(framed(event("join", JSON.stringify(room.name))));
      } else if (first === FOUR && second === TWO && phase === "joining") {
        phase = "joined";
        arrived();
      } else if (first === FOUR && second === TWO) {
        take(bytes, from, to);
      }
    };
    line = await openWebSocket({ port, traffic, lost, path: PATH, protocols: [] }, converse);
    line.write(framed(CONNECT));
    await arrival;
    return line;
  }

  return {
    openAgent: async (room) => {
      const line = await enter(room, () => undefined);
      return {
        change: (sequence) => line.write(change(sequence)),
        point: (sequence) => line.write(point(sequence)),
        close: () => line.close(),
      };
    },
    openViewer: async (room, _place, received) => {
      const line = await enter(room, (bytes, from, to) => {
        const isPatch = bytes[from + 5] === PATCH_LETTER;
        received(isPatch ? recognisePatch(bytes, from, to) : recognisePointer(bytes, from, to));
      });
      return { documentBytes: 0, close: () => line.close() };
    },
  };
}
