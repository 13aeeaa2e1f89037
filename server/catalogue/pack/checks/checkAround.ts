import type { Project } from "../../../../schema/catalogue/catalogue.ts";
import { indexProject } from "../../../../schema/catalogue/projectIndex.ts";
import { viewExists } from "../../../../schema/presentation/references.ts";
import type { JsonPath } from "../json/json.ts";
import type { PackFile } from "../json/packFile.ts";
import type { Pack } from "../pack.ts";

type PackOrbit = Pack["orbits"][number];
type Key = PackOrbit["outlines"][number];

/** One outline of a key frame and its path in the file. */
interface Placed {
  readonly name: string;
  readonly points: number;
  readonly path: JsonPath;
}

const quote = (text: string): string => JSON.stringify(text);

function placedIn(key: Key, own: string | undefined, path: JsonPath): readonly Placed[] {
  return [
    ...key.buildings.map(({ building, outline }, index) => ({
      name: `building ${quote(building)}`,
      points: outline.length,
      path: [...path, "buildings", index],
    })),
    ...key.floors.map(({ building = own ?? "", floor, outline }, index) => ({
      name: `floor ${floor} of ${quote(building)}`,
      points: outline.length,
      path: [...path, "floors", index],
    })),
    ...key.units.map(({ unit, outline }, index) => ({
      name: `home ${quote(unit)}`,
      points: outline.length,
      path: [...path, "units", index],
    })),
  ];
}

/** Outlines are interpolated point by point between key frames, so both need the same number of points. */
function checkSteps(orbit: PackOrbit, at: number, { reportAt }: PackFile): void {
  const keys = orbit.outlines
    .map((key, index) => ({
      frame: key.frame,
      placed: placedIn(key, orbit.building, ["orbits", at, "outlines", index]),
    }))
    .toSorted((one, other) => one.frame - other.frame);
  for (const [index, { frame, placed }] of keys.entries()) {
    const seen = new Set<string>();
    const next = keys[(index + 1) % keys.length];
    const nextPoints = new Map(next?.placed.map(({ name, points }) => [name, points]));
    for (const { name, points, path } of placed) {
      if (seen.has(name)) reportAt(path, `${name} is there twice`);
      seen.add(name);
      const other = nextPoints.get(name);
      if (other === undefined || other === points) continue;
      reportAt(
        [...path, "outline"],
        `${name} has ${points} points in frame ${frame} and ${other} in frame ${next?.frame ?? 0}`,
      );
    }
  }
}

function checkFrames({ outlines, first, count }: PackOrbit, at: number, file: PackFile): void {
  const last = first + count - 1;
  const seen = new Set<number>();
  let before = -Infinity;
  for (const [index, { frame }] of outlines.entries()) {
    const path = ["orbits", at, "outlines", index, "frame"];
    if (frame < first || frame > last) {
      file.reportAt(path, `${frame} is not one of the frames ${first} to ${last}`);
    }
    if (seen.has(frame)) file.reportAt(path, `${frame} is there twice`);
    else if (frame < before) file.reportAt(path, `${frame} stands after ${before}: out of order`);
    seen.add(frame);
    before = frame;
  }
}

/** Reports references in orbits to unknown things. `units` is absent if the list could not be read completely. */
function checkNames(
  orbit: PackOrbit,
  at: number,
  { pack, damaged, reportAt }: PackFile,
  units: ReadonlySet<string> | undefined,
): void {
  const hasBuildings = !damaged.has("buildings");
  const floors = new Map(
    pack.buildings.map(({ id, floors: own }) => [id, new Set(own.map(({ number }) => number))]),
  );
  const checkBuilding = (id: string | undefined, path: JsonPath): void => {
    if (id === undefined || !hasBuildings || floors.has(id)) return;
    reportAt(path, `no building ${quote(id)}`);
  };
  checkBuilding(orbit.building, ["orbits", at, "building"]);
  for (const [index, key] of orbit.outlines.entries()) {
    const path = ["orbits", at, "outlines", index];
    for (const [place, { building }] of key.buildings.entries()) {
      checkBuilding(building, [...path, "buildings", place, "building"]);
    }
    for (const [place, { building = orbit.building, floor }] of key.floors.entries()) {
      const own = building === undefined ? undefined : floors.get(building);
      const here = [...path, "floors", place];
      if (building === undefined) reportAt([...here, "building"], "is missing");
      else if (own === undefined) checkBuilding(building, [...here, "building"]);
      else if (hasBuildings && units !== undefined && !own.has(floor)) {
        reportAt([...here, "floor"], `no floor ${floor} in building ${quote(building)}`);
      }
    }
    for (const [place, { unit }] of key.units.entries()) {
      if (units === undefined || units.has(unit)) continue;
      reportAt([...path, "units", place, "unit"], `no home ${quote(unit)}`);
    }
  }
}

/** Checks orbits and panoramas. `pack` includes its list's floors; `project` was built from it. */
export function checkAround(file: PackFile, project: Project, isListWhole: boolean): void {
  const { pack, damaged, reportAt } = file;
  const units = isListWhole ? new Set(project.units.map(({ id }) => id)) : undefined;
  for (const [at, orbit] of pack.orbits.entries()) {
    checkFrames(orbit, at, file);
    checkNames(orbit, at, file, units);
    checkSteps(orbit, at, file);
  }
  if (!isListWhole || damaged.size > 0) return;
  const index = indexProject(project);
  for (const [at, { layout, hotspots }] of pack.panoramas.entries()) {
    if (layout !== undefined && !index.layouts.has(layout)) {
      reportAt(["panoramas", at, "layout"], `no layout ${quote(layout)}`);
    }
    for (const [place, { to }] of hotspots.entries()) {
      if (to === undefined || viewExists(to, index)) continue;
      reportAt(["panoramas", at, "hotspots", place, "to"], "leads to a view that is not there");
    }
  }
}
