import { CLOSE, type CloseReason } from "../../../schema/protocol.ts";
import type { Clock } from "../../base/clock.ts";

/** What a way to the room without a WebSocket goes by. */
export interface FallbackOptions {
  /** Of the room: `https://host/sync/<room>`. */
  readonly url: string;
  readonly token: string;
  /** The state vector of what the document has now. */
  readonly since: () => Uint8Array;
  readonly clientId: number;
  readonly clock: Clock;
  readonly fetch: typeof fetch;
}

/** How a way ends, as a socket would say it. */
export interface TransportClose {
  readonly code: number;
  readonly reason: string;
}

/** What a way tells while it is open. */
export interface FallbackLink {
  /** Tells the server's places of one tab apart. */
  readonly seat: string;
  readonly signal: AbortSignal;
  open(): void;
  deliver(frame: Uint8Array<ArrayBuffer>): void;
}

/** Goes a way until it ends. May reject: that is a lost network. */
export type FallbackTransport = (
  options: FallbackOptions,
  link: FallbackLink,
) => Promise<TransportClose>;

/** The network's end, not the server's. */
export const BROKEN: TransportClose = { code: 1006, reason: "" };
/** A frame that says nothing but that the server is there. */
export const SIGN_OF_LIFE: Uint8Array<ArrayBuffer> = Uint8Array.of(1, 1, 0);

const isCloseReason = (code: unknown): code is CloseReason =>
  typeof code === "string" && Object.hasOwn(CLOSE, code);

/** What a refusal says. An answer of whoever stands between here and the server is a broken way. */
export async function readRefusal(response: Response): Promise<TransportClose> {
  const body: unknown = await response.json().catch(() => undefined);
  const { code } = (body ?? {}) as { readonly code?: unknown };
  return isCloseReason(code) ? { code: CLOSE[code], reason: code } : BROKEN;
}

const toBase64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

/** Asks at one of the room's doors, with what is here already. */
export function ask(
  { url, token, since, fetch }: FallbackOptions,
  { seat, signal }: FallbackLink,
  door: "events" | "state",
  accept: string,
): Promise<Response> {
  return fetch(`${url}/${door}?seat=${seat}&since=${toBase64Url(since())}`, {
    headers: { accept, authorization: `Bearer ${token}` },
    cache: "no-store",
    signal,
  });
}

export const isOfType = (response: Response, type: string): boolean =>
  (response.headers.get("content-type") ?? "").startsWith(type);
