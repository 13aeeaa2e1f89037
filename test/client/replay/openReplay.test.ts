import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openReplay, type ReplayOptions } from "../../../client/replay/openReplay.ts";
import { chapterFrom } from "../../../client/replay/controls/steps.ts";
import type { Moment, MomentContent } from "../../../schema/history/moment.ts";
import { stateAt } from "../../../schema/history/stateAt.ts";
import { unitView } from "../../../schema/presentation/presentation.ts";
import { anyHistory } from "../../support/room/anyMoments.ts";
import { createFakeTiming } from "../ui/fakeTiming.ts";

const project = "small";
const MINUTE = 60_000;

const history = (...said: readonly (readonly [minutes: number, content: MomentContent])[]) =>
  said.map(([minutes, content], n): Moment =>
    Object.assign({ at: minutes * MINUTE, node: "one", n }, content),
  );
const shows = (unit: string) => ({ kind: "view", view: unitView(unit), by: "sara" }) as const;
const agent = (by: string, name: string) => ({ kind: "joined", role: "agent", by, name }) as const;
const ends = { kind: "end", reason: "ended" } as const;

function open(moments: readonly Moment[], more: Partial<ReplayOptions> = {}) {
  const timing = createFakeTiming();
  const until = (moments.at(-1)?.at ?? 0) + MINUTE;
  const replay = openReplay({ project, moments, until, timing, ...more });
  if (replay === undefined) throw new Error("nothing is played");
  return { replay, timing };
}

describe("a replay", () => {
  test("shows after any seek the history's state at that time", () => {
    fc.assert(
      fc.property(
        anyHistory(),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }),
        (moments, shares) => {
          const until = (moments.at(-1)?.at ?? 0) + MINUTE;
          const timing = createFakeTiming();
          const replay = openReplay({ project, moments, until, timing });
          if (replay === undefined) return;
          for (const share of shares) {
            replay.player.seek(share * replay.durationMs);
            const at = replay.timeAt(replay.player.position.get());
            expect(replay.state.get()).toEqual(stateAt(project, moments, at));
            const chapter = replay.chapters[replay.chapter.get()];
            const position = replay.player.position.get();
            expect(chapter?.from).toBeLessThanOrEqual(position);
            expect(chapter?.to).toBeGreaterThanOrEqual(position);
          }
          replay.close();
        },
      ),
    );
  });

  test("does not exist for a history in which nothing was shown", () => {
    const moments = history([0, agent("sara", "Sara")], [1, ends]);
    const timing = createFakeTiming();
    expect(openReplay({ project, moments: [], until: 0, timing })).toBeUndefined();
    expect(openReplay({ project, moments, until: 0, timing })).toBeUndefined();
  });

  test("notifies no readers while nothing changes", () => {
    const { replay, timing } = open(history([0, shows("b-1")], [1, shows("b-2")], [2, ends]));
    const said: string[] = [];
    replay.state.subscribe(() => said.push("state"));
    replay.chapter.subscribe(() => said.push("chapter"));
    replay.pointing.subscribe(() => said.push("pointing"));
    replay.player.play();
    timing.frames(600);
    expect(said).toEqual([]);
    replay.player.seek(MINUTE);
    expect(said).toEqual(["state", "chapter"]);
  });

  test("points at the recorded anchor, at its middle", () => {
    const pointed = { kind: "pointed", anchor: "unit:b-1", ms: 10_000, by: "sara" } as const;
    const { replay } = open(history([0, shows("b-1")], [1, pointed], [2, ends]));
    replay.player.seek(55_000);
    expect(replay.pointing.get()).toMatchObject({
      pointer: { anchor: "unit:b-1", x: 0.5, y: 0.5 },
      highlight: { anchor: "unit:b-1" },
      name: undefined,
    });
    replay.player.seek(MINUTE);
    expect(replay.pointing.get()).toEqual({});
  });

  test("names the pointers where several presented", () => {
    const pointed = (by: string, anchor: string) =>
      ({ kind: "pointed", anchor, ms: 20_000, by }) as const;
    const moments = history(
      [0, agent("sara", "Sara")],
      [0, agent("omar", "Omar")],
      [0, shows("b-1")],
      [1, pointed("sara", "unit:b-1")],
      [1.1, pointed("omar", "unit:b-2")],
      [2, ends],
    );
    const { replay } = open(moments);
    replay.player.seek(55_000);
    expect(replay.pointing.get()).toMatchObject({
      name: "Omar",
      hands: [{ name: "Sara", pointer: { anchor: "unit:b-1" } }],
    });
  });

  test("of a buyer begins when they joined", () => {
    const joins = { kind: "joined", role: "buyer", by: "olga", name: "Olga" } as const;
    const moments = history([0, shows("b-1")], [1, shows("b-2")], [1.5, joins], [2, ends]);
    const { replay } = open(moments, { reader: "olga" });
    expect(replay.durationMs).toBe(MINUTE / 2);
    expect(replay.state.get().view).toEqual(unitView("b-2"));
    expect(open(moments, { reader: "nobody" }).replay.durationMs).toBe(2 * MINUTE);
  });

  test("pauses while the viewer explores, and playing or seeking returns", () => {
    const { replay, timing } = open(history([0, shows("b-1")], [2, ends]));
    const explore = () =>
      replay.following.dispatch({
        kind: "intent",
        intent: { kind: "open", view: unitView("b-9") },
      });
    const kind = () => replay.following.get().following.kind;
    replay.player.play();
    timing.frames(10);
    explore();
    expect([kind(), replay.player.status.get().isPlaying]).toEqual(["exploring", false]);
    replay.player.play();
    timing.frames(2);
    expect([kind(), replay.player.status.get().isPlaying]).toEqual(["following", true]);
    explore();
    replay.player.seek(MINUTE);
    expect(kind()).toBe("following");
  });

  test("steps from chapter to chapter, and back to the beginning of the one that is shown first", () => {
    const { replay } = open(history([0, shows("b-1")], [1, shows("b-2")], [2, ends]));
    const { player } = replay;
    player.seek(chapterFrom(replay, 1));
    expect(player.position.get()).toBe(MINUTE);
    player.seek(MINUTE + 5_000);
    player.seek(chapterFrom(replay, -1));
    expect(player.position.get()).toBe(MINUTE);
    player.seek(chapterFrom(replay, -1));
    expect(player.position.get()).toBe(0);
    player.seek(MINUTE);
    player.seek(chapterFrom(replay, 1));
    expect(player.position.get()).toBe(2 * MINUTE);
  });
});
