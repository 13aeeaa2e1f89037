import type { IncomingMessage } from "node:http";
import ipaddr from "ipaddr.js";
import proxyAddr from "proxy-addr";

/** `TRUST_PROXY`: all proxies or none, their number, or their addresses and networks, separated by commas. */
export type TrustProxy = boolean | number | string;

/** Whether the proxy at this address and distance may name the address before it. Usable as Express' `trust proxy`. */
export type TrustsProxy = (address: string, hop: number) => boolean;

/** @throws TypeError for an invalid address. */
export function compileTrust(setting: TrustProxy): TrustsProxy {
  if (typeof setting === "boolean") return () => setting;
  if (typeof setting === "number") return (_address, hop) => hop < setting;
  return proxyAddr.compile(setting.split(",").map((address) => address.trim()));
}

/** The caller's address: the nearest one that no trusted proxy vouches for. */
export const callerAddress = (request: IncomingMessage, trust: TrustsProxy): string =>
  proxyAddr(request, trust) ?? "";

/**
 * The network that limits count an address by: the /64 of an IPv6 address, since one caller has all of it, and the IPv4
 * address of an IPv4-mapped one. Anything else is returned unchanged.
 */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString();
  return `${parsed.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(":")}::/64`;
}
