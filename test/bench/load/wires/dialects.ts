import * as encoding from "lib0/encoding";
import { MESSAGE, SUBPROTOCOL } from "../../../../schema/protocol/protocol.ts";
import type { RoomAccess } from "./wire.ts";

/** What servers that speak y-protocols differ in. */
export interface YjsDialect {
  readonly path: (room: RoomAccess) => string;
  readonly protocols: (token: string) => readonly string[];
  /** Stands before every message, both ways. */
  readonly prefix: (room: RoomAccess) => Uint8Array;
  /** What is said first of all; nothing when empty. */
  readonly hello: Uint8Array;
  /** Said now and then by whoever says nothing else, where a server would hang up; nothing when empty. */
  readonly keepAlive: Uint8Array;
  /** `answers`: it has a document; `seeds`: and fills it; `neither`: it hands bytes on. */
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
