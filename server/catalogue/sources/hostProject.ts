import * as v from "valibot";
import type { Project } from "../../../schema/catalogue/catalogue.ts";
import { currencyDigits } from "../../../schema/catalogue/currencies.ts";
import { indexProject } from "../../../schema/catalogue/projectIndex.ts";
import { ProjectSchema } from "../../../schema/catalogue/projectSchema.ts";
import { viewExists } from "../../../schema/presentation/references.ts";
import { fail, succeed, type Result } from "../../../schema/values/result.ts";
import { standsOnGround } from "../../../schema/values/unitKinds.ts";

/** Maximum number of faults reported for a project. */
const MOST_FAULTS = 20;

/** Each duplicate id, as a sentence. */
function repeated(kind: string, ids: readonly (string | number)[]): readonly string[] {
  const seen = new Set<string | number>();
  const twice = new Set(ids.filter((id) => seen.size === seen.add(id).size));
  return [...twice].map((id) => `${kind} ${JSON.stringify(id)} is there twice`);
}

const repeatedIds = (kind: string, things: readonly { readonly id: string }[]) =>
  repeated(
    kind,
    things.map(({ id }) => id),
  );

/** References to unknown things, and inconsistencies. */
function* findFaults(project: Project): Iterable<string> {
  const index = indexProject(project);
  yield* repeatedIds("masterplan", project.masterplans);
  yield* repeatedIds("building", project.buildings);
  yield* repeatedIds("plan", project.plans);
  yield* repeatedIds("layout", project.layouts);
  yield* repeatedIds("aspect", project.aspects);
  yield* repeatedIds("image", project.gallery);
  yield* repeatedIds("orbit", project.orbits ?? []);
  yield* repeatedIds("panorama", project.panoramas ?? []);
  yield* repeatedIds("unit", project.units);
  const digits = currencyDigits(project.currency);
  if (digits === undefined) yield `no currency ${JSON.stringify(project.currency)}`;
  else if (digits !== project.digits) yield `digits of ${project.currency} are ${digits}`;
  const percent = project.payment?.steps.reduce((sum, step) => sum + step.percent, 0) ?? 100;
  if (Math.abs(percent - 100) > 0.01) yield `payment adds up to ${percent}`;

  for (const { id, buildings } of project.masterplans) {
    for (const { building } of buildings) {
      if (!index.buildings.has(building)) yield `masterplan ${id}: no building ${building}`;
    }
  }
  for (const { id, floors, facade } of project.buildings) {
    yield* repeated(
      `building ${id}: floor`,
      floors.map(({ number }) => number),
    );
    if (floors.some(({ number }, at) => number < (floors[at - 1]?.number ?? -Infinity))) {
      yield `building ${id}: floors must be in the order of their numbers`;
    }
    for (const { number, plan } of floors) {
      if (plan !== undefined && !index.plans.has(plan)) {
        yield `building ${id}, floor ${number}: no plan ${plan}`;
      }
    }
    for (const { floor } of facade?.floors ?? []) {
      if (index.floor(id, floor) === undefined) yield `facade of ${id}: no floor ${floor}`;
    }
  }
  for (const { id, look } of project.layouts) {
    if (look?.kind === "cutout" && !index.plans.has(look.plan)) {
      yield `layout ${id}: no plan ${look.plan}`;
    }
  }
  for (const { id, layout, hotspots } of project.panoramas ?? []) {
    if (layout !== undefined && !index.layouts.has(layout))
      yield `panorama ${id}: no layout ${layout}`;
    for (const { to } of hotspots) {
      if (to !== undefined && !viewExists(to, index))
        yield `panorama ${id}: a hotspot leads nowhere`;
    }
  }
  for (const { id, keys } of project.orbits ?? []) {
    for (const outline of keys.flatMap(({ outlines }) => outlines)) {
      const exists =
        "unit" in outline
          ? index.units.has(outline.unit)
          : "floor" in outline
            ? index.floor(outline.building, outline.floor) !== undefined
            : index.buildings.has(outline.building);
      if (!exists) yield `orbit ${id}: an outline of nothing`;
    }
  }
  yield* findUnitFaults(project, index);
}

function* findUnitFaults(
  { units }: Project,
  index: ReturnType<typeof indexProject>,
): Iterable<string> {
  for (const unit of units) {
    const { id, building, number, layout, aspects, floor, topFloor = floor } = unit;
    if (id !== `${building}-${number}`) yield `unit ${id}: its id must be ${building}-${number}`;
    if (!index.buildings.has(building)) yield `unit ${id}: no building ${building}`;
    else if (!standsOnGround(unit)) {
      for (const each of new Set([floor, topFloor])) {
        if (index.floor(building, each) === undefined) yield `unit ${id}: no floor ${each}`;
      }
    }
    if (layout !== undefined && !index.layouts.has(layout)) yield `unit ${id}: no layout ${layout}`;
    for (const aspect of aspects) {
      if (!index.aspects.has(aspect)) yield `unit ${id}: no aspect ${aspect}`;
    }
  }
}

/** A host's project, or its faults, one sentence each: the first `MOST_FAULTS`. */
export function readHostProject(value: unknown): Result<Project, readonly string[]> {
  const parsed = v.safeParse(ProjectSchema, value);
  if (!parsed.success) {
    const faults = parsed.issues.map((issue) => `${v.getDotPath(issue) ?? "it"}: ${issue.message}`);
    return fail(faults.slice(0, MOST_FAULTS));
  }
  // The type requires `bedrooms` of layouts; the key may be missing in the value.
  const project = parsed.output as unknown as Project;
  const faults: string[] = [];
  for (const fault of findFaults(project)) {
    if (faults.push(fault) === MOST_FAULTS) break;
  }
  return faults.length > 0 ? fail(faults) : succeed(project);
}
