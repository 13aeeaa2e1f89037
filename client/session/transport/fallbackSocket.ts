import { ANSWER_MS } from "../requests.ts";
import {
  BROKEN,
  type FallbackTransport,
  type TransportClose,
  type FallbackLink,
  type FallbackOptions,
} from "./fallbackTransport.ts";
import * as decoding from "lib0/decoding";
import { MESSAGE } from "../../../schema/protocol.ts";

/**
 * What y-websocket takes for a WebSocket, over plain HTTP. Frames come down the way; of what goes up only this page's own
 * awareness travels: the question for the document is the way's own affair, and there is nothing else to say.
 */
export class FallbackSocket {
  readonly OPEN = 1;
  binaryType = "arraybuffer";
  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((message: { readonly data: ArrayBuffer }) => void) | null = null;
  onclose: ((end: TransportClose) => void) | null = null;
  onerror: (() => void) | null = null;
  readonly #options: FallbackOptions;
  readonly #abort = new AbortController();
  readonly #seat = randomId();
  /** The latest state that still has to go; the one under way is not counted. */
  #waiting: Uint8Array | undefined;
  #sending = false;

  constructor(transport: FallbackTransport, options: FallbackOptions) {
    this.#options = options;
    void this.#go(transport);
  }

  async #go(transport: FallbackTransport): Promise<void> {
    const link: FallbackLink = {
      seat: this.#seat,
      signal: this.#abort.signal,
      open: () => {
        this.readyState = this.OPEN;
        this.onopen?.();
      },
      deliver: ({ buffer }) => this.onmessage?.({ data: buffer }),
    };
    const end = await transport(this.#options, link).catch(() => BROKEN);
    this.readyState = 3;
    this.#abort.abort();
    this.onclose?.(end);
  }

  send(frame: Uint8Array): void {
    if (this.readyState !== this.OPEN || !isOwnState(frame, this.#options.clientId)) return;
    this.#waiting = frame;
    if (!this.#sending) void this.#sendWaiting();
  }

  /** One at a time and the latest wins. What does not arrive is said again within 15 s. */
  async #sendWaiting(): Promise<void> {
    const { url, token, clock, fetch } = this.#options;
    this.#sending = true;
    while (this.#waiting !== undefined && !this.#abort.signal.aborted) {
      const body = this.#waiting.slice();
      this.#waiting = undefined;
      const late = new AbortController();
      const giveUp = () => late.abort();
      const cancel = clock.after(ANSWER_MS, giveUp);
      this.#abort.signal.addEventListener("abort", giveUp, { once: true });
      await fetch(`${url}/attention?seat=${this.#seat}`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/octet-stream" },
        body,
        signal: late.signal,
      }).catch(() => undefined);
      cancel();
      this.#abort.signal.removeEventListener("abort", giveUp);
    }
    this.#sending = false;
  }

  close(): void {
    this.#abort.abort();
  }
}

/** 128 random bits in hex. Unlike `crypto.randomUUID`, this works on plain http too. */
function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Whether a frame is a client's own living state. A y-websocket client also sends back what it received of others, which
 * need not travel, and says goodbye, which might arrive after the next way's hello.
 */
function isOwnState(frame: Uint8Array, clientId: number): boolean {
  const decoder = decoding.createDecoder(frame);
  if (decoding.readVarUint(decoder) !== MESSAGE.awareness) return false;
  decoding.readVarUint(decoder);
  if (decoding.readVarUint(decoder) !== 1) return false;
  if (decoding.readVarUint(decoder) !== clientId) return false;
  decoding.readVarUint(decoder);
  return decoding.readVarString(decoder) !== "null";
}
