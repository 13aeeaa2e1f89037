import type { ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import type { KnownNames } from "../../../schema/presentation/references.ts";

type Kind = "unit" | "layout" | "building" | "floor" | "aspect" | "masterplan" | "plan" | "image";
const nameOf = (kind: Kind, id: string): string => `${kind} ${id}`;

/** More names than any development had; documents with older ones are repaired when their room is opened. */
const MOST_NAMES = 100_000;

/** Every name of a project that a list or a deleted picture can remove. */
function namesOf({ project }: ProjectIndex): ReadonlySet<string> {
  return new Set([
    ...project.units.map(({ id }) => nameOf("unit", id)),
    ...project.layouts.map(({ id }) => nameOf("layout", id)),
    ...project.aspects.map(({ id }) => nameOf("aspect", id)),
    ...project.masterplans.map(({ id }) => nameOf("masterplan", id)),
    ...project.plans.map(({ id }) => nameOf("plan", id)),
    ...project.gallery.map(({ id }) => nameOf("image", id)),
    ...project.buildings.flatMap(({ id, floors }) => [
      nameOf("building", id),
      ...floors.map(({ number }) => nameOf("floor", `${id}/${number}`)),
    ]),
  ]);
}

/** The union of former and current names, limited to the latest. */
export function rememberNames(
  former: ReadonlySet<string>,
  index: ProjectIndex,
): ReadonlySet<string> {
  const names = [...namesOf(index)];
  if (names.every((name) => former.has(name))) return former;
  return new Set([...former, ...names].slice(-MOST_NAMES));
}

/**
 * Names that presentations may use: public ones and former public ones. A home that a list removed may still be on
 * screen, and pages mark it as gone. Current homes that are held back (in `all`, not in `shown`) may not be named.
 */
export function withFormer(
  shown: ProjectIndex,
  all: ProjectIndex,
  former: ReadonlySet<string>,
): KnownNames {
  if (former.size === 0) return shown;
  const either = (
    kind: Kind,
    known: { has(id: string): boolean },
    held: { has(id: string): boolean },
  ) => ({
    has: (id: string) => known.has(id) || (former.has(nameOf(kind, id)) && !held.has(id)),
  });
  return {
    ...shown,
    units: either("unit", shown.units, all.units),
    layouts: either("layout", shown.layouts, all.layouts),
    aspects: either("aspect", shown.aspects, all.aspects),
    buildings: either("building", shown.buildings, all.buildings),
    masterplans: either("masterplan", shown.masterplans, all.masterplans),
    plans: either("plan", shown.plans, all.plans),
    images: either("image", shown.images, all.images),
    floor: (building, floor) =>
      shown.floor(building, floor) ??
      (former.has(nameOf("floor", `${building}/${floor}`)) ? true : undefined),
  };
}
