import type { IncomingMessage } from "node:http";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openRoomTokens } from "../../../server/access/tokens/roomTokens.ts";
import { ConnectionLimit } from "../../../server/gateway/connectionLimit.ts";
import { readHandshake } from "../../../server/gateway/handshake.ts";
import { isOriginAllowed } from "../../../server/net/origins.ts";
import { callerAddress, networkOf } from "../../../server/net/clientAddress.ts";
import { FakeClock } from "../../support/clock/fakeClock.ts";
import { examples } from "../../support/size.ts";

const RUNS = examples(2000);
const PUBLIC = "https://viewings.example";

const anyHeader = fc.oneof(
  fc.string(),
  fc.constantFrom("offplan.v1", "offplan.v1,", "offplan.v1, x, y", ",,,", "null", PUBLIC),
  fc.webUrl(),
);

const request = (url: string, headers: Record<string, string>): IncomingMessage =>
  ({ url, headers, socket: { remoteAddress: "192.0.2.1" } }) as unknown as IncomingMessage;

describe("the handshake", () => {
  test("no headers or paths are trusted or throw", () => {
    fc.assert(
      fc.property(anyHeader, anyHeader, anyHeader, fc.string(), (protocol, origin, host, path) => {
        const headers = { "sec-websocket-protocol": protocol, origin, host };
        const handshake = readHandshake(request(`/sync/${path}`, headers));
        if (handshake === undefined) return;
        expect(handshake.room).not.toMatch(/[/?#]/);
        const allowed = isOriginAllowed(handshake, { own: () => PUBLIC, allowed: [] });
        const own = URL.canParse(origin) && new URL(origin).host === host;
        expect(allowed).toBe(origin === PUBLIC || own);
      }),
      { numRuns: RUNS },
    );
  });

  test("an address is accepted only from trusted proxies", () => {
    fc.assert(
      fc.property(anyHeader, (forwarded) => {
        const asked = request("/", { "x-forwarded-for": forwarded });
        expect(callerAddress(asked, () => false)).toBe("192.0.2.1");
        expect(typeof callerAddress(asked, (_address, hop) => hop < 3)).toBe("string");
      }),
      { numRuns: RUNS },
    );
  });
});

describe("the address that is counted", () => {
  test.each([
    ["192.0.2.1", "192.0.2.1"],
    ["::ffff:192.0.2.1", "192.0.2.1"],
    ["::ffff:c000:201", "192.0.2.1"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:db8:1:2::1", "2001:db8:1:2::/64"],
    ["2001:DB8:1:2:0:0:0:9", "2001:db8:1:2::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["", ""],
    ["nonsense", "nonsense"],
  ])("%s counts as %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  test("all addresses of one IPv6 network share one limit", () => {
    const counter = new ConnectionLimit(2);
    const [first] = [counter.acquire("2001:db8::1"), counter.acquire("2001:db8::2")];
    expect(counter.acquire("2001:db8::3")).toBeUndefined();
    expect(counter.acquire("2001:db8:0:1::3")).toBeDefined();
    first?.release();
    first?.release();
    expect(counter.acquire("2001:db8::4")).toBeDefined();
    expect(counter.acquire("2001:db8::5")).toBeUndefined();
  });

  test("any address is counted without throwing", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.ipV4(), fc.ipV6()), (address) => {
        expect(typeof networkOf(address)).toBe("string");
      }),
      { numRuns: RUNS },
    );
  });
});

describe("a room token", () => {
  const clock = new FakeClock();
  const tokens = openRoomTokens("a secret of thirty-two characters", clock);
  const issue = () =>
    tokens.issue({
      subject: "buyer:1",
      presentation: "p",
      room: "p",
      role: "buyer",
      name: "Bob",
      expiresAtMs: clock.now() + 60_000,
    });
  const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

  test("is not accepted in any similar form", async () => {
    const payload = (await issue()).split(".")[1] ?? "";
    const shapes = fc.oneof(
      fc.string(),
      fc.tuple(fc.json(), fc.json()).map(([head, body]) => `${base64(head)}.${base64(body)}.AA`),
      fc
        .constantFrom(
          { alg: "none" },
          { alg: "HS256", b64: false, crit: ["b64"] },
          { alg: "HS512" },
          { alg: "RS256", jku: "http://127.0.0.1/" },
        )
        .map((head) => `${base64(head)}.${payload}.`),
    );
    await fc.assert(
      fc.asyncProperty(shapes, async (token) => {
        expect(await tokens.verify(token)).toEqual({ ok: false, problem: "token_invalid" });
      }),
      { numRuns: RUNS / 4 },
    );
  });

  test("is invalid with any single character changed", async () => {
    const token = await issue();
    expect((await tokens.verify(token)).ok).toBe(true);
    const signed = token.lastIndexOf(".");
    await fc.assert(
      fc.asyncProperty(
        fc.nat(signed - 1),
        fc.constantFrom("a", "b", "Z", "0", "9", "-", "_", "."),
        async (at, letter) => {
          fc.pre(token[at] !== letter);
          const changed = token.slice(0, at) + letter + token.slice(at + 1);
          expect((await tokens.verify(changed)).ok).toBe(false);
        },
      ),
      { numRuns: RUNS / 4 },
    );
  });
});
