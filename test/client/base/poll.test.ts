import { expect, test } from "vitest";
import { openPoll } from "../../../client/base/poll.ts";
import { createFakeClock, createFakePage } from "../session/fakes.ts";

const settle = () => new Promise((resolve) => setImmediate(resolve));

function open(options: { readonly isFresh?: boolean } = {}) {
  const [clock, page] = [createFakeClock(), createFakePage()];
  let asked = 0;
  const ask = async () => {
    asked += 1;
  };
  const stop = openPoll({ clock, page, periodMs: 1_000, ask, ...options });
  return { clock, page, stop, asked: () => asked };
}

test("a poll asks at once and then after each period", async () => {
  const { clock, asked, stop } = open();
  expect(asked()).toBe(1);
  await settle();
  clock.advance(1_000);
  expect(asked()).toBe(2);
  await settle();
  stop();
  clock.advance(5_000);
  expect(asked()).toBe(2);
});

test("a poll with an initial value first asks after a period, or when the page returns", async () => {
  const { clock, page, asked } = open({ isFresh: true });
  expect(asked()).toBe(0);
  clock.advance(999);
  expect(asked()).toBe(0);
  clock.advance(1);
  expect(asked()).toBe(1);
  await settle();
  page.comeBack();
  expect(asked()).toBe(2);
});
