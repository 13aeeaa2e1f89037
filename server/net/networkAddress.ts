import { isIPv6 } from "node:net";
import type { NetworkInterfaceInfo } from "node:os";

/** The result of `os.networkInterfaces`. */
export type NetworkInterfaces = Readonly<
  Record<string, readonly NetworkInterfaceInfo[] | undefined>
>;

/** Bridges of containers and virtual machines, and tunnels: phones in this network do not reach them. */
const VIRTUAL =
  /^(?:docker|br-|veth|virbr|vmnet|vboxnet|vEthernet|bridge|tun|tap|utun|wg|tailscale)/i;
/** Self-assigned addresses, unusable without an interface name. */
const LINK_LOCAL = /^(?:169\.254\.|fe[89ab])/i;

/**
 * The address at which other devices in this machine's network are likely to reach it, as it stands in a URL: IPv4 before
 * IPv6, real interfaces before virtual ones. `undefined`: it is in no network.
 */
export function networkAddress(interfaces: NetworkInterfaces): string | undefined {
  const found = Object.entries(interfaces).flatMap(([name, infos = []]) =>
    infos
      .filter(({ internal, address }) => !internal && !LINK_LOCAL.test(address))
      .map(({ address }) => ({
        address,
        rank: (VIRTUAL.test(name) ? 2 : 0) + (isIPv6(address) ? 1 : 0),
      })),
  );
  const [best] = found.toSorted((one, other) => one.rank - other.rank);
  if (best === undefined) return undefined;
  return isIPv6(best.address) ? `[${best.address}]` : best.address;
}
