import { describe, expect, test } from "vitest";
import { createBuyerApi } from "../../../client/buyer/buyerApi.ts";
import { readProblem } from "../../../client/join/refusal.ts";
import { createApi } from "../../../client/session/api.ts";
import { sseTransport } from "../../../client/session/transport/sseTransport.ts";
import { pollTransport } from "../../../client/session/transport/pollTransport.ts";
import { createFakeClock } from "../session/fakes.ts";

const SIGN_IN = "<!doctype html><title>Hotel Wi-Fi</title><form>";
const page = (status: number) => async () =>
  new Response(SIGN_IN, { status, headers: { "content-type": "text/html; charset=utf-8" } });

/** Responses of a captive portal: its page, a redirect to it, or a standard 511. */
const PORTALS: readonly (readonly [name: string, answer: typeof fetch])[] = [
  ["its page", page(200)],
  ["its page, after a redirect", page(203)],
  ["a refusal", page(403)],
  ["the status made for it", page(511)],
  ["a redirect that may not be followed", () => Promise.reject(new TypeError("Failed to fetch"))],
];

describe.each(PORTALS)("a captive portal that answers with %s", (_name, answer) => {
  test.each(["preview", "join", "self", "renew", "project", "hearts", "setHeart"] as const)(
    "is no answer to %s",
    async (call) => {
      const api = createBuyerApi(answer);
      const inside = createApi({ fetch: answer });
      const asked = {
        preview: () => api.preview("p1", "s3cret"),
        join: () => api.join("p1", { secret: "s3cret" }),
        self: () => attempt(inside.self("p1")),
        renew: () => attempt(inside.renew("p1")),
        project: () => attempt(inside.project("lagoon")),
        hearts: () => attempt(inside.hearts("p1")),
        setHeart: () => attempt(inside.setHeart("p1", "b-1204", true)),
      }[call]();
      const told = await asked;
      if (told.ok) throw new Error("a page was taken for an answer");
      expect(readProblem(told.problem, 0)).toEqual({ kind: "no_network" });
    },
  );

  test.each([
    ["events", sseTransport],
    ["polling", pollTransport],
  ] as const)("is not taken for a room by %s", async (_way, way) => {
    const delivered: unknown[] = [];
    const link = {
      seat: "seat",
      signal: new AbortController().signal,
      open: () => delivered.push("open"),
      deliver: (frame: unknown) => delivered.push(frame),
    };
    const needs = {
      url: "https://live.example.com/sync/room",
      token: "token",
      since: () => new Uint8Array(),
      clientId: 1,
      clock: createFakeClock(),
      fetch: answer,
    };
    const end = await way(needs, link).catch(() => ({ code: 1006, reason: "" }));
    expect(end).toEqual({ code: 1006, reason: "" });
    expect(delivered).toEqual([]);
  });
});

test("a proxy's answer for a server that is down is not taken for a portal", async () => {
  const told = await createBuyerApi(page(502)).preview("p1", "s3cret");
  expect(told).toMatchObject({ ok: false, problem: { code: "unavailable" } });
});

async function attempt(call: Promise<unknown>) {
  try {
    return { ok: true as const, value: await call };
  } catch (error) {
    return { ok: false as const, problem: error as Parameters<typeof readProblem>[0] };
  }
}
