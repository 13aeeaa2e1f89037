import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";

/** The address is not on the public internet: it is this machine's or its network's, or leads there. */
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
 * Why no request may be sent to an address, as a sentence without its subject; `undefined` if one may. Names are
 * resolved later, with each connection.
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
 * Resolves a name for one connection, and fails if any of its addresses is private. The checked addresses are those
 * that are connected to, so a name that changes in between (DNS rebinding) gains nothing.
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
