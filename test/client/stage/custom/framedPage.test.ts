import { describe, expect, test } from "vitest";
import { ANSWERS_WITHIN_MS, openFramedPage } from "../../../../client/stage/custom/framedPage.ts";
import { FakeClock } from "../../../support/clock/fakeClock.ts";

function open() {
  const clock = new FakeClock();
  const asked: ((answers: boolean) => void)[] = [];
  let returned = (): void => undefined;
  let isListening = true;
  const page = openFramedPage({
    clock,
    signals: {
      onReturn: (call) => {
        returned = call;
        return () => (isListening = false);
      },
    },
    probe: () =>
      new Promise((resolve) => {
        asked.push(resolve);
      }),
  });
  const phase = () => page.state.get().phase;
  /** Ends the probe of the last `load` with whether the page's server answers. */
  const answer = async (answers: boolean) => {
    asked.pop()?.(answers);
    await Promise.resolve();
  };
  const ready = () => page.heard({ offplan: 1, type: "ready" });
  return {
    page,
    clock,
    phase,
    answer,
    ready,
    asked,
    comeBack: () => returned(),
    isListening: () => isListening,
  };
}

describe("an embedder's page", () => {
  test("is shown once it reports that it is ready, before it has loaded whole", () => {
    const { phase, ready, page } = open();
    expect(phase()).toBe("loading");
    ready();
    expect(phase()).toBe("shown");
    page.loaded();
    expect(phase()).toBe("shown");
  });

  test("that reports nothing is shown once it has loaded and its server answers", async () => {
    const { phase, page, answer, clock, asked } = open();
    page.loaded();
    expect(phase()).toBe("loading");
    await answer(true);
    expect(phase()).toBe("shown");
    // New data is another load of the same page.
    page.loaded();
    expect(asked).toEqual([]);
    clock.advance(ANSWERS_WITHIN_MS);
    expect(phase()).toBe("shown");
  });

  test("has failed where the browser loaded its own error page", async () => {
    const { phase, page, answer } = open();
    page.loaded();
    await answer(false);
    expect(phase()).toBe("failed");
  });

  test("has failed after 10 s without a message, and is shown if one comes later", async () => {
    const { phase, clock, ready, page, answer } = open();
    clock.advance(ANSWERS_WITHIN_MS - 1);
    expect(phase()).toBe("loading");
    clock.advance(1);
    expect(phase()).toBe("failed");
    ready();
    expect(phase()).toBe("shown");
    const late = open();
    late.clock.advance(ANSWERS_WITHIN_MS);
    late.page.loaded();
    await late.answer(true);
    expect(late.phase()).toBe("shown");
    page.loaded();
    await answer(false);
    expect(phase()).toBe("shown");
  });

  test("is tried again in another frame, by a press or once the network is back", async () => {
    const { phase, page, answer, clock, comeBack } = open();
    page.loaded();
    comeBack();
    expect(page.state.get()).toEqual({ phase: "loading", attempt: 1 });
    await answer(false);
    page.retry();
    expect(page.state.get()).toEqual({ phase: "loading", attempt: 2 });
    clock.advance(ANSWERS_WITHIN_MS);
    expect(phase()).toBe("failed");
    comeBack();
    expect(page.state.get()).toEqual({ phase: "loading", attempt: 3 });
    page.loaded();
    await answer(true);
    expect(phase()).toBe("shown");
  });

  test("is unaffected by the frame of an earlier attempt, and after it was left", async () => {
    const { phase, page, asked, clock, isListening } = open();
    page.loaded();
    page.retry();
    asked[0]?.(true);
    await Promise.resolve();
    expect(phase()).toBe("loading");
    page.loaded();
    page.close();
    expect(isListening()).toBe(false);
    asked[1]?.(false);
    await Promise.resolve();
    clock.advance(ANSWERS_WITHIN_MS);
    expect(phase()).toBe("loading");
  });

  test.each([
    "ready",
    { type: "ready" },
    { offplan: 2, type: "ready" },
    { offplan: 1, type: "token-needed" },
    null,
  ])("ignores the message %o", (message) => {
    const { page, phase } = open();
    page.heard(message);
    expect(phase()).toBe("loading");
  });
});
