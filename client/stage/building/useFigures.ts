import type { Project } from "../../../schema/catalogue/catalogue.ts";
import { useWords } from "../../ui/text/words.ts";

/** What the figures in the cells are: "AED million", the unit of area where the project has no prices, or nothing. */
export function useFigures(project: Project, priced: boolean): string {
  const words = useWords();
  if (priced) return words.figures(project);
  if (project.units.every((unit) => unit.area === undefined)) return "";
  return words.areaUnit(project.areaUnit);
}
