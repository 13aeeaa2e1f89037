import { expect, test } from "vitest";
import { watchExpiry } from "../../../../client/agent/colleague/expiry.ts";
import { ApiError } from "../../../../client/session/api.ts";
import type { SelfResponse } from "../../../../schema/api.ts";
import { createFakeClock, createFakePage } from "../../session/fakes.ts";

const settle = () => new Promise((resolve) => setImmediate(resolve));

function open() {
  const [clock, page] = [createFakeClock(), createFakePage()];
  const moved: number[] = [];
  let asked = 0;
  let answer: number | ApiError = 1_000;
  const stop = watchExpiry({
    id: "p1",
    api: {
      self: async () => {
        asked += 1;
        if (answer instanceof ApiError) throw answer;
        return { expiresAt: new Date(answer).toISOString() } as SelfResponse;
      },
    },
    presenting: { moveExpiry: (expiresAtMs) => moved.push(expiresAtMs) },
    clock,
    page,
  });
  const pass = async (ms: number) => {
    clock.advance(ms);
    await settle();
  };
  return {
    moved,
    page,
    pass,
    stop,
    asked: () => asked,
    answers: (next: number | ApiError) => {
      answer = next;
    },
  };
}

test("what the agent extends arrives within fifteen seconds, again and again", async () => {
  const { moved, pass, answers } = open();
  await pass(15_000);
  answers(2_000);
  await pass(15_000);
  expect(moved).toEqual([1_000, 2_000]);
});

test("a call that fails moves nothing and is no end of it", async () => {
  const { moved, pass, answers } = open();
  answers(new ApiError("network", 0));
  await pass(15_000);
  answers(3_000);
  await pass(15_000);
  expect(moved).toEqual([3_000]);
});

test("a page that returns asks at once, and one that is left no more", async () => {
  const { moved, page, pass, stop, asked } = open();
  page.comeBack();
  await settle();
  expect(moved).toEqual([1_000]);
  stop();
  await pass(60_000);
  expect(asked()).toBe(1);
});
