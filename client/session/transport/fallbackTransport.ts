import { CLOSE, type CloseReason } from "../../../schema/protocol/protocol.ts";
import type { Clock } from "../../base/clock.ts";

/** Options of a transport without a WebSocket. */
export interface FallbackOptions {
  /** The room's URL: `https://host/sync/<room>`. */
  readonly url: string;
  readonly token: string;
  /** The document's current state vector. */
  readonly since: () => Uint8Array;
  readonly clientId: number;
  readonly clock: Clock;
  readonly fetch: typeof fetch;
}

/** Close code and reason, as of a WebSocket. */
export interface TransportClose {
  readonly code: number;
  readonly reason: string;
}

/** Callbacks of an open transport. */
export interface FallbackLink {
  /** Identifies one connection of a tab to the server. */
  readonly seat: string;
  readonly signal: AbortSignal;
  open(): void;
  deliver(frame: Uint8Array<ArrayBuffer>): void;
}

/** Runs a transport until it ends. A rejection counts as a lost network. */
export type FallbackTransport = (
  options: FallbackOptions,
  link: FallbackLink,
) => Promise<TransportClose>;

/** Closed by the network, not by the server. */
export const BROKEN: TransportClose = { code: 1006, reason: "" };
/** An empty awareness frame, used as heartbeat. */
export const SIGN_OF_LIFE: Uint8Array<ArrayBuffer> = Uint8Array.of(1, 1, 0);

const isCloseReason = (code: unknown): code is CloseReason =>
  typeof code === "string" && Object.hasOwn(CLOSE, code);

/** Reads a refusal. A non-JSON answer (captive portal, proxy) counts as a lost connection. */
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

/** Requests one of the room's fallback endpoints with the current state vector. */
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
