import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Moment, MomentContent } from "../../../schema/history/moment.ts";
import { KEPT_SILENCE_MS, playedOf, type Played } from "../../../schema/history/played.ts";
import { unitView } from "../../../schema/presentation/presentation.ts";
import { anyHistory } from "../../support/room/anyMoments.ts";

const MINUTE = 60_000;

/** Moments at minutes from the start. */
const history = (...said: readonly (readonly [minutes: number, content: MomentContent])[]) =>
  said.map(([minutes, content], n): Moment =>
    Object.assign({ at: minutes * MINUTE, node: "one", n }, content),
  );

const shows = (unit: string) => ({ kind: "view", view: unitView(unit) }) as const;
const likes = { kind: "heart", by: "olga", unit: "b-1", liked: true } as const;
const ends = { kind: "end", reason: "ended" } as const;

function played(moments: readonly Moment[], until = 0, from?: number): Played {
  const whole = playedOf(moments, { until, from });
  if (whole === undefined) throw new Error("nothing is played");
  return whole;
}

describe("the replayed time", () => {
  test("is nothing if nothing was shown", () => {
    const moments = history([0, { kind: "joined", role: "agent", name: "", by: "a" }], [5, ends]);
    expect(playedOf(moments, { until: 0 })).toBeUndefined();
  });

  test("is all from the first view to the end, at its original speed", () => {
    const whole = played(history([1, shows("b-1")], [2, shows("b-2")], [3, ends]));
    expect(whole.durationMs).toBe(2 * MINUTE);
    expect(whole.timeAt(0)).toBe(MINUTE);
    expect(whole.timeAt(90_000)).toBe(MINUTE + 90_000);
    expect(whole.chapters.map(({ from, to }) => [from, to])).toEqual([
      [0, MINUTE],
      [MINUTE, 2 * MINUTE],
    ]);
  });

  test("has only the beginning of a silence above two minutes", () => {
    const whole = played(history([0, shows("b-1")], [10, shows("b-2")], [11, ends]));
    expect(whole.durationMs).toBe(KEPT_SILENCE_MS + MINUTE);
    expect(whole.timeAt(KEPT_SILENCE_MS - 1)).toBe(KEPT_SILENCE_MS - 1);
    expect(whole.timeAt(KEPT_SILENCE_MS)).toBe(10 * MINUTE);
  });

  test("has all of a silence of two minutes, since somebody may have talked", () => {
    const whole = played(history([0, shows("b-1")], [2, shows("b-2")], [3, ends]));
    expect(whole.durationMs).toBe(3 * MINUTE);
  });

  test("is not silent at a heart or while a thing is pointed at", () => {
    const pointed = { kind: "pointed", anchor: "unit:b-1", ms: MINUTE } as const;
    const whole = played(history([0, shows("b-1")], [2, likes], [5, pointed], [6, ends]));
    expect(whole.durationMs).toBe(6 * MINUTE);
  });

  test("has no pause, however short", () => {
    const moments = history(
      [0, shows("b-1")],
      [1, { kind: "paused" }],
      [1.5, { kind: "resumed" }],
      [1.5, shows("b-2")],
      [2, ends],
    );
    const whole = played(moments);
    expect(whole.durationMs).toBe(1.5 * MINUTE);
    expect(whole.timeAt(MINUTE)).toBe(1.5 * MINUTE);
  });

  test("has nothing after a pause that was never ended", () => {
    const whole = played(history([0, shows("b-1")], [1, { kind: "paused" }], [9, ends]));
    expect(whole.durationMs).toBe(MINUTE);
  });

  test("has little of an agent's absence, even while buyers explore", () => {
    const moments = history(
      [0, shows("b-1")],
      [1, { kind: "away" }],
      [2, likes],
      [3.5, likes],
      [5, { kind: "joined", role: "agent", name: "Sara", by: "agent" }],
      [6, ends],
    );
    expect(played(moments).durationMs).toBe(2 * MINUTE + KEPT_SILENCE_MS);
  });

  test("starts when the buyer joined, with the view shown then", () => {
    const moments = history([0, shows("b-1")], [1, shows("b-2")], [2, shows("b-3")], [3, ends]);
    const whole = played(moments, 0, 1.5 * MINUTE);
    expect(whole.durationMs).toBe(1.5 * MINUTE);
    expect(whole.chapters).toEqual([
      { from: 0, to: MINUTE / 2, view: unitView("b-2") },
      { from: MINUTE / 2, to: 1.5 * MINUTE, view: unitView("b-3") },
    ]);
  });

  test("of a live presentation extends up to now", () => {
    expect(played(history([0, shows("b-1")]), MINUTE).durationMs).toBe(MINUTE);
  });

  test("is at least a second for a presentation that ended at once", () => {
    const whole = played(history([5, shows("b-1")], [5, ends]));
    expect(whole.durationMs).toBe(1_000);
    expect(whole.chapters).toEqual([{ from: 0, to: 1_000, view: unitView("b-1") }]);
    expect(whole.timeAt(0)).toBe(5 * MINUTE);
  });

  test("moves forward, has no pause, and is divided completely into chapters", () => {
    fc.assert(
      fc.property(
        anyHistory(),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true })),
        (moments, shares) => {
          const whole = playedOf(moments, { until: (moments.at(-1)?.at ?? 0) + MINUTE });
          if (whole === undefined) return;
          const { durationMs, chapters } = whole;
          const times = shares
            .toSorted((a, b) => a - b)
            .map((share) => whole.timeAt(share * durationMs));
          expect(times).toEqual(times.toSorted((a, b) => a - b));
          for (const at of times) {
            const marks = moments.filter(
              ({ kind, at: marked }) => (kind === "paused" || kind === "resumed") && marked < at,
            );
            const isPaused = marks.at(-1)?.kind === "paused";
            const isEdge = moments.some(
              ({ kind, at: marked }) => kind === "resumed" && marked === at,
            );
            // A presentation of pauses only is shown for the minimum time; an unended pause begins at the end.
            const isEnd = durationMs <= 1_000 || at === whole.timeAt(durationMs);
            const isShown = !isPaused || isEdge || isEnd;
            expect(isShown).toBe(true);
          }
          expect(chapters[0]?.from).toBe(0);
          expect(chapters.at(-1)?.to).toBe(durationMs);
          for (const [index, { from, to }] of chapters.entries()) {
            expect(to).toBeGreaterThan(from);
            expect(chapters[index + 1]?.from ?? to).toBe(to);
          }
        },
      ),
    );
  });
});
