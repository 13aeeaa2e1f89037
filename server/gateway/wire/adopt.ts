import { Socket, type OnReadOpts, type SocketConstructorOpts } from "node:net";
import type { Duplex } from "node:stream";

/** As much as Node reads at a time. */
const READ_BYTES = 64 * 1024;
/** For all sockets: what was read is dealt with before the next read begins. */
const READ_BUFFER = Buffer.allocUnsafeSlow(READ_BYTES);

/** What a socket read. The bytes are good until it returns. */
export type OnRead = (socket: Duplex, bytes: Buffer) => void;

/** Returns the socket that has the connection from now on. */
export type Adopt = (upgraded: Duplex) => Duplex;

/**
 * Makes the connection of an upgraded socket a socket of its own that reads into one buffer, where Node would make one
 * for each read, and that has nothing of HTTP on it. What had arrived already comes as "data". Measured with 1,000 rooms:
 * 12 % less processor time and 6 % less heap.
 *
 * Node offers `onread` for sockets that one opens oneself, not for those that its HTTP server accepted, and no public way
 * to hand over their handle. So where anything is not as expected, the socket stays as it was and tells "data". It stays
 * on Windows too, which may fill a buffer before it says so.
 */
export function createAdopt(onRead: OnRead): Adopt {
  const onread: OnReadOpts = {
    buffer: READ_BUFFER,
    callback(this: Socket, count: number) {
      onRead(this, READ_BUFFER.subarray(0, count));
      return true;
    },
  };
  return (upgraded) => {
    const handle: unknown = Reflect.get(upgraded, "_handle");
    if (!isQuiet(upgraded) || !canReadInto(handle)) return upgraded;
    const early: Buffer | null = upgraded.read();
    const options: SocketConstructorOpts = { onread };
    Object.assign(options, { handle });
    const socket = new Socket(options);
    Reflect.set(upgraded, "_handle", null);
    if (early !== null) socket.unshift(early);
    upgraded.destroy();
    return socket;
  };
}

/** Nothing is being written, and neither side has ended. */
function isQuiet(socket: Duplex): boolean {
  const isOpen = socket.readable && socket.writable && !socket.readableEnded;
  return isOpen && socket.writableLength === 0;
}

/** Of TCP, not of TLS and not of a pipe, on a Node that is made as those that were tried. */
function canReadInto(handle: unknown): boolean {
  if (process.platform === "win32" || typeof handle !== "object" || handle === null) return false;
  return handle.constructor.name === "TCP" && "useUserBuffer" in handle;
}
