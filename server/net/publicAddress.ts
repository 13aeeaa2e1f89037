import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";

/** The address is none of the public internet: this machine's, its network's, or one that leads there. */
export class PrivateAddressError extends Error {
  override readonly name = "PrivateAddressError";
}

/** Whether an IP address is public. Special-purpose ranges and invalid addresses are not. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  return ipaddr.process(address).range() === "unicast";
}

/** An IP address as it stands in a URL's host; `undefined` for a name. */
function addressInHost(hostname: string): string | undefined {
  const address = hostname.replace(/^\[(.*)\]$/, "$1");
  return ipaddr.isValid(address) ? address : undefined;
}

/**
 * Why nothing may be asked of an address, as a sentence without its subject; `undefined` if it may. Names are resolved
 * later, with each connection.
 */
export function addressFault(text: string, allowPrivate: boolean): string | undefined {
  const url = URL.parse(text);
  if (url === null) return "must be an address of the web";
  const protocols = allowPrivate ? ["https:", "http:"] : ["https:"];
  if (!protocols.includes(url.protocol)) return "must begin with https://";
  if (url.username !== "" || url.password !== "") return "must hold no user name or password";
  if (allowPrivate) return undefined;
  const address = addressInHost(url.hostname);
  const isLocal = /(^|\.)localhost\.?$/i.test(url.hostname);
  return isLocal || (address !== undefined && !isPublicAddress(address))
    ? "must not be a private address"
    : undefined;
}

/**
 * Resolves a name for one connection, and fails where any of its addresses is private: what is checked is what is
 * connected to, so that a name that changes between the two gains nothing.
 */
export const publicLookup =
  (lookup: LookupFunction): LookupFunction =>
  (hostname, options, callback) => {
    lookup(hostname, options, (error, addresses, family) => {
      if (error !== null) return callback(error, addresses, family);
      const found = typeof addresses === "string" ? [{ address: addresses }] : addresses;
      if (found.length > 0 && found.every(({ address }) => isPublicAddress(address))) {
        return callback(null, addresses, family);
      }
      callback(new PrivateAddressError(`${hostname} is a private address`), addresses, family);
    });
  };
