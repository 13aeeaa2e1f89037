import * as encoding from "lib0/encoding";
import { MESSAGE, SUBPROTOCOL } from "../../../../schema/protocol/protocol.ts";
import type { RoomAccess } from "./wire.ts";

/** Differences between servers of y-protocols. */
export interface YjsDialect {
  readonly path: (room: RoomAccess) => string;
  readonly protocols: (token: string) => readonly string[];
  /** Prefix of every message in both directions. */
  readonly prefix: (room: RoomAccess) => Uint8Array;
  /** First message of a client; empty: none. */
  readonly hello: Uint8Array;
  /** Keep-alive message of idle clients, for servers with an idle timeout; empty: none. */
  readonly keepAlive: Uint8Array;
  /** `answers`: the server holds a document; `seeds`: it also fills it; `neither`: it only forwards bytes. */
  readonly document: "answers" | "seeds" | "neither";
}

export const NOTHING = new Uint8Array();

export const OFFPLAN: YjsDialect = {
  path: ({ name }) => `/sync/${name}`,
  protocols: (token) => [SUBPROTOCOL, token],
  prefix: () => NOTHING,
  hello: NOTHING,
  keepAlive: NOTHING,
  document: "seeds",
};

export const RELAY: YjsDialect = {
  path: ({ name }) => `/${name}`,
  protocols: () => [],
  prefix: () => NOTHING,
  hello: NOTHING,
  keepAlive: NOTHING,
  document: "neither",
};

export const Y_WEBSOCKET: YjsDialect = { ...RELAY, document: "answers" };

export const Y_PARTYSERVER: YjsDialect = {
  ...Y_WEBSOCKET,
  path: ({ name }) => `/parties/room/${name}`,
};

function authentication(): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.auth);
  encoding.writeVarUint(encoder, 0);
  encoding.writeVarString(encoder, "");
  return encoding.toUint8Array(encoder);
}

export const HOCUSPOCUS: YjsDialect = {
  path: () => "/",
  protocols: () => [],
  prefix: ({ name }) => encoding.encode((encoder) => encoding.writeVarString(encoder, name)),
  hello: authentication(),
  keepAlive: Uint8Array.of(MESSAGE.queryAwareness),
  document: "answers",
};
