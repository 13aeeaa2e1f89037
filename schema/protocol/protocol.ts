/** The WebSocket subprotocol. The room token travels as the second one offered. */
export const SUBPROTOCOL = "offplan.v1";

/** First byte of a y-websocket frame (y-websocket 3.1, `messageSync` and so on). */
export const MESSAGE = { sync: 0, awareness: 1, auth: 2, queryAwareness: 3 } as const;

/** Second byte of a sync frame (y-protocols 1.0.7, `sync.js`). */
export const SYNC = { step1: 0, step2: 1, update: 2 } as const;

export const MAX_FRAME_BYTES = 64 * 1024;
export const MAX_DOCUMENT_BYTES = 256 * 1024;

/** Close codes of the server by reason, as sent. Reasons stay under 123 bytes. */
export const CLOSE = {
  token_invalid: 4401,
  token_expired: 4401,
  forbidden: 4403,
  full: 4403,
  unknown_room: 4404,
  replaced: 4409,
  ended: 4410,
  expired: 4410,
  withdrawn: 4410,
  invalid_state: 4422,
  too_many_messages: 4429,
  too_big: 1009,
  restart: 1012,
  overload: 1013,
} as const;
export type CloseReason = keyof typeof CLOSE;

/** Reads a close event; `undefined` for codes of the network rather than the server. */
export function parseCloseReason(code: number, reason: string): CloseReason | undefined {
  const known = Object.entries(CLOSE).filter(([, closeCode]) => closeCode === code);
  const named = known.find(([name]) => name === reason) ?? known[0];
  return named?.[0] as CloseReason | undefined;
}
