import { ArrowRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useWords } from "../../ui/text/words.ts";
import { countHomes } from "../building/counts.ts";
import type { StageProps } from "../types.ts";

/** The phone's list: a row per building. */
export function BuildingRows({ index, onIntent }: Pick<StageProps, "index" | "onIntent">) {
  const { t } = useTranslation("stage");
  const words = useWords();
  return (
    <nav aria-label={t("masterplan.buildings")} className="building-rows">
      {index.project.buildings.map((building) => {
        const counts = countHomes(index.unitsByBuilding.get(building.id) ?? []);
        const amounts = {
          left: words.number(counts.byStatus.available),
          total: words.number(counts.total),
        };
        return (
          <button
            key={building.id}
            type="button"
            data-anchor={`building:${building.id}`}
            onClick={() =>
              onIntent({ kind: "open", view: { screen: "building", building: building.id } })
            }
          >
            <span className="flex min-w-0 flex-1 flex-wrap items-baseline justify-between gap-x-4 py-1.5">
              <span>{words.building(building)}</span>
              <span className="text-ink-2">
                {counts.known
                  ? t("masterplan.leftOf", amounts)
                  : t("summary.homes", { count: counts.total })}
              </span>
            </span>
            <ArrowRight
              size={18}
              strokeWidth={1.5}
              aria-hidden="true"
              className="shrink-0 rtl:-scale-x-100"
            />
          </button>
        );
      })}
    </nav>
  );
}
