import { describe, expect, test } from "vitest";
import { readCloseReason, readProblem, type DoorProblem } from "../../../client/join/refusal.ts";
import type { ApiErrorCode } from "../../../client/session/api.ts";
import { PROBLEM_STATUS } from "../../../schema/protocol/problems.ts";
import { CLOSE, type CloseReason } from "../../../schema/protocol/protocol.ts";

const NOW_MS = 1_000_000;
const words = (problem: DoorProblem) =>
  problem.kind === "page" ? problem.refusal.kind : problem.kind;

describe("a call's problem", () => {
  const expected: Record<ApiErrorCode, string> = {
    wrong_secret: "wrong_link",
    unknown: "wrong_link",
    forbidden: "wrong_link",
    invalid_body: "wrong_link",
    body_too_large: "wrong_link",
    changed: "wrong_link",
    unsatisfiable_range: "wrong_link",
    method_not_allowed: "wrong_link",
    not_understood: "wrong_link",
    bad_picture: "wrong_link",
    bad_outline: "wrong_link",
    wrong_pin: "wrong_pin",
    unauthorized: "token_spent",
    expired: "expired",
    ended: "ended",
    withdrawn: "withdrawn",
    full: "full",
    too_many_attempts: "too_many_attempts",
    wrong_key: "unavailable",
    stale: "unavailable",
    conflict: "unavailable",
    presented: "unavailable",
    not_added: "unavailable",
    internal: "unavailable",
    unavailable: "unavailable",
    network: "no_network",
    unreadable: "no_network",
  };
  const codes = [...Object.keys(PROBLEM_STATUS), "network", "unreadable"] as ApiErrorCode[];

  test.each(codes)("%s has its own page", (code) => {
    expect(words(readProblem({ code }, NOW_MS))).toBe(expected[code]);
  });

  test("is retried when the server says, or in a minute", () => {
    const code = "too_many_attempts";
    expect(readProblem({ code, retryAfterSeconds: 12 }, NOW_MS)).toEqual({
      kind: "page",
      refusal: { kind: code, retryAtMs: NOW_MS + 12_000 },
    });
    expect(readProblem({ code }, NOW_MS)).toEqual({
      kind: "page",
      refusal: { kind: code, retryAtMs: NOW_MS + 60_000 },
    });
  });
});

describe("a closed socket", () => {
  const expected: Record<CloseReason, string> = {
    token_invalid: "token_spent",
    token_expired: "token_spent",
    forbidden: "wrong_link",
    full: "full",
    unknown_room: "ended",
    replaced: "outdated",
    ended: "ended",
    expired: "expired",
    withdrawn: "withdrawn",
    invalid_state: "outdated",
    too_many_messages: "outdated",
    too_big: "outdated",
    restart: "unavailable",
    overload: "unavailable",
  };

  test.each(Object.keys(CLOSE) as CloseReason[])("%s", (reason) => {
    expect(words(readCloseReason(reason))).toBe(expected[reason]);
  });
});
