import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  declineCall,
  hearCall,
  isCalled,
  NO_CALLS,
  type Calls,
} from "../../../../client/buyer/viewing/recall.ts";

describe("a call to come back", () => {
  test("is heard by a buyer who looks around", () => {
    expect(isCalled(hearCall(NO_CALLS, 1_000, true))).toBe(true);
  });

  test("that came while following is not brought up when the buyer looks around later", () => {
    const followed = hearCall(NO_CALLS, 1_000, false);
    expect(isCalled(hearCall(followed, 1_000, true))).toBe(false);
  });

  test("that was declined stays declined, through a lost connection and a reload of the agent's page", () => {
    const declined = declineCall(hearCall(NO_CALLS, 1_000, true));
    const lost = hearCall(declined, undefined, true);
    expect(isCalled(hearCall(lost, 1_000, true))).toBe(false);
  });

  test("is asked again by a later one", () => {
    const declined = declineCall(hearCall(NO_CALLS, 1_000, true));
    expect(isCalled(hearCall(declined, 1_001, true))).toBe(true);
  });

  test("is the same object while it says nothing new, so that a page may hear it on every draw", () => {
    const heard = hearCall(NO_CALLS, 1_000, true);
    expect(hearCall(heard, 1_000, true)).toBe(heard);
    expect(hearCall(heard, undefined, true)).toBe(heard);
  });

  test("never waits for somebody who follows, whatever was heard before", () => {
    const anyHearing = fc.tuple(fc.option(fc.nat(5), { nil: undefined }), fc.boolean());
    fc.assert(
      fc.property(fc.array(anyHearing), fc.nat(5), (story, call) => {
        const calls = story.reduce<Calls>(
          (heard, [said, exploring]) => hearCall(heard, said, exploring),
          NO_CALLS,
        );
        expect(isCalled(hearCall(calls, call, false))).toBe(false);
      }),
    );
  });
});
