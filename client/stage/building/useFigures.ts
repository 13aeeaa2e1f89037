import { useTranslation } from "react-i18next";
import type { Project } from "../../../schema/catalogue.ts";
import { useFormat } from "../../ui/format.ts";
import { LOCALES } from "../../ui/language.ts";

/** What the figures in the cells are: "AED million", the unit of area where the project has no prices, or nothing. */
export function useFigures(project: Project, priced: boolean): string {
  const { t } = useTranslation("stage");
  const format = useFormat();
  if (!priced && project.units.every((unit) => unit.area === undefined)) return "";
  if (!priced) return format.area(1, "m2").replace(/^[\d.,\s]+/, "");
  const parts = new Intl.NumberFormat(LOCALES[format.language], {
    style: "currency",
    currency: project.currency,
    currencyDisplay: format.language === "en" ? "code" : "symbol",
  }).formatToParts(0);
  const currency = parts.find((part) => part.type === "currency")?.value ?? project.currency;
  return t("building.million", { currency });
}
