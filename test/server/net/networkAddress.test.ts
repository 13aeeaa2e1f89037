import type { NetworkInterfaceInfo } from "node:os";
import { expect, test } from "vitest";
import { networkAddress } from "../../../server/net/networkAddress.ts";

const info = (address: string, internal = false): NetworkInterfaceInfo => {
  const shared = { address, netmask: "", mac: "", internal, cidr: null };
  return address.includes(":")
    ? { ...shared, family: "IPv6", scopeid: 0 }
    : { ...shared, family: "IPv4" };
};
const lo = [info("127.0.0.1", true), info("::1", true)];

test.each([
  ["nothing but loopback", { lo }, undefined],
  ["no interface at all", {}, undefined],
  ["an address that the machine gave itself", { lo, eth0: [info("169.254.7.7")] }, undefined],
  ["a link-local IPv6 one alone", { lo, eth0: [info("fe80::1")] }, undefined],
  ["Wi-Fi", { lo, wlan0: [info("fe80::1"), info("192.168.1.7")] }, "192.168.1.7"],
  [
    "a container's bridge first",
    { docker0: [info("172.17.0.1")], en0: [info("10.0.0.5")] },
    "10.0.0.5",
  ],
  ["a tunnel alone", { lo, utun3: [info("10.8.0.2")] }, "10.8.0.2"],
  ["IPv6 before IPv4", { en0: [info("fd00::7"), info("10.0.0.5")] }, "10.0.0.5"],
  ["IPv6 alone", { lo, en0: [info("fd00::7")] }, "[fd00::7]"],
])("an address in this network, of a machine with %s", (_with, interfaces, address) => {
  expect(networkAddress(interfaces)).toBe(address);
});
