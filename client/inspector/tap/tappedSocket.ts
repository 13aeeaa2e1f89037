import type { Clock } from "../../base/clock.ts";
import { DelayLine } from "./delay.ts";
import type { Faults } from "./faults.ts";

/** Observer of a tab's sockets. */
interface SocketWitness {
  opening(protocols: readonly string[]): void;
  opened(): void;
  closed(code: number, reason: string): void;
  sent(bytes: number): void;
  /** True if the frame was for the observer alone and is not forwarded. */
  received(frame: Uint8Array): boolean;
}

export interface TapOptions {
  readonly webSocket: typeof WebSocket;
  readonly faults: Faults;
  readonly witness: SocketWitness;
  readonly clock: Clock;
  /** Sent on every socket as soon as it is open. */
  readonly greeting?: Uint8Array<ArrayBuffer> | undefined;
}

type CloseLike = Pick<CloseEvent, "code" | "reason">;

/**
 * A `WebSocket` class for y-websocket that reports frames and injects faults. Implements the part of the interface that
 * y-websocket uses.
 */
export function tapSocket(options: TapOptions): typeof WebSocket {
  const { faults, witness, clock } = options;

  class TappedSocket {
    static readonly OPEN = 1;
    readonly OPEN = 1;
    binaryType: BinaryType = "arraybuffer";
    onopen: (() => void) | null = null;
    onmessage: ((message: { readonly data: ArrayBuffer }) => void) | null = null;
    onclose: ((closed: CloseLike) => void) | null = null;
    onerror: ((error: unknown) => void) | null = null;
    readonly #inner: WebSocket | undefined;
    readonly #inbound = new DelayLine(clock);
    readonly #outbound = new DelayLine(clock);
    readonly #unwatch: () => void;
    #ended = false;

    constructor(url: string, protocols: string | string[] = []) {
      witness.opening(typeof protocols === "string" ? [protocols] : protocols);
      this.#unwatch = faults.watch(this);
      if (faults.state.get().offlineUntilMs !== undefined) {
        clock.after(0, () => this.cut(1006, ""));
        return;
      }
      this.#inner = new options.webSocket(url, protocols);
      this.#inner.binaryType = "arraybuffer";
      this.#inner.addEventListener("open", () => this.#opened());
      this.#inner.addEventListener("message", ({ data }) => this.#arrived(data as ArrayBuffer));
      this.#inner.addEventListener("error", (error) => this.onerror?.(error));
      this.#inner.addEventListener("close", ({ code, reason }) => this.#end(code, reason));
    }

    get readyState(): number {
      return this.#ended ? 3 : (this.#inner?.readyState ?? 0);
    }

    #opened(): void {
      if (this.#ended) return;
      witness.opened();
      this.onopen?.();
      if (options.greeting !== undefined) this.send(options.greeting);
    }

    #arrived(data: ArrayBuffer): void {
      if (this.#ended) return;
      const { latencyMs, readBytesPerSecond } = faults.state.get();
      const takesMs = readBytesPerSecond > 0 ? (data.byteLength / readBytesPerSecond) * 1000 : 0;
      this.#inbound.add(latencyMs, takesMs, () => {
        if (!witness.received(new Uint8Array(data))) this.onmessage?.({ data });
      });
    }

    send(data: Uint8Array<ArrayBuffer>): void {
      witness.sent(data.byteLength);
      this.#outbound.add(faults.state.get().latencyMs, 0, () => {
        if (this.#inner?.readyState === 1) this.#inner.send(data);
      });
    }

    /** Closes at once: y-websocket opens the next socket without waiting for the close handshake. */
    close(): void {
      this.#inner?.close();
      this.#end(1000, "");
    }

    cut(code: number, reason: string): void {
      this.#inner?.close();
      this.#end(code, reason);
    }

    #end(code: number, reason: string): void {
      if (this.#ended) return;
      this.#ended = true;
      this.#unwatch();
      this.#inbound.close();
      this.#outbound.close();
      witness.closed(code, reason);
      this.onclose?.({ code, reason });
    }
  }
  return TappedSocket as unknown as typeof WebSocket;
}
