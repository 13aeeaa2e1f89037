import {
  orbitThingKey,
  type Orbit,
  type OrbitKey,
  type OrbitThing,
} from "../../../../schema/catalogue/around.ts";
import type { Outline } from "../../../../schema/values/geometry.ts";

type Outlined = OrbitKey["outlines"][number];

/** Every thing outlined on any frame, once: buildings below floors below homes. */
export function thingsOf({ keys }: Pick<Orbit, "keys">): ReadonlyMap<string, OrbitThing> {
  const found = new Map<string, OrbitThing>();
  for (const { outlines } of keys) {
    for (const { outline: _outline, ...thing } of outlines) found.set(orbitThingKey(thing), thing);
  }
  const rank = (thing: OrbitThing) => ("unit" in thing ? 2 : "floor" in thing ? 1 : 0);
  return new Map([...found].toSorted(([, one], [, other]) => rank(one) - rank(other)));
}

const outlinesOf = ({ outlines }: OrbitKey): ReadonlyMap<string, Outlined> =>
  new Map(outlines.map((outlined) => [orbitThingKey(outlined), outlined]));

const between = (from: Outline, to: Outline, share: number): Outline =>
  from.map(([x, y], at) => {
    const [toX, toY] = to[at] ?? [x, y];
    return [x + (toX - x) * share, y + (toY - y) * share] as const;
  });

/**
 * The outlines on a frame, in pixels. Between two key frames, outlines of both are interpolated point by point; an
 * outline of only one of them is shown on that frame alone.
 */
export function outlinesAt(
  { keys, count }: Pick<Orbit, "keys" | "count">,
  frame: number,
): ReadonlyMap<string, Outline> {
  const exact = keys.find((key) => key.frame === frame);
  const shown = new Map<string, Outline>();
  if (exact !== undefined) {
    for (const [key, { outline }] of outlinesOf(exact)) shown.set(key, outline);
    return shown;
  }
  const before = keys.findLast((key) => key.frame < frame) ?? keys.at(-1);
  const after = keys.find((key) => key.frame > frame) ?? keys[0];
  if (before === undefined || after === undefined || before === after) return shown;
  const ahead = (from: number, to: number) => (to - from + count) % count;
  const share = ahead(before.frame, frame) / ahead(before.frame, after.frame);
  const later = outlinesOf(after);
  for (const [key, { outline }] of outlinesOf(before)) {
    const to = later.get(key)?.outline;
    if (to !== undefined) shown.set(key, between(outline, to, share));
  }
  return shown;
}
