import type { Pointer } from "../../../schema/presentation/awareness.ts";
import type { Box } from "../picture/outline.ts";

const clamp01 = (share: number) => Math.min(Math.max(share, 0), 1);

/** Four digits are a tenth of a pixel on any screen, and keep the message short. */
const round = (share: number) => Math.round(clamp01(share) * 10_000) / 10_000;

/** A point of the screen as a share of the anchored thing's box. */
export const toPointer = (anchor: string, box: Box, x: number, y: number): Pointer => ({
  anchor,
  x: round(box.width === 0 ? 0.5 : (x - box.x) / box.width),
  y: round(box.height === 0 ? 0.5 : (y - box.y) / box.height),
});

/** A pointer's position on a box of another screen. */
export const toScreen = (pointer: Pick<Pointer, "x" | "y">, box: Box) => ({
  x: box.x + pointer.x * box.width,
  y: box.y + pointer.y * box.height,
});

export type Way = "up" | "down" | "left" | "right";

/** The direction to a point out of view; `undefined` while it is visible. The more distant axis decides. */
export function wayTo(
  point: { readonly x: number; readonly y: number },
  sight: Box,
): Way | undefined {
  const dx = point.x - Math.min(Math.max(point.x, sight.x), sight.x + sight.width);
  const dy = point.y - Math.min(Math.max(point.y, sight.y), sight.y + sight.height);
  if (dx === 0 && dy === 0) return undefined;
  if (Math.abs(dx) >= Math.abs(dy)) return dx > 0 ? "right" : "left";
  return dy > 0 ? "down" : "up";
}

export function intersect(a: Box, b: Box): Box {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(0, Math.min(a.x + a.width, b.x + b.width) - x),
    height: Math.max(0, Math.min(a.y + a.height, b.y + b.height) - y),
  };
}
