import type { Project } from "./catalogue.ts";

/**
 * Pure: the project as buyers may know it, without the homes that are held back and without the layouts that only those
 * have. The same object when nothing is held back.
 */
export function shownProject(project: Project): Project {
  const units = project.units.filter(({ hidden }) => hidden !== true);
  if (units.length === project.units.length) return project;
  const all = new Set(project.units.map(({ layout }) => layout));
  const shown = new Set(units.map(({ layout }) => layout));
  const layouts = project.layouts.filter(({ id }) => shown.has(id) || !all.has(id));
  return { ...project, layouts, units };
}
