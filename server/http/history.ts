import { compareMoments, type Moment } from "../../schema/history/moment.ts";
import { shownMoments } from "../../schema/history/readable.ts";
import type { KnownNames } from "../../schema/presentation/references.ts";
import { homesOf } from "../../schema/presentation/presentation.ts";
import type { PresentationRecord } from "../storage/storage.ts";
import type { HttpDependencies } from "./dependencies.ts";
import { Problem } from "./problem.ts";

/** The moment of the end, made from the presentation's record, on which all processes agree. */
const endOf = ({ ended }: PresentationRecord): readonly Moment[] =>
  ended === undefined
    ? []
    : [{ at: ended.atMs, node: "server", n: 0, kind: "end", reason: ended.reason }];

const ALL = { has: () => true };

/** Accepts all names of a removed development, because nothing is left to check them against. */
async function formerNames(
  lists: HttpDependencies["lists"],
  id: string,
): Promise<KnownNames | undefined> {
  const project = await lists.removed(id);
  if (project === undefined) return undefined;
  return {
    project,
    masterplans: ALL,
    buildings: ALL,
    plans: ALL,
    layouts: ALL,
    images: ALL,
    orbits: ALL,
    panoramas: ALL,
    aspects: ALL,
    units: ALL,
    floor: () => true,
  };
}

/** A presentation's moments, its end included, in order, without homes that are held back now. */
export async function readHistory(
  { storage, catalogue, lists }: Pick<HttpDependencies, "storage" | "catalogue" | "lists">,
  record: PresentationRecord,
): Promise<readonly Moment[]> {
  const names = catalogue.findShown(record.project) ?? (await formerNames(lists, record.project));
  if (names === undefined) throw new Problem("unknown");
  const moments = await storage.history.load(record.room);
  return shownMoments([...moments, ...endOf(record)].toSorted(compareMoments), names);
}

/** The homes that moments name, each once, in the order in which they were first named. */
export function unitsOf(moments: readonly Moment[]): readonly string[] {
  const units = new Set<string>();
  for (const moment of moments) {
    if ("unit" in moment) units.add(moment.unit);
    const view = moment.kind === "view" || moment.kind === "attention" ? moment.view : undefined;
    for (const unit of homesOf(view)) units.add(unit);
  }
  return [...units];
}
