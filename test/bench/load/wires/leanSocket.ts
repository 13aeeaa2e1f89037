import { connect, type Socket } from "node:net";

/** What a load process has moved since it was last asked. */
export interface Traffic {
  bytesIn: number;
  bytesOut: number;
}

/** Takes whole pieces of what has come and says where the first unfinished one begins. */
export type Consume = (bytes: Buffer, start: number, end: number) => number;

/** A connection without streams: thousands fit a process that has to be faster than the server. */
export interface LeanSocket {
  /** Set before anything may arrive, and again when the conversation enters another phase. */
  consume: Consume;
  write(bytes: Uint8Array | string): void;
  close(): void;
  readonly isOpen: boolean;
}

/** Every read of the process lands here; what is left unfinished is copied out. */
const READ_BUFFER = Buffer.allocUnsafeSlow(1024 * 1024);

/** Resolves once connected. `lost` is told of an end that nobody here asked for. */
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
