import type { Project } from "../../../schema/catalogue/catalogue.ts";
import { isHome } from "../../../schema/values/unitKinds.ts";

/** The word for a development's buildings. */
export type BuildingsKind = "towers" | "villas" | "plots" | "buildings";

const KINDS: ReadonlyMap<string, BuildingsKind> = new Map([
  ["Tower", "towers"],
  ["Villa", "villas"],
]);

/** The word for homes that all stand on the ground; `undefined` where some do not. */
function groundKind(units: Project["units"]): BuildingsKind | undefined {
  const kinds = new Set(units.filter(isHome).map(({ kind }) => kind));
  if (kinds.size === 0 || kinds.has(undefined)) return undefined;
  return kinds.size === 1 && kinds.has("plot") ? "plots" : "villas";
}

interface BuildingsOf {
  readonly buildings: readonly Pick<Project["buildings"][number], "name">[];
  readonly units: Project["units"];
}

/**
 * By the first word of the names, if all share it. English names decide, because no language has a rule that forms the
 * plural of a word in a name. Villas and plots are called so whatever the names of their groups.
 */
export function buildingsKind({ buildings, units }: BuildingsOf): BuildingsKind {
  const ground = groundKind(units);
  if (ground !== undefined) return ground;
  const words = new Set(buildings.map(({ name }) => name?.["en"]?.split(" ")[0]));
  const [word] = words;
  return (words.size === 1 && word !== undefined && KINDS.get(word)) || "buildings";
}
