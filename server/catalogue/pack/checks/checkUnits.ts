import type { Home } from "../csv/homes.ts";
import type { PackFile } from "../json/packFile.ts";
import type { ReportProblem } from "../packProblems.ts";

function checkIds(homes: readonly Home[], report: ReportProblem): void {
  const lines = new Map<string, number>();
  for (const { line, unit } of homes) {
    const earlier = lines.get(unit.id);
    if (earlier === undefined) lines.set(unit.id, line);
    else report(`home ${JSON.stringify(unit.id)} already stands on line ${earlier}`, line);
  }
}

function checkNames(
  { pack, damaged }: PackFile,
  homes: readonly Home[],
  report: ReportProblem,
): void {
  const floors = new Map(
    pack.buildings.map(({ id, floors }) => [id, new Set(floors.map(({ number }) => number))]),
  );
  const layouts = new Set(pack.layouts.map(({ id }) => id));
  const aspects = new Set(pack.aspects.map(({ id }) => id));
  for (const { line, unit } of homes) {
    const floorsThere = floors.get(unit.building);
    const name = JSON.stringify(unit.building);
    if (floorsThere === undefined) {
      if (!damaged.has("buildings")) report(`building: no building ${name}`, line);
    } else if (!floorsThere.has(unit.floor)) {
      report(`floor: no floor ${unit.floor} in building ${name}`, line);
    }
    if (unit.layout !== undefined && !damaged.has("layouts") && !layouts.has(unit.layout)) {
      report(`layout: no layout ${JSON.stringify(unit.layout)}`, line);
    }
    if (damaged.has("aspects")) continue;
    for (const aspect of unit.aspects) {
      if (!aspects.has(aspect)) report(`aspects: no aspect ${JSON.stringify(aspect)}`, line);
    }
  }
}

interface Place {
  readonly line: number;
  readonly first: number;
  readonly last: number;
}

function placesByFloor(homes: readonly Home[]): ReadonlyMap<string, readonly Place[]> {
  const floors = new Map<string, Place[]>();
  for (const { line, unit } of homes) {
    if (unit.position === undefined) continue;
    const floor = `${unit.building}/${unit.floor}`;
    const place = { line, first: unit.position, last: unit.position + unit.span - 1 };
    const places = floors.get(floor);
    if (places === undefined) floors.set(floor, [place]);
    else places.push(place);
  }
  return floors;
}

function checkPlaces(homes: readonly Home[], report: ReportProblem): void {
  for (const places of placesByFloor(homes).values()) {
    const [leftmost, ...others] = places.toSorted((one, other) => one.first - other.first);
    let widest = leftmost;
    for (const place of others) {
      if (widest !== undefined && place.first <= widest.last) {
        report(
          `position: ${place.first} of this floor is taken by the home on line ${widest.line}`,
          place.line,
        );
      }
      if (widest === undefined || place.last > widest.last) widest = place;
    }
  }
}

/** Reports homes that are there twice, that name what the pack lacks, and that stand in each other's place. */
export function checkUnits(
  file: PackFile | undefined,
  homes: readonly Home[],
  report: ReportProblem,
): void {
  checkIds(homes, report);
  checkPlaces(homes, report);
  if (file !== undefined) checkNames(file, homes, report);
}
