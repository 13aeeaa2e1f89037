import { expect, test } from "vitest";
import { slotOf } from "../../../../server/relay/redis/slots.ts";

/** From the cluster specification, and from a server's `CLUSTER KEYSLOT`. */
test.each([
  ["123456789", 12_739],
  ["", 0],
  ["foo", 12_182],
  ["{foo}.bar", 12_182],
  ["bar", 5061],
  ["x{foo}{bar}", 12_182],
  ["foo{}{bar}", 8363],
  ["ключ", 10_303],
  ["{a", 10_276],
  ["a}b{c}", 7365],
])("%s is in slot %i", (key, slot) => {
  expect(slotOf(key)).toBe(slot);
});
