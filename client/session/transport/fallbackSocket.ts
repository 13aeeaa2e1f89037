import { ANSWER_MS } from "../answerMs.ts";
import {
  BROKEN,
  type FallbackTransport,
  type TransportClose,
  type FallbackLink,
  type FallbackOptions,
} from "./fallbackTransport.ts";
import * as decoding from "lib0/decoding";
import { MESSAGE } from "../../../schema/protocol/protocol.ts";

/**
 * A substitute for WebSocket over plain HTTP, for y-websocket. The transport delivers incoming frames. Of outgoing frames
 * only this page's own awareness is posted: the transport makes sync step 1 itself.
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
  /** The latest unsent state, not counting the one being sent. */
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

  /** Posts one state at a time, the latest wins. A lost one is repeated within 15 s. */
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
 * Whether a frame holds exactly the client's own state and no removal. y-websocket also echoes states of others, and a
 * removal might arrive after the next connection's first state.
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
