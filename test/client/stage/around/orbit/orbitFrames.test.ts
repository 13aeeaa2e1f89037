import { describe, expect, test } from "vitest";
import { openOrbitFrames } from "../../../../../client/stage/around/orbit/orbitFrames.ts";

interface Frame {
  readonly frame: number;
}

/** An orbit whose frames load when the test says so. */
function setUp(count: number, most: number) {
  const asked: number[] = [];
  const waiting = new Map<number, () => void>();
  const shown: number[] = [];
  const freed: number[] = [];
  let loaded = 0;
  const frames = openOrbitFrames<Frame>({
    count,
    most,
    address: String,
    loader: {
      load: (address, _priority, arrived) => {
        const frame = Number(address);
        asked.push(frame);
        waiting.set(frame, () => {
          waiting.delete(frame);
          loaded += 1;
          arrived({ frame });
        });
        return () => waiting.delete(frame);
      },
    },
    isFrame: (picture): picture is Frame => "frame" in picture,
    show: (frame) => shown.push(frame),
    free: ({ frame }) => freed.push(frame),
  });
  const bring = (few: number) => {
    for (let at = 0; at < few; at += 1) [...waiting.values()][0]?.();
  };
  return { frames, asked, waiting, shown, freed, arrived: () => loaded, bring };
}

describe("the frames of an orbit on a page", () => {
  test("load coarse ones first, one and then four at a time, the others two at a time; the nearest loaded is shown", () => {
    const { frames, asked, waiting, shown, bring } = setUp(32, 32);
    frames.look(3);
    expect(asked).toEqual([0]);
    bring(1);
    expect(shown).toEqual([0]);
    expect(asked.slice(0, 4)).toEqual([0, 8, 24, 16]);
    expect(waiting.size).toBe(4);
    bring(3);
    frames.look(7);
    bring(2);
    expect(waiting.size).toBe(2);
    expect(shown).toEqual([0, 8]);
    bring(40);
    expect(shown.at(-1)).toBe(7);
    expect(waiting.size).toBe(0);
    expect(new Set(asked).size).toBe(32);
    expect(asked).toHaveLength(32);
  });

  test("are bounded in memory, however often the building is turned", () => {
    const { frames, shown, freed, arrived, bring } = setUp(124, 30);
    for (let turn = 0; turn < 3 * 124; turn += 1) {
      frames.look(turn % 124);
      bring(3);
      expect(frames.held()).toBeLessThanOrEqual(30);
    }
    bring(200);
    frames.look(61);
    bring(200);
    expect(shown.at(-1)).toBe(61);
    expect(frames.held()).toBe(30);
    frames.close();
    frames.close();
    expect(freed).toHaveLength(arrived());
  });

  test("that are no longer near are aborted", () => {
    const { frames, waiting, bring } = setUp(124, 20);
    frames.look(0);
    bring(16);
    expect([...waiting.keys()].every((frame) => frame < 12 || frame > 112)).toBe(true);
    frames.look(60);
    expect([...waiting.keys()].every((frame) => Math.abs(frame - 60) < 12)).toBe(true);
  });

  test("show nothing any more once closed", () => {
    const { frames, shown, freed, waiting } = setUp(32, 32);
    frames.look(0);
    const late = [...waiting.values()];
    frames.close();
    for (const arrive of late) arrive();
    expect(shown).toEqual([]);
    expect(freed).toEqual([0]);
    expect(frames.held()).toBe(0);
  });
});
