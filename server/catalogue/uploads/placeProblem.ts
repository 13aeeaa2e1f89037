import type { ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import type { PicturePlace } from "../../../schema/catalogue/uploads.ts";
import { outlineProblem } from "../../../schema/values/outlines.ts";

type Size = readonly [width: number, height: number];

const REASONS = {
  few_corners: "has fewer than three corners",
  many_corners: "has too many corners",
  outside: "lies outside of the picture",
  crosses_itself: "crosses itself",
  too_small: "is too small",
} as const;

/** Why a picture cannot have this place. */
export type PlaceProblem =
  | { readonly kind: "unknown"; readonly reason: string }
  | { readonly kind: "outline"; readonly reason: string };

const unknown = (reason: string): PlaceProblem => ({ kind: "unknown", reason });

const repeated = <Key>(keys: readonly Key[]): Key | undefined =>
  keys.find((key, at) => keys.indexOf(key) !== at);

/** The first problem of a place: an unknown name, or an outline. */
export function findPlaceProblem(
  place: PicturePlace,
  size: Size,
  index: ProjectIndex,
): PlaceProblem | undefined {
  const ofOutline = (what: string, outline: Parameters<typeof outlineProblem>[0]) => {
    const problem = outlineProblem(outline, size);
    return (
      problem && { kind: "outline" as const, reason: `the outline of ${what} ${REASONS[problem]}` }
    );
  };
  if (place.kind === "layout") {
    return index.layouts.has(place.layout) ? undefined : unknown(`no layout "${place.layout}"`);
  }
  if (place.kind === "masterplan") {
    const twice = repeated(place.buildings.map(({ building }) => building));
    if (twice !== undefined) return unknown(`building "${twice}" has two outlines`);
    for (const { building, outline } of place.buildings) {
      if (!index.buildings.has(building)) return unknown(`no building "${building}"`);
      const problem = ofOutline(`building "${building}"`, outline);
      if (problem !== undefined) return problem;
    }
  }
  if (place.kind !== "plan") return undefined;
  const missing = place.floors.find(
    ({ building, floor }) => index.floor(building, floor) === undefined,
  );
  if (missing !== undefined) return unknown(`no floor ${missing.floor} in "${missing.building}"`);
  const twice = repeated(place.units.map(({ position }) => position));
  if (twice !== undefined) return unknown(`position ${twice} has two outlines`);
  for (const { position, outline } of place.units) {
    const problem = ofOutline(`position ${position}`, outline);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
