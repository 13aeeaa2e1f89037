import type { IncomingMessage, Server } from "node:http";
import { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { CloseReason } from "../../schema/protocol.ts";
import { fail, type Result } from "../../schema/result.ts";
import type { Clock } from "../clock.ts";
import type { Admission } from "../rooms/rooms.ts";
import type { RoomLog, RoomMetrics } from "../rooms/observer.ts";
import {
  callerAddress,
  type AddressCounter,
  type AddressPlace,
  type TrustProxy,
} from "./addresses.ts";
import { admit, type AdmissionDependencies } from "./admission.ts";
import { chooseSubprotocol, readHandshake, type Handshake } from "./handshake.ts";
import { Heartbeat } from "./heartbeat.ts";
import { readOf, SocketConnection, type SocketParts } from "./socket.ts";
import { createAdopt } from "./wire/adopt.ts";
import { Corks } from "./wire/corks.ts";
import { Framer } from "./wire/framer.ts";
import { acceptUpgrade, isWebSocketHandshake, refuseUpgrade } from "./wire/upgrade.ts";

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

const ignore = (): void => undefined;

/**
 * The WebSocket door. A request is authenticated and its room opened before the upgrade is accepted, so nothing queues
 * from strangers; whoever is turned away is accepted first and then closed with a code, because a browser cannot read
 * an upgrade's status.
 */
export function openGateway(dependencies: GatewayDependencies): Gateway {
  const { server, clock, addresses } = dependencies;
  const heartbeat = new Heartbeat(clock);
  const adopt = createAdopt(readOf);
  let open = true;
  let emptied = ignore;
  const parts: SocketParts = {
    clock,
    framer: new Framer(),
    corks: new Corks(),
    closed: (reason) => dependencies.metrics.closed(reason),
    gone: (connection, place) => {
      place?.release();
      heartbeat.delete(connection);
      if (heartbeat.size === 0) emptied();
    },
  };

  const enter = (
    duplex: Duplex,
    head: Buffer,
    admission: Result<Admission, CloseReason>,
    place: AddressPlace | undefined,
  ): void => {
    const connection = new SocketConnection(duplex, parts, place);
    heartbeat.add(connection);
    if (admission.ok) {
      connection.open(head, admission.value.enter(connection));
    } else {
      dependencies.log.info({ reason: admission.problem }, "connection refused");
      connection.open(head);
      connection.close(admission.problem);
    }
  };

  const upgrade = async (
    request: IncomingMessage,
    duplex: Duplex,
    head: Buffer,
    handshake: Handshake,
  ): Promise<void> => {
    const place = await addresses.take(callerAddress(request, dependencies.trustProxy));
    const admission: Result<Admission, CloseReason> =
      place === undefined || !open
        ? fail(open ? "overload" : "restart")
        : await admit(dependencies, handshake).catch((error: unknown) => {
            place.release();
            throw error;
          });
    if (duplex.destroyed) return place?.release();
    if (duplex instanceof Socket) duplex.setNoDelay(true).setTimeout(0);
    const socket = adopt(duplex);
    acceptUpgrade(request, socket, chooseSubprotocol(request));
    enter(socket, head, admission, place);
  };

  const onUpgrade = (request: IncomingMessage, duplex: Duplex, head: Buffer): void => {
    duplex.on("error", ignore);
    const handshake = readHandshake(request);
    if (handshake === undefined) return refuseUpgrade(duplex, "404 Not Found");
    if (!isWebSocketHandshake(request)) return refuseUpgrade(duplex, "400 Bad Request");
    upgrade(request, duplex, head, handshake).catch((error: unknown) => {
      dependencies.log.error({ err: error, code: "upgrade_failed" }, "upgrade failed");
      duplex.destroy();
    });
  };
  server.on("upgrade", onUpgrade);

  /** Resolves when the last socket has closed, or when patience is at its end. */
  const allGone = (): Promise<void> =>
    new Promise((resolve) => {
      const cancel = clock.after(GOODBYE_MS, resolve);
      emptied = () => {
        cancel();
        resolve();
      };
      if (heartbeat.size === 0) emptied();
    });

  return {
    close: async () => {
      if (!open) return;
      open = false;
      heartbeat.close();
      for (const socket of heartbeat.sockets()) socket.close("restart");
      await allGone();
      for (const socket of heartbeat.sockets()) socket.cut();
      server.off("upgrade", onUpgrade);
    },
  };
}
