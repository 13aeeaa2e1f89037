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
  test("is shown to an exploring buyer", () => {
    expect(isRecallPending(receiveRecall(NO_RECALL, 1_000, true))).toBe(true);
  });

  test("received while following is not shown when the buyer explores later", () => {
    const followed = receiveRecall(NO_RECALL, 1_000, false);
    expect(isRecallPending(receiveRecall(followed, 1_000, true))).toBe(false);
  });

  test("that was declined stays declined, through a lost connection and a reload of the agent's page", () => {
    const declined = declineRecall(receiveRecall(NO_RECALL, 1_000, true));
    const lost = receiveRecall(declined, undefined, true);
    expect(isRecallPending(receiveRecall(lost, 1_000, true))).toBe(false);
  });

  test("is shown again by a later one", () => {
    const declined = declineRecall(receiveRecall(NO_RECALL, 1_000, true));
    expect(isRecallPending(receiveRecall(declined, 1_001, true))).toBe(true);
  });

  test("is the same object while unchanged, so that a page may read it on every render", () => {
    const heard = receiveRecall(NO_RECALL, 1_000, true);
    expect(receiveRecall(heard, 1_000, true)).toBe(heard);
    expect(receiveRecall(heard, undefined, true)).toBe(heard);
  });

  test("is never pending for a buyer who follows, whatever came before", () => {
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
