import { once } from "node:events";
import type { AddressInfo } from "node:net";
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as awarenessProtocol from "y-protocols/awareness";
import * as syncProtocol from "y-protocols/sync";
import { WebSocketServer, type WebSocket } from "ws";
import * as Y from "yjs";
import { seed } from "../../../schema/presentation/document.ts";
import { MESSAGE, SUBPROTOCOL } from "../../../schema/protocol/protocol.ts";

/** A minimal y-websocket server: one room, no roles, and any token accepted by default. */
export interface RoomServer {
  readonly origin: string;
  readonly doc: Y.Doc;
  readonly awareness: awarenessProtocol.Awareness;
  /** Tokens of all sockets, in order. */
  readonly tokens: readonly string[];
  /** Closes the next socket with this code right after opening. */
  refuseNext(code: number, reason: string): void;
  /** Stops responding to the open sockets without closing them. */
  fallSilent(): void;
  /** Closes all open sockets. */
  closeAll(code: number, reason: string): void;
  close(): Promise<void>;
}

const frame = (kind: number, write: (encoder: encoding.Encoder) => void): Uint8Array => {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, kind);
  write(encoder);
  return encoding.toUint8Array(encoder);
};

export async function openRoomServer(): Promise<RoomServer> {
  const server = new WebSocketServer({ port: 0, handleProtocols: () => SUBPROTOCOL });
  await once(server, "listening");
  const doc = new Y.Doc();
  const awareness = new awarenessProtocol.Awareness(doc);
  awareness.setLocalState(null);
  seed(doc, {
    meta: { version: 1, project: "lagoon" },
    view: { screen: "layouts" },
  });
  const tokens: string[] = [];
  const refusals: { readonly code: number; readonly reason: string }[] = [];
  const sendAll = (bytes: Uint8Array) => {
    for (const socket of server.clients) socket.send(bytes);
  };
  doc.on("update", (update: Uint8Array) =>
    sendAll(frame(MESSAGE.sync, (encoder) => syncProtocol.writeUpdate(encoder, update))),
  );
  const encodeStates = (clients: readonly number[]) =>
    frame(MESSAGE.awareness, (encoder) =>
      encoding.writeVarUint8Array(
        encoder,
        awarenessProtocol.encodeAwarenessUpdate(awareness, [...clients]),
      ),
    );
  awareness.on("update", (changes: Record<"added" | "updated" | "removed", number[]>) =>
    sendAll(encodeStates([...changes.added, ...changes.updated, ...changes.removed])),
  );

  const silent = new WeakSet<WebSocket>();
  function receive(socket: WebSocket, bytes: Uint8Array): void {
    if (silent.has(socket)) return;
    const decoder = decoding.createDecoder(bytes);
    const kind = decoding.readVarUint(decoder);
    if (kind === MESSAGE.awareness) {
      const update = decoding.readVarUint8Array(decoder);
      return awarenessProtocol.applyAwarenessUpdate(awareness, update, socket);
    }
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, MESSAGE.sync);
    syncProtocol.readSyncMessage(decoder, encoder, doc, socket);
    if (encoding.length(encoder) > 1) socket.send(encoding.toUint8Array(encoder));
  }

  server.on("connection", (socket, request) => {
    tokens.push(request.headers["sec-websocket-protocol"]?.split(",")[1]?.trim() ?? "");
    const refusal = refusals.shift();
    if (refusal !== undefined) return socket.close(refusal.code, refusal.reason);
    socket.binaryType = "nodebuffer";
    socket.on("message", (data) => receive(socket, new Uint8Array(data as Buffer)));
    socket.send(frame(MESSAGE.sync, (encoder) => syncProtocol.writeSyncStep1(encoder, doc)));
    if (awareness.getStates().size > 0)
      socket.send(encodeStates([...awareness.getStates().keys()]));
  });

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    doc,
    awareness,
    tokens,
    refuseNext: (code, reason) => refusals.push({ code, reason }),
    fallSilent: () => {
      for (const socket of server.clients) silent.add(socket);
    },
    closeAll: (code, reason) => {
      for (const socket of server.clients) socket.close(code, reason);
    },
    close: async () => {
      for (const socket of server.clients) socket.terminate();
      server.close();
      awareness.destroy();
      doc.destroy();
      await once(server, "close");
    },
  };
}
