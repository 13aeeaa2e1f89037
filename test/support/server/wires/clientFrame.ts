/** A WebSocket frame sent by a client. */
export interface ClientFrame {
  readonly opcode: number;
  readonly isFinal: boolean;
  readonly payload: Uint8Array;
  /** Four bytes; zeros by default, which the protocol allows. */
  readonly mask?: Uint8Array;
}

export function clientFrame({ opcode, isFinal, payload, mask }: ClientFrame): Buffer {
  const size = payload.byteLength;
  const key = mask ?? new Uint8Array(4);
  const head = [(isFinal ? 0x80 : 0) | opcode];
  if (size < 126) head.push(0x80 | size);
  else head.push(0x80 | 126, size >> 8, size & 0xff);
  const masked = payload.map((byte, index) => byte ^ (key[index & 3] ?? 0));
  return Buffer.concat([Buffer.from([...head, ...key]), masked]);
}
