import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boxOf, lengthOf } from "../../../../../client/stage/geometry.ts";
import { boardsOf, clearOutline, roomAt } from "../../../../../client/stage/plan/drawing/rooms.ts";
import type { Room } from "../../../../../schema/catalogue/drawing.ts";
import { flat } from "./flat.ts";

const roomCalled = (id: string): Room => {
  const room = flat.rooms.find((candidate) => candidate.id === id);
  if (room === undefined) throw new Error(id);
  return room;
};

/** In thousandths of a metre, never on a wall's centre line. */
const share = fc.integer({ min: 1, max: 999 }).map((thousandths) => thousandths / 1000);

describe("the room under a pointer", () => {
  test("is found from shares of the drawing", () => {
    expect(roomAt(flat, [0.3, 0.6])?.id).toBe("living");
    expect(roomAt(flat, [0.8, 0.6])?.id).toBe("bath");
    expect(roomAt(flat, [0.8, 0.1])?.id).toBe("terrace");
    expect(roomAt(flat, [0.2, 0.1])).toBeUndefined();
  });

  test("is the one whose walls surround the point", () => {
    fc.assert(
      fc.property(share, share, (x, y) => {
        const [atX, atY] = [x * flat.size[0], y * flat.size[1]];
        const within = flat.rooms.find(({ outline }) => {
          const box = boxOf(outline);
          const [dx, dy] = [atX - box.x, atY - box.y];
          return dx > 0 && dx < box.width && dy > 0 && dy < box.height;
        });
        expect(roomAt(flat, [x, y])).toBe(within);
      }),
    );
  });
});

test("a ring is within the walls' faces, whichever way the outline runs", () => {
  const room = roomCalled("living");
  for (const outline of [room.outline, room.outline.toReversed()]) {
    const ring = clearOutline({ ...room, outline }, flat);
    const xs = ring.map(([x]) => x);
    const ys = ring.map(([, y]) => y);
    expect(Math.min(...xs)).toBeCloseTo(0.15 + 0.15 + 0.04);
    expect(Math.max(...xs)).toBeCloseTo(5.15 - 0.065 - 0.04);
    expect(Math.min(...ys)).toBeCloseTo(1.5 + 0.15 + 0.04);
    expect(Math.max(...ys)).toBeCloseTo(5.5 - 0.15 - 0.04);
  }
});

test("a terrace's boards run across it and stay inside it", () => {
  const boards = boardsOf(roomCalled("terrace").outline);
  expect(boards.length).toBe(10);
  for (const board of boards) {
    expect(lengthOf(board)).toBeCloseTo(1.5);
    expect(board.from[0]).toBeCloseTo(board.to[0]);
  }
});
