import * as decoding from "lib0/decoding";
import * as Y from "yjs";
import { OPCODE } from "../../../support/server/wires/opcodes.ts";
import { MESSAGE, SYNC } from "../../../../schema/protocol/protocol.ts";
import {
  encodeAwareness,
  encodeStep1,
  encodeStep2,
  encodeUpdate,
} from "../../../../server/protocol/encodeFrames.ts";
import { recogniseFrame } from "../measuring/recognise.ts";
import { AGENT_CLIENT, openRoom, pointerAt } from "../script.ts";
import { openWebSocket, type TakeMessage } from "./webSocket.ts";
import { maskedFrame } from "./webSocketFrames.ts";
import { NOTHING, type YjsDialect } from "./dialects.ts";
import { openArrival, rememberLast, type RoomAccess, type Wire, type WireContext } from "./wire.ts";

/** The state vector of an empty document. */
const EMPTY_VECTOR = Uint8Array.of(0);

const agentState = (sequence: number): string =>
  JSON.stringify({ role: "agent", name: "", pointer: pointerAt(sequence) });
const BUYER_STATE = JSON.stringify({ role: "buyer", name: "", attention: { state: "following" } });

/** Interval in ms at which stock clients repeat their awareness; without it they time out. */
const RENEWAL_MS = 15_000;
const KEEP_ALIVE_MS = 25_000;

function repeat(periodMs: number, act: () => void): () => void {
  const timer = setInterval(act, periodMs);
  return () => clearInterval(timer);
}

const isStep2 = (bytes: Uint8Array, from: number): boolean =>
  bytes[from] === MESSAGE.sync && bytes[from + 1] === SYNC.step2;

/** Agents and viewers with the wire format of stock clients, but without a `Y.Doc`. */
export function openYjsWire(dialect: YjsDialect, context: WireContext): Wire {
  const { script } = context;
  const changeBody = (sequence: number) => encodeUpdate(script.update(sequence));
  const pointBody = (sequence: number) =>
    encodeAwareness([{ clientId: AGENT_CLIENT, clock: sequence, state: agentState(sequence) }]);
  const framed = (prefix: Uint8Array, body: Uint8Array): Buffer =>
    maskedFrame(OPCODE.binary, prefix.byteLength === 0 ? body : Buffer.concat([prefix, body]));
  const sharedChange = rememberLast((sequence) => framed(NOTHING, changeBody(sequence)));
  const sharedPoint = rememberLast((sequence) => framed(NOTHING, pointBody(sequence)));

  /** Resolves once the server has sent its document, if it holds one. */
  async function enter(room: RoomAccess, token: string, take: TakeMessage) {
    const prefix = dialect.prefix(room);
    const skip = prefix.byteLength;
    const { lost, arrived, arrival } = openArrival<Uint8Array | undefined>(context);
    const { port, traffic } = context;
    const socket = await openWebSocket(
      { port, traffic, lost, path: dialect.path(room), protocols: dialect.protocols(token) },
      (bytes, from, to) => {
        if (isStep2(bytes, from + skip)) arrived(Uint8Array.from(bytes.subarray(from + skip, to)));
        else take(bytes, from + skip, to);
      },
    );
    const say = (body: Uint8Array): void => socket.write(framed(prefix, body));
    if (dialect.hello.byteLength > 0) say(dialect.hello);
    if (dialect.document === "neither") arrived(undefined);
    else say(encodeStep1(EMPTY_VECTOR));
    return { socket, prefix, say, step2: await arrival };
  }

  const opening = (step2: Uint8Array | undefined): Uint8Array =>
    dialect.document === "seeds" && step2 !== undefined
      ? encodeStep2(openSeeded(step2))
      : encodeUpdate(script.opening);

  /** Sends a viewer's own messages from joining on. Returns a function that stops them. */
  const speak = (say: (body: Uint8Array) => void, place: number): (() => void) => {
    const clientId = AGENT_CLIENT + 1 + place;
    let clock = 0;
    const attend = (): void => {
      clock += 1;
      say(encodeAwareness([{ clientId, clock, state: BUYER_STATE }]));
    };
    if (context.attends) {
      attend();
      return repeat(RENEWAL_MS, attend);
    }
    const { keepAlive } = dialect;
    return keepAlive.byteLength > 0 ? repeat(KEEP_ALIVE_MS, () => say(keepAlive)) : () => undefined;
  };

  const echo = (say: (body: Uint8Array) => void, bytes: Buffer, from: number, to: number): void => {
    if (bytes[from] === MESSAGE.awareness) say(bytes.subarray(from, to));
  };

  return {
    openAgent: async (room) => {
      const { socket, prefix, say, step2 } = await enter(room, room.agentToken, () => undefined);
      say(opening(step2));
      say(pointBody(0));
      const shares = prefix.byteLength === 0;
      return {
        change: (n) => socket.write(shares ? sharedChange(n) : framed(prefix, changeBody(n))),
        point: (n) => socket.write(shares ? sharedPoint(n) : framed(prefix, pointBody(n))),
        close: () => socket.close(),
      };
    },
    openViewer: async (room, place, received) => {
      const token = room.viewerTokens[place] ?? "";
      const sequenceAt = (clock: number) => script.sequenceAt(clock);
      let answer: ((body: Uint8Array) => void) | undefined;
      const { socket, say, step2 } = await enter(room, token, (bytes, from, to) => {
        received(recogniseFrame(bytes, from, to, sequenceAt));
        if (context.echoes && answer !== undefined) echo(answer, bytes, from, to);
      });
      answer = say;
      const stop = speak(say, place);
      return {
        documentBytes: step2?.byteLength ?? 0,
        close: () => {
          stop();
          socket.close();
        },
      };
    },
  };
}

/** The whole document of a seeded room after the agent's opening. */
function openSeeded(step2: Uint8Array): Uint8Array {
  const decoder = decoding.createDecoder(step2);
  decoding.readVarUint(decoder);
  decoding.readVarUint(decoder);
  const doc = new Y.Doc();
  Y.applyUpdate(doc, decoding.readVarUint8Array(decoder));
  openRoom(doc);
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}
