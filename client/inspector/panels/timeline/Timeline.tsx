import { Search } from "lucide-react";
import { memo, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { FoundLines } from "../../model/foundLines.ts";
import type { TimelineFilter } from "../../model/timeline.ts";
import { useMedia } from "../../../base/react/useMedia.ts";
import { useScheduledRender } from "../../useScheduledRender.ts";
import type { MomentProps } from "./momentProps.ts";
import { Panel } from "../Panel.tsx";
import { Sparkline } from "./Sparkline.tsx";
import { TimelineFilters } from "./TimelineFilters.tsx";
import { TimelineHead, TimelineRow } from "./TimelineRow.tsx";
import { VirtualList } from "./VirtualList.tsx";

/** Narrow screens, used by touch; equals `max-md` in the styles. */
const NARROW = "(width < 56.25rem)";

interface TimelineProps extends MomentProps {
  /** Whether the room reports authors; otherwise lines distinguish only this page from others. */
  readonly hasReports: boolean;
}

const ROW_PX = 28;
const FINGER_ROW_PX = 44;

/** All frames, newest first, with a time slider. */
export const Timeline = memo(function Timeline(props: TimelineProps) {
  const { model, hasReports } = props;
  const { t } = useTranslation("inspector");
  const [filter, setFilter] = useState<TimelineFilter>("all");
  const [query, setQuery] = useState("");
  return (
    <Panel
      title={t("timeline.title")}
      lead={t("timeline.lead")}
      className="min-h-0 flex-1 md:ps-6"
      aside={
        <label className="flex items-center gap-2">
          <Search aria-hidden="true" className="size-3.5" strokeWidth={1.5} />
          <input
            type="search"
            value={query}
            onChange={({ target }) => setQuery(target.value)}
            placeholder={t("timeline.search")}
            aria-label={t("timeline.search")}
            className="h-8 w-36 rounded-sm bg-transparent px-1 text-xs placeholder:text-ink-3 max-md:text-lg"
          />
        </label>
      }
    >
      <TimelineFilters model={model} hasReports={hasReports} filter={filter} onFilter={setFilter} />
      <Sparkline {...props} />
      <TimelineHead />
      <Rows {...props} filter={filter} query={query} />
    </Panel>
  );
});

interface RowsProps extends TimelineProps {
  readonly filter: TimelineFilter;
  readonly query: string;
}

function Rows({ model, hasReports, moment, onMoment, filter, query }: RowsProps) {
  const { t } = useTranslation("inspector");
  const { timeline } = model;
  const narrow = useMedia(NARROW);
  const found = useMemo(() => new FoundLines(timeline, filter, query), [timeline, filter, query]);
  const { place } = useScheduledRender<HTMLDivElement>(() => timeline.version + model.dropped);
  const lines = found.now();
  return (
    <div ref={place} className="flex min-h-0 flex-1 flex-col contain-strict">
      {model.dropped > 0 && (
        <p className="py-1 text-xs text-danger">
          {t("timeline.dropped", { count: model.dropped })}
        </p>
      )}
      {lines.length === 0 ? (
        <p className="py-4 text-xs text-ink-3">
          {t(filter === "all" && query === "" ? "timeline.empty" : "timeline.nothing")}
        </p>
      ) : (
        <VirtualList
          key={`${filter} ${query}`}
          label={t("timeline.title")}
          count={lines.length}
          total={lines.pushed}
          rowHeight={narrow ? FINGER_ROW_PX : ROW_PX}
          renderNewer={(newer) => t("timeline.newer", { count: newer })}
          renderRow={(position) => {
            const entry = lines.at(lines.length - 1 - position);
            return (
              entry !== undefined && (
                <TimelineRow
                  entry={entry}
                  refusal={entry.refusal}
                  hasReports={hasReports}
                  chosen={moment === entry.atMs}
                  onChoose={onMoment}
                />
              )
            );
          }}
        />
      )}
    </div>
  );
}
