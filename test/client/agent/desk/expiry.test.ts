import { expect, test } from "vitest";
import { watchExpiry } from "../../../../client/agent/desk/expiry.ts";
import { ApiError } from "../../../../client/session/api.ts";
import type { PresentationResponse } from "../../../../schema/protocol/api.ts";
import type { Presented, PresentingState } from "../../../../client/agent/desk/presenting.ts";
import { createStore } from "../../../../client/base/store.ts";
import { createFakeClock, createFakePage } from "../../session/fakes.ts";

const presented: Presented = {
  id: "p1",
  project: "small",
  room: "room",
  expiresAtMs: 0,
  link: undefined,
  pin: undefined,
};
const settle = () => new Promise((resolve) => setImmediate(resolve));

function open() {
  const [clock, page] = [createFakeClock(), createFakePage()];
  const moved: number[] = [];
  const wrong: number[] = [];
  let wrongPins: number | undefined;
  let asked = 0;
  let answer: number | ApiError = 1_000;
  const stop = watchExpiry({
    api: {
      presentation: async (id) => {
        asked += 1;
        if (answer instanceof ApiError) throw answer;
        const expiresAt = new Date(answer).toISOString();
        return { id, expiresAt, ...(wrongPins && { wrongPins }) } as PresentationResponse;
      },
    },
    presenting: {
      state: createStore<PresentingState>({ kind: "cut", presented, reason: "restart" }),
      moveExpiry: (expiresAtMs) => moved.push(expiresAtMs),
    },
    onWrongPins: (count) => wrong.push(count),
    periodMs: 15_000,
    clock,
    page,
  });
  const pass = async (ms: number) => {
    clock.advance(ms);
    await settle();
  };
  return {
    moved,
    wrong,
    enterWrongly: (count: number) => {
      wrongPins = count;
    },
    page,
    pass,
    stop,
    asked: () => asked,
    answers: (next: number | ApiError) => {
      answer = next;
    },
  };
}

test("each extension by the agent arrives within fifteen seconds", async () => {
  const { moved, pass, answers } = open();
  await pass(15_000);
  answers(2_000);
  await pass(15_000);
  expect(moved).toEqual([1_000, 2_000]);
});

test("a failed call changes nothing and does not stop the polling", async () => {
  const { moved, pass, answers } = open();
  answers(new ApiError("network", 0));
  await pass(15_000);
  answers(3_000);
  await pass(15_000);
  expect(moved).toEqual([3_000]);
});

test("a page that returns or is visible again asks at once, and a closed one no more", async () => {
  const { moved, page, pass, stop, asked } = open();
  page.comeBack();
  await settle();
  expect(moved).toEqual([1_000]);
  page.setHidden(true);
  page.setHidden(false);
  await settle();
  expect(asked()).toBe(2);
  stop();
  await pass(60_000);
  expect(asked()).toBe(2);
});

test("trap 59: wrong PINs are reported once, and again when there are more", async () => {
  const { wrong, enterWrongly, pass } = open();
  await pass(15_000);
  enterWrongly(5);
  await pass(15_000);
  await pass(15_000);
  enterWrongly(7);
  await pass(15_000);
  expect(wrong).toEqual([5, 7]);
});
