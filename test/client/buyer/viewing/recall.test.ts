import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  declineRecall,
  receiveRecall,
  isRecallPending,
  NO_RECALL,
  type RecallRequest,
} from "../../../../client/buyer/viewing/recall.ts";

describe("a call to come back", () => {
  test("is heard by a buyer who looks around", () => {
    expect(isRecallPending(receiveRecall(NO_RECALL, 1_000, true))).toBe(true);
  });

  test("that came while following is not brought up when the buyer looks around later", () => {
    const followed = receiveRecall(NO_RECALL, 1_000, false);
    expect(isRecallPending(receiveRecall(followed, 1_000, true))).toBe(false);
  });

  test("that was declined stays declined, through a lost connection and a reload of the agent's page", () => {
    const declined = declineRecall(receiveRecall(NO_RECALL, 1_000, true));
    const lost = receiveRecall(declined, undefined, true);
    expect(isRecallPending(receiveRecall(lost, 1_000, true))).toBe(false);
  });

  test("is asked again by a later one", () => {
    const declined = declineRecall(receiveRecall(NO_RECALL, 1_000, true));
    expect(isRecallPending(receiveRecall(declined, 1_001, true))).toBe(true);
  });

  test("is the same object while it says nothing new, so that a page may hear it on every draw", () => {
    const heard = receiveRecall(NO_RECALL, 1_000, true);
    expect(receiveRecall(heard, 1_000, true)).toBe(heard);
    expect(receiveRecall(heard, undefined, true)).toBe(heard);
  });

  test("never waits for somebody who follows, whatever was heard before", () => {
    const anyHearing = fc.tuple(fc.option(fc.nat(5), { nil: undefined }), fc.boolean());
    fc.assert(
      fc.property(fc.array(anyHearing), fc.nat(5), (story, call) => {
        const calls = story.reduce<RecallRequest>(
          (heard, [said, exploring]) => receiveRecall(heard, said, exploring),
          NO_RECALL,
        );
        expect(isRecallPending(receiveRecall(calls, call, false))).toBe(false);
      }),
    );
  });
});
