import { useTranslation } from "react-i18next";
import type { Project } from "../../../schema/catalogue/catalogue.ts";
import { useFormat } from "../../ui/text/format.ts";
import type { HomeCounts } from "./counts.ts";

/** "80 of 143 homes left, from AED 920,000", as far as the pack has the data. */
export function useSummary(counts: HomeCounts, project: Project): string {
  const { t } = useTranslation("stage");
  const format = useFormat();
  const homes = counts.known
    ? t("summary.left", {
        left: format.number(counts.byStatus.available),
        total: format.number(counts.total),
      })
    : t("summary.homes", { count: counts.total });
  if (counts.priced && counts.lowestPrice === undefined) return homes;
  const price =
    counts.lowestPrice === undefined
      ? t("summary.onRequest")
      : t("summary.from", { price: format.money(counts.lowestPrice, project) });
  return t("summary.join", { a: homes, b: price });
}
