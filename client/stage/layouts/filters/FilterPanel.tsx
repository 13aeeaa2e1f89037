import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { isHome } from "../../../../schema/values/unitKinds.ts";
import { isUnfiltered, NO_FILTERS } from "../../../../schema/presentation/filters.ts";
import type { ProjectIndex } from "../../../../schema/catalogue/projectIndex.ts";
import { AspectFilter, BedroomFilter, StatusFilter } from "./ChipFilters.tsx";
import { liveCounts } from "./liveCounts.ts";
import { RangeFilter } from "./range/RangeFilter.tsx";
import { RANGE_NAMES } from "./range/ranges.ts";
import type { DraftFilters } from "./useDraftFilters.ts";

export interface FilterPanelProps {
  readonly index: ProjectIndex;
  readonly draft: DraftFilters;
  readonly form: "desk" | "phone";
}

/** All filters for which this project's homes have data. */
export function FilterPanel({ index, draft, form }: FilterPanelProps) {
  const { t } = useTranslation("stage");
  const { units: all, aspects } = index.project;
  const units = useMemo(() => all.filter(isHome), [all]);
  const { filters, commit, drag } = draft;
  const counts = useMemo(
    () =>
      liveCounts(
        units,
        filters,
        aspects.map(({ id }) => id),
      ),
    [units, aspects, filters],
  );
  const shared = { index, units, filters, form, counts, onChange: commit };
  return (
    <div className={form === "desk" ? "text-sm" : "text-md"}>
      <div className="flex items-baseline justify-between pb-1">
        <h2 className={form === "desk" ? "text-md font-medium" : "text-lg font-medium"}>
          {t("filters.title")}
        </h2>
        {!isUnfiltered(filters) && (
          <button
            type="button"
            onClick={() => commit(NO_FILTERS)}
            className={`border-b border-control text-ink-2 hover:text-ink ${form === "phone" ? "min-h-(--target)" : ""}`}
          >
            {t("filters.clear")}
          </button>
        )}
      </div>
      <BedroomFilter {...shared} />
      {RANGE_NAMES.map((name) => (
        <RangeFilter
          key={name}
          name={name}
          index={index}
          units={units}
          filters={filters}
          form={form}
          onDrag={drag}
          onChange={commit}
        />
      ))}
      <AspectFilter {...shared} />
      <StatusFilter {...shared} />
    </div>
  );
}
