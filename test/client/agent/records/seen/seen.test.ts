import { describe, expect, test } from "vitest";
import { rowsOf, seenIn, tellingHome } from "../../../../../client/agent/records/seen/seen.ts";
import type { Moment, MomentContent } from "../../../../../schema/history/moment.ts";
import { unitView } from "../../../../../schema/presentation/presentation.ts";

const MINUTE = 60_000;

/** History from pairs of a minute and a moment. */
const historyOf = (...contents: readonly (readonly [number, MomentContent])[]): Moment[] =>
  contents.map(([minute, content], n): Moment =>
    Object.assign({ at: minute * MINUTE, node: "a", n }, content),
  );

const joined = (by: string, name?: string): MomentContent => ({
  kind: "joined",
  by,
  role: "buyer",
  ...(name !== undefined && { name }),
});
const shown = (unit: string): MomentContent => ({ kind: "view", view: unitView(unit) });
const alone = (by: string, unit: string): MomentContent => ({
  kind: "attention",
  by,
  state: "exploring",
  view: unitView(unit),
});

describe("homes seen by buyers", () => {
  test("name buyers, even those who return without a name, and no guests", () => {
    const { buyers } = seenIn(
      historyOf(
        [0, joined("buyer:1", "Olga")],
        [1, joined("buyer:2")],
        [2, joined("buyer:1")],
        [3, { kind: "joined", by: "agent:1", role: "agent", name: "Anna" }],
      ),
      5 * MINUTE,
    );
    expect(buyers).toEqual([
      { subject: "buyer:1", name: "Olga" },
      { subject: "buyer:2", name: undefined },
    ]);
  });

  test("report per buyer the home returned to, else the liked one, else the one seen longest", () => {
    const olga = { subject: "buyer:1", name: "Olga" };
    const watching = [
      [0, joined("buyer:1", "Olga")],
      [0, shown("b1-1")],
      [5, shown("b1-2")],
      [6, shown("b1-11")],
    ] as const;
    const tell = (...more: readonly (readonly [number, MomentContent])[]) =>
      tellingHome(seenIn(historyOf(...watching, ...more), 7 * MINUTE), olga);
    expect(tell()).toMatchObject({ unit: "b1-1", watchedMs: 5 * MINUTE });
    const heart = { kind: "heart", by: "buyer:1", unit: "b1-2", liked: true } as const;
    expect(tell([6, heart])).toMatchObject({ unit: "b1-2", liked: true });
    expect(
      tell(
        [6.1, heart],
        [6.2, alone("buyer:1", "b1-12")],
        [6.3, alone("buyer:1", "b1-11")],
        [6.4, alone("buyer:1", "b1-12")],
      ),
    ).toMatchObject({ unit: "b1-12", cameBack: 1 });
    expect(tellingHome(seenIn([], 0), olga)).toBeUndefined();
  });

  test("have one row per home and buyer, and one for a home that no buyer saw", () => {
    const seen = seenIn(
      historyOf([0, shown("b1-1")], [1, joined("buyer:1", "Olga")], [1, shown("b1-2")]),
      3 * MINUTE,
    );
    expect(rowsOf(seen)).toMatchObject([
      { unit: "b1-1", shownMs: MINUTE },
      { unit: "b1-2", buyer: { name: "Olga" }, dwell: { watchedMs: 2 * MINUTE } },
    ]);
    expect(rowsOf(seen)[0]?.buyer).toBeUndefined();
  });
});
