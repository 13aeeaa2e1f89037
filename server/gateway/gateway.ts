import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import type { Log } from "../log.ts";
import { MAX_FRAME_BYTES, type CloseReason } from "../../schema/protocol/protocol.ts";
import { fail, type Result } from "../../schema/values/result.ts";
import type { Clock } from "../time/clock.ts";
import type { RoomMetrics } from "../rooms/metrics.ts";
import { callerAddress, type TrustsProxy } from "../net/clientAddress.ts";
import type { ConnectionLimit, HeldConnection } from "./connectionLimit.ts";
import { admit, type AdmissionDependencies, type Admitted } from "./admission.ts";
import { Corks } from "./corks.ts";
import { chooseSubprotocol, handshakeFault, readHandshake, type Handshake } from "./handshake.ts";
import { Heartbeat, PRESENTER_BEAT, VIEWER_BEAT } from "./heartbeat.ts";
import { refuseUpgrade, type RefusalStatus } from "./refusal.ts";
import { SharedFrames } from "./sharedFrames.ts";
import { WaitingSocket } from "./waitingSocket.ts";
import { RoomSocket, WebSocketConnection, type WebSocketParts } from "./webSocketConnection.ts";

export interface GatewayDependencies extends AdmissionDependencies {
  readonly trustProxy: TrustsProxy;
  /** Shared with the fallback transports. */
  readonly connectionLimit: ConnectionLimit;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: RoomMetrics;
}

export interface Gateway {
  /** Accepts or refuses an upgrade. Its URL is without this server's base path. */
  upgrade(request: IncomingMessage, duplex: Duplex, head: Buffer): void;
  /** Accepts no new sockets; open ones have been closed with 1012 by the rooms or are closed here. Idempotent. */
  close(): Promise<void>;
}

/** A half-closed peer that does not read the rest is cut off after this at the latest. */
const HALF_CLOSED_MS = 1000;
/** How long shutdown waits for close handshakes. */
const GOODBYE_MS = 2000;

/** No compression; pongs are sent by `WebSocketConnection`, so that a flood of pings is counted. */
const SERVER_OPTIONS = {
  noServer: true,
  clientTracking: false,
  perMessageDeflate: false,
  autoPong: false,
  maxPayload: MAX_FRAME_BYTES,
  /** A message in pieces costs more than a whole one. Honest clients send one piece. */
  maxFragments: 64,
  /** A closing handshake that is not answered in this time is cut: the peer may be asleep or hostile. */
  closeTimeout: 3000,
  handleProtocols: chooseSubprotocol,
  WebSocket: RoomSocket,
};

const ignore = (): void => undefined;

/**
 * The WebSocket transport. A request is authenticated and its room opened before the upgrade is accepted, so that
 * strangers' frames are not queued. A refused client is upgraded first and then closed with a code, since browsers
 * cannot read the status of a refused upgrade.
 */
export function openGateway(dependencies: GatewayDependencies): Gateway {
  const { clock, connectionLimit, log } = dependencies;
  const viewers = new Heartbeat(clock, VIEWER_BEAT);
  const presenters = new Heartbeat(clock, PRESENTER_BEAT);
  const heartbeats = [viewers, presenters];
  const sockets = () => heartbeats.flatMap((heartbeat) => heartbeat.sockets());
  const isEmpty = () => heartbeats.every(({ size }) => size === 0);
  const webSockets = new WebSocketServer(SERVER_OPTIONS);
  const stopSweep = clock.every(HALF_CLOSED_MS, () => {
    for (const heartbeat of heartbeats) heartbeat.cutHalfClosed();
  });
  let open = true;
  let emptied = ignore;
  const parts: WebSocketParts = {
    clock,
    frames: new SharedFrames(),
    corks: new Corks(),
    closed: (reason) => dependencies.metrics.closed(reason),
    gone: (connection) => {
      for (const heartbeat of heartbeats) heartbeat.delete(connection);
      if (isEmpty()) emptied();
    },
  };

  const enter = (connection: WebSocketConnection, admission: Result<Admitted, CloseReason>) => {
    const presents = admission.ok && admission.value.role === "agent";
    (presents ? presenters : viewers).add(connection);
    if (admission.ok) {
      connection.sit(admission.value.enter(connection));
    } else {
      log.info({ reason: admission.problem }, "connection refused");
      connection.close(admission.problem);
    }
  };

  const refuse = (duplex: Duplex, status: RefusalStatus): void => {
    log.info({ status }, "upgrade refused");
    refuseUpgrade(duplex, status, clock);
  };
  webSockets.on("wsClientError", (_error, duplex) => refuse(duplex, 400));

  const upgrade = async (
    request: IncomingMessage,
    duplex: Duplex,
    head: Buffer,
    handshake: Handshake,
    held: HeldConnection | undefined,
    release: () => void,
  ): Promise<void> => {
    const waiting = new WaitingSocket(duplex, head);
    const admission: Result<Admitted, CloseReason> =
      held !== undefined && open
        ? await admit(dependencies, handshake)
        : fail(open ? "overload" : "restart");
    const early = waiting.take();
    if (early === undefined) {
      if (admission.ok) admission.value.abandon();
      return void duplex.destroy();
    }
    webSockets.handleUpgrade(request, duplex, early, (socket) => {
      // From here on ws and the connection handle both events, and each listener costs 100 bytes.
      duplex.off("error", ignore);
      duplex.off("close", release);
      enter(new WebSocketConnection(socket, duplex, parts, held), admission);
    });
  };

  const onUpgrade = (request: IncomingMessage, duplex: Duplex, head: Buffer): void => {
    duplex.on("error", ignore);
    const handshake = readHandshake(request);
    const fault = handshake === undefined ? 404 : handshakeFault(request);
    const held = connectionLimit.acquire(callerAddress(request, dependencies.trustProxy));
    const release = () => held?.release();
    duplex.on("close", release);
    if (handshake === undefined || fault !== undefined) {
      return refuse(duplex, held === undefined ? 503 : (fault ?? 404));
    }
    upgrade(request, duplex, head, handshake, held, release).catch((error: unknown) => {
      log.error({ err: error, code: "upgrade_failed" }, "upgrade failed");
      duplex.destroy();
    });
  };

  /** Resolves when the last socket has closed, or after `GOODBYE_MS`. */
  const allGone = (): Promise<void> =>
    new Promise((resolve) => {
      const cancel = clock.after(GOODBYE_MS, resolve);
      emptied = () => {
        cancel();
        resolve();
      };
      if (isEmpty()) emptied();
    });

  return {
    upgrade: onUpgrade,
    close: async () => {
      if (!open) return;
      open = false;
      stopSweep();
      for (const heartbeat of heartbeats) heartbeat.close();
      for (const socket of sockets()) socket.close("restart");
      await allGone();
      for (const socket of sockets()) socket.cut();
    },
  };
}
