import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer, type RawData, type WebSocket } from "ws";
import { MAX_FRAME_BYTES, SUBPROTOCOL, type CloseReason } from "../../schema/protocol.ts";
import { fail, type Result } from "../../schema/result.ts";
import type { Clock } from "../clock.ts";
import type { Admission } from "../rooms/rooms.ts";
import type { RoomLog, RoomMetrics } from "../rooms/observer.ts";
import { answerPings } from "./controlFrames.ts";
import { callerAddress, type AddressCounter, type TrustProxy } from "./addresses.ts";
import { admit, type AdmissionDependencies } from "./admission.ts";
import { readHandshake, type Handshake } from "./handshake.ts";
import { Heartbeat } from "./heartbeat.ts";
import { SocketConnection } from "./socket.ts";

export interface GatewayDependencies extends AdmissionDependencies {
  readonly server: Server;
  readonly trustProxy: TrustProxy;
  /** Shared with every other door. */
  readonly addresses: AddressCounter;
  readonly clock: Clock;
  readonly log: RoomLog;
  readonly metrics: RoomMetrics;
}

export interface Gateway {
  /** No new sockets; those that are open have been closed with 1012 by the rooms or are closed here. Idempotent. */
  close(): Promise<void>;
}

/** Who may still be saying goodbye when the gateway closes. */
const GOODBYE_MS = 2000;

/**
 * A message that arrives in pieces pins a read buffer for each. Honest clients send one piece; what a bad line does to
 * 64 KiB stays far below these.
 */
const MAX_FRAGMENTS = 64;
const MAX_BUFFERED_CHUNKS = 1024;

/** What is no binary frame is no frame of the protocol; it costs its sender as much as one. */
const NO_FRAME = new Uint8Array();

/**
 * The WebSocket door. A request is authenticated and its room opened before the upgrade is accepted, so nothing queues
 * from strangers; whoever is turned away is accepted first and then closed with a code, because a browser cannot read
 * an upgrade's status.
 */
export function openGateway(dependencies: GatewayDependencies): Gateway {
  const { server, clock, addresses } = dependencies;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME_BYTES,
    maxFragments: MAX_FRAGMENTS,
    maxBufferedChunks: MAX_BUFFERED_CHUNKS,
    autoPong: false,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
  });
  const heartbeat = new Heartbeat(clock);
  let open = true;

  const enter = (socket: WebSocket, admission: Result<Admission, CloseReason>): void => {
    socket.on("error", () => socket.terminate());
    const connection = new SocketConnection(socket, clock, (reason) => {
      dependencies.metrics.closed(reason);
    });
    if (!admission.ok) {
      dependencies.log.info({ reason: admission.problem }, "connection refused");
      connection.close(admission.problem);
      return;
    }
    heartbeat.watch(socket);
    answerPings(socket, clock, () => connection.close("too_many_messages"));
    const seat = admission.value.enter(connection);
    socket.on("message", (data, isBinary) => {
      seat.receive(isBinary ? toBytes(data) : NO_FRAME);
    });
    socket.once("close", () => seat.leave());
  };

  const upgrade = async (
    request: IncomingMessage,
    duplex: Duplex,
    head: Buffer,
    handshake: Handshake,
  ): Promise<void> => {
    const release = addresses.take(callerAddress(request, dependencies.trustProxy));
    duplex.once("close", () => release?.());
    const admission: Result<Admission, CloseReason> =
      release === undefined || !open
        ? fail(open ? "overload" : "restart")
        : await admit(dependencies, handshake);
    if (duplex.destroyed) return;
    sockets.handleUpgrade(request, duplex, head, (socket) => enter(socket, admission));
  };

  const onUpgrade = (request: IncomingMessage, duplex: Duplex, head: Buffer): void => {
    const ignore = () => undefined;
    duplex.on("error", ignore);
    const handshake = readHandshake(request);
    if (handshake === undefined) {
      duplex.end("HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n");
      return;
    }
    upgrade(request, duplex, head, handshake).catch((error: unknown) => {
      dependencies.log.error({ err: error, code: "upgrade_failed" }, "upgrade failed");
      duplex.destroy();
    });
  };
  server.on("upgrade", onUpgrade);

  return {
    close: async () => {
      if (!open) return;
      open = false;
      heartbeat.close();
      for (const socket of sockets.clients) socket.close(1012, "restart");
      await allClosed(sockets, clock);
      server.off("upgrade", onUpgrade);
    },
  };
}

/** One view over what `ws` hands out, without a copy where it is one buffer. */
function toBytes(data: RawData): Uint8Array {
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  return Array.isArray(data) ? Buffer.concat(data) : data;
}

async function allClosed(sockets: WebSocketServer, clock: Clock): Promise<void> {
  const closing = [...sockets.clients].map(
    (socket) => new Promise((resolve) => socket.once("close", resolve)),
  );
  let cancel = (): void => undefined;
  const patience = new Promise<void>((resolve) => {
    cancel = clock.after(GOODBYE_MS, resolve);
  });
  await Promise.race([Promise.all(closing), patience]);
  cancel();
  for (const socket of sockets.clients) socket.terminate();
}
