import { useTranslation } from "react-i18next";
import type { InspectionModel } from "../../model/inspectionModel.ts";
import { FILTERS, type TimelineFilter } from "../../model/timeline.ts";
import { useScheduledRender } from "../../useScheduledRender.ts";
import { Choices } from "../Choices.tsx";

interface FiltersProps {
  readonly model: InspectionModel;
  readonly hasReports: boolean;
  readonly filter: TimelineFilter;
  readonly onFilter: (filter: TimelineFilter) => void;
}

const LOCAL_FILTERS = ["all", "agent", "server"] as const;
const REPORTED_WORDS = {
  all: "all",
  agent: "agent",
  buyer: "buyer",
  server: "serverTab",
  refused: "refused",
} as const;
const LOCAL_WORDS = { ...REPORTED_WORDS, agent: "self", server: "others" } as const;

/** Filters by author, with frame counts. */
export function TimelineFilters({ model, hasReports, filter, onFilter }: FiltersProps) {
  const { t } = useTranslation("inspector");
  const { timeline } = model;
  const { place } = useScheduledRender<HTMLDivElement>(() => timeline.version);
  const { counts } = timeline;
  return (
    <div ref={place} className="-mx-2 py-1 contain-content">
      <Choices
        label={t("timeline.filters")}
        value={filter}
        onChoose={onFilter}
        options={(hasReports ? FILTERS : LOCAL_FILTERS).map((name) => ({
          value: name,
          label: (
            <>
              {t(`timeline.${(hasReports ? REPORTED_WORDS : LOCAL_WORDS)[name]}`)}{" "}
              <span
                className={name === "refused" && counts.refused > 0 ? "text-danger" : "text-ink-3"}
              >
                {counts[name].toLocaleString("en")}
              </span>
            </>
          ),
        }))}
      />
    </div>
  );
}
