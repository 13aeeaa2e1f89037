import { connect, type Socket } from "node:net";

/** Bytes sent and received since the last query. */
export interface Traffic {
  bytesIn: number;
  bytesOut: number;
}

/** Consumes complete messages. Returns the offset of the first incomplete one. */
export type Consume = (bytes: Buffer, start: number, end: number) => number;

/** A TCP connection without Node's streams, so that one process can hold thousands and outpace the server. */
export interface LeanSocket {
  /** Parser of incoming bytes. Set before connecting, and replaced when the protocol changes phase. */
  consume: Consume;
  write(bytes: Uint8Array | string): void;
  close(): void;
  readonly isOpen: boolean;
}

/** Read buffer shared by all connections; incomplete messages are copied out of it. */
const READ_BUFFER = Buffer.allocUnsafeSlow(1024 * 1024);

/** Resolves once connected. `lost` is called when the peer ends the connection. */
export async function openLeanSocket(
  port: number,
  traffic: Traffic,
  lost: (why: string) => void,
): Promise<LeanSocket> {
  let unfinished: Buffer | undefined;
  let closing = false;
  let open = true;

  const take = (bytesRead: number): boolean => {
    traffic.bytesIn += bytesRead;
    const fresh = READ_BUFFER.subarray(0, bytesRead);
    const bytes = unfinished === undefined ? fresh : Buffer.concat([unfinished, fresh]);
    const consumed = lean.consume(bytes, 0, bytes.byteLength);
    unfinished = consumed === bytes.byteLength ? undefined : Buffer.from(bytes.subarray(consumed));
    return true;
  };

  const socket: Socket = connect({
    port,
    host: "127.0.0.1",
    noDelay: true,
    onread: { buffer: READ_BUFFER, callback: take },
  });
  const lean: LeanSocket = {
    consume: (_bytes, _start, end) => end,
    write: (bytes) => {
      traffic.bytesOut += bytes.length;
      socket.write(bytes);
    },
    close: () => {
      closing = true;
      socket.destroy();
    },
    get isOpen() {
      return open;
    },
  };
  const end = (why: string): void => {
    if (!open) return;
    open = false;
    if (!closing) lost(why);
  };
  socket.on("error", (error) => end(error.message));
  socket.on("close", () => end("closed by the server"));
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("error", reject);
  });
  return lean;
}
