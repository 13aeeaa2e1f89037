import type { Project } from "../../../schema/catalogue/catalogue.ts";
import { loadPacks } from "../../../server/catalogue/pack/loadPacks.ts";
import { describeProblem, PackError } from "../../../server/catalogue/pack/packProblems.ts";
import { makePack, type PackParts } from "./packs.ts";

/** The project of a folder with exactly one valid pack. */
export async function loadOne(parts: PackParts = {}): Promise<Project> {
  const [project] = (await loadPacks(makePack(parts))).projects;
  if (project === undefined) throw new Error("no project was loaded");
  return project;
}

/** Problems of a folder of packs, one line each; empty if it loads. Throws anything but a PackError. */
export async function problemsOf(projectsDir: string): Promise<readonly string[]> {
  try {
    await loadPacks(projectsDir);
    return [];
  } catch (error) {
    if (!(error instanceof PackError)) throw error;
    return error.problems.map(describeProblem);
  }
}
