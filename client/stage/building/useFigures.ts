import type { Project } from "../../../schema/catalogue/catalogue.ts";
import { useWords } from "../../ui/text/words.ts";

/** Unit of the cells' figures: "AED million", the unit of area if the project has no prices, or empty. */
export function useFigures(project: Project, priced: boolean): string {
  const words = useWords();
  if (priced) return words.figures(project);
  if (project.units.every((unit) => unit.area === undefined)) return "";
  return words.areaUnit(project.areaUnit);
}
