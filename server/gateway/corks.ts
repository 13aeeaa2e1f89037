import type { Duplex } from "node:stream";

/** Shared, since a new promise for each read would be garbage. */
const READ = Promise.resolve();

/**
 * Gathers the writes that one read causes into one write a socket. Measured: 3.5 times as fast at 4 frames, 10 times
 * at 16. A single frame would cost more, so it starts with the second message of a read.
 */
export class Corks {
  readonly #corked: Duplex[] = [];
  #messages = 0;

  /** Called before each message. Node runs promise reactions once it has emitted everything that one read brought. */
  message(): void {
    if (this.#messages === 0) void READ.then(this.#end);
    this.#messages += 1;
  }

  /** Called before each write. */
  hold(socket: Duplex): void {
    if (this.#messages < 2 || socket.writableCorked > 0) return;
    socket.cork();
    this.#corked.push(socket);
  }

  readonly #end = (): void => {
    this.#messages = 0;
    if (this.#corked.length === 0) return;
    for (const socket of this.#corked) socket.uncork();
    this.#corked.length = 0;
  };
}
