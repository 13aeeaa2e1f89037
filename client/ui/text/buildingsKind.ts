import type { Building } from "../../../schema/catalogue/catalogue.ts";

/** The word for a development's buildings. */
export type BuildingsKind = "towers" | "villas" | "buildings";

const KINDS: ReadonlyMap<string, BuildingsKind> = new Map([
  ["Tower", "towers"],
  ["Villa", "villas"],
]);

/**
 * By the first word that all the names share. English names decide, because no language has a rule that makes the plural
 * out of the word in a name.
 */
export function buildingsKind(buildings: readonly Pick<Building, "name">[]): BuildingsKind {
  const words = new Set(buildings.map(({ name }) => name?.["en"]?.split(" ")[0]));
  const [word] = words;
  return (words.size === 1 && word !== undefined && KINDS.get(word)) || "buildings";
}
