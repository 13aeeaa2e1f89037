import { describe, expect, test } from "vitest";
import { ConnectionLimit } from "../../../server/gateway/connectionLimit.ts";

describe("the connections of an address", () => {
  test("are refused at the limit until one of them is released", () => {
    const limit = new ConnectionLimit(2);
    const [first, second] = [limit.acquire("a"), limit.acquire("a")];
    expect([first, second]).not.toContain(undefined);
    expect(limit.acquire("a")).toBeUndefined();
    expect(limit.acquire("b")).toBeDefined();
    first?.release();
    expect(limit.acquire("a")).toBeDefined();
    expect(limit.acquire("a")).toBeUndefined();
  });

  test("are released once each, even if called repeatedly", () => {
    const limit = new ConnectionLimit(2);
    const [first] = [limit.acquire("a"), limit.acquire("a")];
    first?.release();
    first?.release();
    expect(limit.acquire("a")).toBeDefined();
    expect(limit.acquire("a")).toBeUndefined();
  });

  test("are counted up to the limit in a flood", () => {
    const limit = new ConnectionLimit(3);
    const taken = Array.from({ length: 50 }, () => limit.acquire("a"));
    expect(taken.filter((held) => held !== undefined)).toHaveLength(3);
    for (const held of taken) held?.release();
    expect(limit.acquire("a")).toBeDefined();
  });

  test("are counted per process", () => {
    const [here, there] = [new ConnectionLimit(1), new ConnectionLimit(1)];
    expect(here.acquire("a")).toBeDefined();
    expect(here.acquire("a")).toBeUndefined();
    expect(there.acquire("a")).toBeDefined();
  });
});
