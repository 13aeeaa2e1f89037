import { Search } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { InspectionModel } from "../model/inspectionModel.ts";
import { FILTERS, matches, type Entry, type TimelineFilter } from "../model/timeline.ts";
import { Choices } from "./Choices.tsx";
import { Panel } from "./Panel.tsx";
import { Sparkline } from "./Sparkline.tsx";
import { TimelineHead, TimelineRow } from "./TimelineRow.tsx";
import { VirtualList } from "./VirtualList.tsx";

export interface MomentProps {
  readonly model: InspectionModel;
  /** Changes with the model. */
  readonly version: number;
  /** The moment of the past that is shown; `undefined`: now. */
  readonly moment: number | undefined;
  readonly onMoment: (moment: number | undefined) => void;
}

const ROW_PX = 28;

/** The lines that a filter leaves, oldest first; all of them are read where they lie. */
function useEntries({ model, version }: MomentProps, filter: TimelineFilter, query: string) {
  return useMemo(() => {
    const { entries } = model.timeline;
    if (filter === "all" && query === "") {
      return { count: entries.length, at: (position: number) => entries.at(position) };
    }
    const found: Entry[] = [];
    for (const entry of entries) if (matches(entry, filter, query)) found.push(entry);
    return { count: found.length, at: (position: number) => found[position] };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the model changes in place; its version says when
  }, [model, version, filter, query]);
}

/** Every frame, newest first, with a handle to go back in time. */
export function Timeline(props: MomentProps) {
  const { model, moment, onMoment } = props;
  const { t } = useTranslation("inspector");
  const [filter, setFilter] = useState<TimelineFilter>("all");
  const [query, setQuery] = useState("");
  const { count, at } = useEntries(props, filter, query);
  const { counts } = model.timeline;
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
      <div className="-mx-2 py-1">
        <Choices
          label={t("timeline.filters")}
          value={filter}
          onChoose={setFilter}
          options={FILTERS.map((name) => ({
            value: name,
            label: (
              <>
                {t(name === "server" ? "timeline.serverTab" : `timeline.${name}`)}{" "}
                <span
                  className={
                    name === "refused" && counts.refused > 0 ? "text-danger" : "text-ink-3"
                  }
                >
                  {counts[name].toLocaleString("en")}
                </span>
              </>
            ),
          }))}
        />
      </div>
      <Sparkline {...props} />
      <TimelineHead />
      {model.dropped > 0 && (
        <p className="py-1 text-xs text-danger">
          {t("timeline.dropped", { count: model.dropped })}
        </p>
      )}
      {count === 0 ? (
        <p className="py-4 text-xs text-ink-3">
          {t(filter === "all" && query === "" ? "timeline.empty" : "timeline.nothing")}
        </p>
      ) : (
        <VirtualList
          label={t("timeline.title")}
          count={count}
          rowHeight={ROW_PX}
          renderRow={(position) => {
            const entry = at(count - 1 - position);
            return (
              entry !== undefined && (
                <TimelineRow
                  entry={entry}
                  chosen={moment === entry.atMs}
                  onChoose={() => onMoment(moment === entry.atMs ? undefined : entry.atMs)}
                />
              )
            );
          }}
        />
      )}
    </Panel>
  );
}
