import { expect, test } from "vitest";
import {
  isCoarse,
  mostTiles,
  openPanoramaTiles,
  tilesIn,
} from "../../../../../client/stage/around/panorama/panoramaTiles.ts";
import {
  boundsInView,
  perspective,
  toShare,
} from "../../../../../client/stage/around/panorama/projection.ts";
import { FakeClock } from "../../../../support/clock/fakeClock.ts";

const ahead = { yaw: 22, pitch: 22, fov: 30 };
const desk = { width: 1440, height: 900 };
const EIGHT = [8192, 4096] as const;

function setUp(size: readonly [number, number] = EIGHT) {
  const clock = new FakeClock();
  const textures = new Set<string>();
  const asked: string[] = [];
  const arrive = new Map<string, () => void>();
  let changed = 0;
  const tiles = openPanoramaTiles({
    panorama: { src: "/room.jpg", size },
    renderer: {
      put: (name) => void textures.add(name),
      drop: (name) => void textures.delete(name),
    },
    loader: {
      load: (address, _priority, arrived) => {
        asked.push(address);
        arrive.set(address, () => {
          arrive.delete(address);
          arrived({});
        });
        return () => void arrive.delete(address);
      },
    },
    isImage: (_picture): _picture is HTMLImageElement => true,
    timing: clock,
    baseWidth: 4096,
    changed: () => {
      changed += 1;
    },
  });
  const arriveAll = () => {
    while (arrive.size > 0) for (const one of arrive.values()) one();
  };
  return { clock, textures, asked, arrive, arriveAll, tiles, changes: () => changed };
}

test("a panorama of up to 4,096 pixels has no tiles", () => {
  expect(setUp([4096, 2048]).tiles).toBeUndefined();
});

test("the tiles of a view are those of its directions, the middle one first, across the seam too", () => {
  expect(tilesIn(ahead, { width: 300, height: 300 })[0]).toEqual({ column: 4, row: 1 });
  const behind = tilesIn({ yaw: 180, pitch: -22, fov: 40 }, { width: 300, height: 300 });
  expect(new Set(behind.map(({ column }) => column))).toEqual(new Set([0, 7]));
});

test("a tile covers no more of a view than its bounds, and all of a view inside it", () => {
  const size = { width: 1200, height: 800 };
  for (const place of [
    ahead,
    { yaw: -170, pitch: 50, fov: 40 },
    { yaw: 90, pitch: -80, fov: 60 },
  ]) {
    const { toSphere } = perspective(place, size);
    for (const { column, row } of tilesIn(place, size)) {
      const part = { x: column / 8, y: row / 4, width: 1 / 8, height: 1 / 4 };
      const bounds = boundsInView(part, place, size);
      const outside: unknown[] = [];
      for (let x = 0; x <= size.width; x += 40) {
        for (let y = 0; y <= size.height; y += 40) {
          const share = toShare(toSphere({ x, y }));
          const isInPart =
            Math.floor(share.x * 8) === column && Math.min(Math.floor(share.y * 4), 3) === row;
          const isInBounds =
            x >= bounds.x &&
            x <= bounds.x + bounds.width &&
            y >= bounds.y &&
            y <= bounds.y + bounds.height;
          if (isInPart && !isInBounds) outside.push([place, x, y]);
        }
      }
      expect(outside).toEqual([]);
    }
  }
  const far = boundsInView({ x: 0.5, y: 0.25, width: 1 / 8, height: 1 / 4 }, ahead, size);
  expect(far.width * far.height).toBeLessThanOrEqual(size.width * size.height);
});

test("tiles load once the view rests, if the whole picture is coarser than the screen", () => {
  const { clock, asked, arriveAll, tiles, changes } = setUp();
  expect(tiles?.look(ahead, desk)).toEqual([]);
  clock.advance(100);
  tiles?.look({ ...ahead, yaw: 23 }, desk);
  clock.advance(150);
  expect(asked).toEqual([]);
  clock.advance(50);
  expect(asked).toHaveLength(2);
  arriveAll();
  const shown = tiles?.look({ ...ahead, yaw: 23 }, desk) ?? [];
  expect(shown.map(({ name }) => name)).toContain("/room.jpg?tile=4-1");
  expect(changes()).toBe(shown.length);
  // A phone that shows the whole room needs no tiles.
  const wide = { yaw: 0, pitch: 0, fov: 90 };
  expect(isCoarse(4096, wide, { width: 780, height: 1400 })).toBe(false);
  const phone = setUp();
  phone.tiles?.look(wide, { width: 780, height: 1400 });
  phone.clock.advance(1000);
  expect(phone.asked).toEqual([]);
});

test("textures stay within their bound for any movement, and none is left at the end", () => {
  const { clock, textures, arriveAll, tiles } = setUp();
  for (let turn = 0; turn < 40; turn += 1) {
    tiles?.look({ yaw: turn * 37, pitch: (turn % 5) * 20 - 40, fov: 30 }, desk);
    clock.advance(200);
    arriveAll();
    expect(textures.size).toBeLessThanOrEqual(mostTiles(EIGHT));
  }
  expect(textures.size).toBeGreaterThan(0);
  tiles?.close();
  expect(textures.size).toBe(0);
});

test("tiles out of view are aborted, and one that arrives after the end is not kept", () => {
  const { clock, textures, arrive, tiles } = setUp();
  tiles?.look(ahead, desk);
  clock.advance(200);
  const [late] = arrive.values();
  tiles?.close();
  expect(arrive.size).toBe(0);
  late?.();
  expect(textures.size).toBe(0);
});
