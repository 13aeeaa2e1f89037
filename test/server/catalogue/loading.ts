import type { Project } from "../../../schema/catalogue/catalogue.ts";
import { loadPacks } from "../../../server/catalogue/pack/loadPacks.ts";
import { describeProblem, PackError } from "../../../server/catalogue/pack/packProblems.ts";
import { makePack, type PackParts } from "./packs.ts";

/** The project of a folder that has exactly one good pack. */
export async function loadOne(parts: PackParts = {}): Promise<Project> {
  const [project] = (await loadPacks(makePack(parts))).projects;
  if (project === undefined) throw new Error("no project was loaded");
  return project;
}

/** What is reported of a folder of packs, a line a problem; empty when it loads. Anything but a PackError is thrown. */
export async function problemsOf(projectsDir: string): Promise<readonly string[]> {
  try {
    await loadPacks(projectsDir);
    return [];
  } catch (error) {
    if (!(error instanceof PackError)) throw error;
    return error.problems.map(describeProblem);
  }
}
