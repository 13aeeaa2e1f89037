import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { parseCloseReason, SUBPROTOCOL } from "../../../schema/protocol/protocol.ts";
import { browserClock, type Clock } from "../../base/clock.ts";
import { newConnection, stepConnection, type ConnectionEvent } from "./connection.ts";
import { openTransportManager } from "../transport/transportManager.ts";
import { browserPage, type PageSignals } from "../../base/pageSignals.ts";
import { OwnAwareness } from "./ownAwareness.ts";
import { openLivenessProbe, reconnect } from "../transport/livenessProbe.ts";
import { openRenewal } from "./renewal.ts";
import { createStore, type Store } from "../../base/store.ts";
import type { ConnectionState } from "../types.ts";

const LONGEST_BACKOFF_MS = 1_800;
/** Delay before connecting although the device reports no network, which is sometimes wrong. */
const OFFLINE_TRY_MS = 10_000;

/** How to enter a room. The optional parts default to the browser's and are passed in by tests. */
export interface RoomEntry {
  /** The server's address, base path included: `https://host/viewings` or `wss://host`. */
  readonly origin: string;
  readonly room: string;
  readonly token: string;
  /** A new room token after the last one expired. Rejects with an `ApiError`; retried unless the error is final. */
  readonly renewToken: () => Promise<string>;
  readonly clock?: Clock;
  readonly page?: PageSignals;
  readonly random?: () => number;
  readonly fetch?: typeof fetch;
  /** Inspects this connection. A buyer's page has none. */
  readonly tap?: RoomTap | undefined;
}

/** Inspects a connection: it makes the sockets and sees every replica. */
export interface RoomTap {
  readonly webSocket: typeof WebSocket;
  joined(replica: RoomReplica): void;
}

export type Awareness = WebsocketProvider["awareness"];

/** A document of a room with its awareness. A room has one at a time and replaces it when it diverges. */
export interface RoomReplica {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
}

export interface RoomEvents {
  /**
   * Whether this page may change the document. If not, the server refuses local changes, which would remain here: the
   * changed document is replaced by a new one.
   */
  readonly writes: boolean;
  /** Whether server-sent events and polling may replace a WebSocket. They are read-only. */
  readonly fallsBack?: boolean;
  /** Called for each new replica before anything arrives. Returns its cleanup. */
  readonly joined: (replica: RoomReplica) => () => void;
  /** The socket is open, nothing arrived yet. */
  readonly opened?: () => void;
  /** The document is in sync with the server's. */
  readonly synced?: () => void;
}

export interface Room {
  readonly connection: Store<ConnectionState>;
  /** Idempotent. */
  close(): void;
}

/**
 * Forgets the clocks of all other clients. y-protocols keeps them after a disconnect and would then ignore unchanged
 * states after a reconnect.
 */
function forgetOthers(awareness: Awareness): void {
  for (const clientId of awareness.meta.keys()) {
    if (clientId !== awareness.clientID) awareness.meta.delete(clientId);
  }
}

/** Opens the connection to a room: the one place that makes a provider. */
export function openRoom(entry: RoomEntry, events: RoomEvents): Room {
  const { clock = browserClock, page = browserPage, random = Math.random } = entry;
  const connection = createStore<ConnectionState>(newConnection.connection);
  let machine = newConnection;
  let token = entry.token;
  let closed = false;
  let offline = false;
  /** The socket is being replaced by one of a better transport; its close is not a failure. */
  let exchanging = false;
  let cancelTry: (() => void) | undefined;

  const transportManager = openTransportManager({
    url: `${entry.origin.replace(/^ws/, "http")}/sync/${entry.room}`,
    token: () => token,
    since: () => Y.encodeStateVector(replica.doc),
    clientId: () => replica.doc.clientID,
    clock,
    fetch: entry.fetch ?? ((input, init) => fetch(input, init)),
    webSocket: entry.tap?.webSocket ?? WebSocket,
    changed: () => queueMicrotask(exchange),
  });

  function exchange(): void {
    const { provider } = replica;
    if (closed || !provider.shouldConnect) return;
    if (provider.ws !== null && transportManager.current() === transportManager.transport()) return;
    exchanging = true;
    reconnect(provider);
    exchanging = false;
  }

  function loseNetwork(): void {
    if (closed || machine.connection.kind === "closed") return;
    offline = true;
    replica.provider.disconnect();
    dispatch({ kind: "lost", atMs: clock.now() });
    cancelTry?.();
    cancelTry = clock.after(OFFLINE_TRY_MS, connect);
  }

  function regainNetwork(): void {
    cancelTry?.();
    if (closed || machine.connection.kind === "closed") return;
    const wasOffline = offline;
    offline = false;
    if (machine.renewal === "asked") return renewal.ask();
    if (wasOffline) {
      replica.provider.wsUnsuccessfulReconnects = 0;
      reconnect(replica.provider);
    } else {
      probe.probe();
    }
    transportManager.tryBetter();
  }

  function dispatch(connectionEvent: ConnectionEvent): void {
    if (closed) return;
    const step = stepConnection(machine, connectionEvent);
    machine = step.machine;
    if (step.repair === "renew-token") renewal.ask();
    if (step.repair === "rebuild-document") rebuild(replica.provider);
    connection.set(machine.connection);
  }

  const renewal = openRenewal({
    renewToken: entry.renewToken,
    clock,
    random,
    renewed: (renewed) => {
      token = renewed;
      dispatch({ kind: "renewed" });
      replica.provider.protocols = [SUBPROTOCOL, token];
      connect();
    },
    refused: () => dispatch({ kind: "renewal-refused" }),
  });

  /** Connects, unless the token has expired: then the renewal connects. */
  function connect(): void {
    if (machine.renewal !== "asked") replica.provider.connect();
  }

  function open() {
    const doc = new Y.Doc();
    const provider = new WebsocketProvider(
      `${entry.origin.replace(/^http/, "ws")}/sync`,
      entry.room,
      doc,
      {
        protocols: [SUBPROTOCOL, token],
        disableBc: true,
        maxBackoffTime: LONGEST_BACKOFF_MS,
        connect: false,
        awareness: new OwnAwareness(doc),
        WebSocketPolyfill: transportManager.webSocket,
      },
    );
    const leave = events.joined({ doc, awareness: provider.awareness });
    entry.tap?.joined({ doc, awareness: provider.awareness });
    doc.on("update", (_update: Uint8Array, origin: unknown) => {
      const foreign = !events.writes && origin !== provider;
      if (foreign) queueMicrotask(() => rebuild(provider));
    });
    provider.on("status", ({ status }) => {
      if (status !== "connected") return;
      forgetOthers(provider.awareness);
      events.opened?.();
    });
    provider.on("sync", (synced) => {
      if (!synced) return;
      transportManager.dispatch("heard");
      dispatch({ kind: "synced" });
      events.synced?.();
    });
    provider.on("connection-close", (closeEvent) => {
      spreadRetry(provider, random);
      const final = closeEvent !== null && closeEvent.code >= 4400 && closeEvent.code < 4500;
      if (final) return;
      const counts = events.fallsBack === true && !offline && !exchanging;
      if (counts) transportManager.dispatch("lost");
      dispatch({ kind: "lost", atMs: clock.now() });
    });
    provider.on("closed", ({ code, reason }) =>
      dispatch({
        kind: "refused",
        reason: parseCloseReason(code, reason) ?? "forbidden",
        atMs: clock.now(),
      }),
    );
    return {
      doc,
      provider,
      leave: () => {
        leave();
        provider.destroy();
        doc.destroy();
      },
    };
  }

  function rebuild(spoilt: WebsocketProvider): void {
    if (closed || replica.provider !== spoilt) return;
    replica.leave();
    replica = open();
    connect();
  }

  let replica = open();
  replica.provider.connect();
  const probe = openLivenessProbe({
    provider: () => replica.provider,
    page,
    clock,
    presents: events.writes,
    answers: () => transportManager.transport() === "websocket",
    lost: (sinceMs) => dispatch({ kind: "lost", atMs: sinceMs }),
  });
  const stopPage = [page.onOffline(loseNetwork), page.onReturn(regainNetwork)];
  return {
    connection,
    close: () => {
      if (closed) return;
      closed = true;
      cancelTry?.();
      renewal.close();
      for (const stop of stopPage) stop();
      probe.close();
      transportManager.close();
      replica.leave();
    },
  };
}

/** Spreads the reconnects of all clients after a restart of the server. */
function spreadRetry(provider: WebsocketProvider, random: () => number): void {
  const steps = provider.wsUnsuccessfulReconnects + 1;
  const backoffMs = Math.min(2 ** steps * 100, LONGEST_BACKOFF_MS);
  provider.maxBackoffTime = backoffMs * (0.5 + random() / 2);
}
