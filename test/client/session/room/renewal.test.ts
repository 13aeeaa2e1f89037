import { beforeEach, describe, expect, test } from "vitest";
import { ApiError, type ApiErrorCode } from "../../../../client/session/api.ts";
import { openRenewal, type Renewal } from "../../../../client/session/room/renewal.ts";
import { createFakeClock, type FakeClock } from "../fakes.ts";

let clock: FakeClock;
let renewal: Renewal;
/** Sent requests, answered by the test. */
let requests: PromiseWithResolvers<string>[];
let told: string[];

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
const answer = async (act: (request: PromiseWithResolvers<string>) => void, at = -1) => {
  const request = requests.at(at);
  if (request === undefined) throw new Error("nothing was asked");
  act(request);
  await settled();
};
const fail = (code: ApiErrorCode, status: number) => (request: PromiseWithResolvers<string>) =>
  request.reject(new ApiError(code, status));

beforeEach(() => {
  clock = createFakeClock();
  requests = [];
  told = [];
  renewal = openRenewal({
    clock,
    random: () => 1,
    renewToken: () => {
      const request = Promise.withResolvers<string>();
      requests.push(request);
      return request.promise;
    },
    renewed: (token) => told.push(token),
    refused: () => told.push("refused"),
  });
  renewal.ask();
});

describe("the renewal of a token", () => {
  test.each([
    ["unauthorized", 401],
    ["forbidden", 403],
    ["unknown", 404],
    ["ended", 410],
    ["expired", 410],
  ] as const)("ends with the server's reason: %s", async (code, status) => {
    await answer(fail(code, status));
    expect(told).toEqual(["refused"]);
    clock.advance(60_000);
    expect(requests).toHaveLength(1);
  });

  test.each([
    ["network", 0],
    ["unavailable", 503],
    ["too_many_attempts", 429],
    ["unreadable", 403],
  ] as const)("asks again after %s (%i)", async (code, status) => {
    await answer(fail(code, status));
    clock.advance(999);
    expect(requests).toHaveLength(1);
    clock.advance(1);
    expect(requests).toHaveLength(2);
    await answer(({ resolve }) => resolve("fresh"));
    expect(told).toEqual(["fresh"]);
  });

  test("waits longer after each failure, half a minute at most", async () => {
    const waitsMs = [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000];
    for (const [at, waitMs] of waitsMs.entries()) {
      await answer(fail("network", 0));
      clock.advance(waitMs - 1);
      expect(requests).toHaveLength(at + 1);
      clock.advance(1);
      expect(requests).toHaveLength(at + 2);
    }
  });

  test("asks at once on request", async () => {
    await answer(fail("network", 0));
    renewal.ask();
    expect(requests).toHaveLength(2);
  });

  test("asks again when no answer comes, and takes the first answer of all requests", async () => {
    clock.advance(10_000);
    expect(requests).toHaveLength(2);
    await answer(({ resolve }) => resolve("first"), 0);
    await answer(({ resolve }) => resolve("second"), 1);
    expect(told).toEqual(["first"]);
    clock.advance(60_000);
    expect(requests).toHaveLength(2);
  });

  test("reports nothing once it is closed", async () => {
    renewal.close();
    await answer(({ resolve }) => resolve("fresh"));
    clock.advance(60_000);
    expect(told).toEqual([]);
    expect(requests).toHaveLength(1);
  });
});
