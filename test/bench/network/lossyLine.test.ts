import { describe, expect, test } from "vitest";
import { LossyLine, resentAfterMs } from "./lossyLine.ts";

const turns = (...values: readonly number[]) => {
  const left = [...values];
  return () => left.shift() ?? 1;
};

describe("a line that loses segments", () => {
  test("delivers segments after its delay unless they are lost", () => {
    const line = new LossyLine({ delayMs: 50, loss: 0 }, () => 0);
    expect([line.arrivalMs(0, 100), line.arrivalMs(10, 5000)]).toEqual([50, 60]);
  });

  test("holds back segments behind a lost one, and may lose a retransmission", () => {
    const network = { delayMs: 50, loss: 0.01 };
    const line = new LossyLine(network, turns(1, 0, 0, 1, 1));
    expect(line.arrivalMs(0, 100)).toBe(50);
    const late = 10 + 50 + 2 * resentAfterMs(network);
    expect(line.arrivalMs(10, 100)).toBe(late);
    expect(line.arrivalMs(20, 100)).toBe(late);
  });

  test("resends a single lost segment after two round trips and a delayed acknowledgement", () => {
    expect(resentAfterMs({ delayMs: 50, loss: 0.01 })).toBe(400);
  });
});
