import type { IncomingMessage } from "node:http";
import { isIPv6 } from "node:net";

/**
 * Whom an address stands for: one IPv6 caller has a whole /64 to choose from, and an IPv4 one may come written as IPv6.
 */
export function networkOf(address: string): string {
  const [plain = ""] = address.split("%", 1);
  if (!isIPv6(plain)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1];
  if (mapped !== undefined) return mapped;
  const [head = "", tail] = new URL(`http://[${plain}]`).hostname.slice(1, -1).split("::");
  const [left, right] = [head, tail ?? ""].map((part) => part.split(":").filter(Boolean));
  const zeros = Array(8 - (left?.length ?? 0) - (right?.length ?? 0)).fill("0");
  return `${[...(left ?? []), ...zeros, ...(right ?? [])].slice(0, 4).join(":")}::/64`;
}

/** Whether the proxy at this address and distance may name the address before it, as Express' `trust proxy` decides. */
export type TrustProxy = (address: string, hop: number) => boolean;

/** The caller's address: the nearest one that no trusted proxy vouches for. */
export function callerAddress(request: IncomingMessage, trust: TrustProxy): string {
  const header = request.headers["x-forwarded-for"];
  const forwarded = (Array.isArray(header) ? header.join(",") : (header ?? ""))
    .split(",")
    .map((address) => address.trim())
    .filter((address) => address !== "");
  const chain = [request.socket.remoteAddress ?? "", ...forwarded.toReversed()];
  const untrusted = chain.findIndex((address, hop) => !trust(address, hop));
  return chain[untrusted === -1 ? chain.length - 1 : untrusted] ?? "";
}
