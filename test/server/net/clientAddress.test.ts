import { describe, expect, test } from "vitest";
import { compileTrust } from "../../../server/net/clientAddress.ts";

describe("TRUST_PROXY", () => {
  test.each([
    [true, [true, true]],
    [false, [false, false]],
    [1, [true, false]],
    [2, [true, true]],
  ])("%s trusts hops in turn", (setting, [first, second]) => {
    const trust = compileTrust(setting);
    expect([trust("192.0.2.1", 0), trust("192.0.2.2", 1)]).toEqual([first, second]);
  });

  test("trusts addresses, networks and their names, at any hop", () => {
    const trust = compileTrust("loopback, 10.0.0.0/8,2001:db8::/32");
    for (const address of ["127.0.0.1", "::1", "10.1.2.3", "2001:db8::7"]) {
      expect(trust(address, 3)).toBe(true);
    }
    expect(trust("192.0.2.1", 0)).toBe(false);
  });

  test.each(["here", "10.0.0.0/99", "10.0.0.1,,10.0.0.2", ""])("refuses %j", (setting) => {
    expect(() => compileTrust(setting)).toThrow(TypeError);
  });
});
