import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { isUnfiltered } from "../../../schema/presentation/filters.ts";
import type { View } from "../../../schema/presentation/presentation.ts";
import { useWords } from "../../ui/text/words.ts";
import type { StageProps } from "../types.ts";
import { describeFilters } from "./filters/describe.ts";
import { FilterChips } from "./filters/FilterChips.tsx";
import { FilterPanel } from "./filters/FilterPanel.tsx";
import { useDraftFilters } from "./filters/useDraftFilters.ts";
import { SecondNote } from "../home/parts/SecondPrice.tsx";
import { LayoutGrid } from "./LayoutGrid.tsx";
import { NothingFits } from "./NothingFits.tsx";
import { searchLayouts } from "./layoutSummaries.ts";
import { UnitRows } from "./UnitRows.tsx";

export interface LayoutsViewProps extends StageProps {
  readonly view: Extract<View, { screen: "layouts" }>;
}

/** The layouts by filters, or a notice if the development has no list yet. */
export const LayoutsView = (props: LayoutsViewProps) =>
  props.index.project.units.length === 0 ? <NoHomes {...props} /> : <HomesByLayout {...props} />;

function NoHomes({ index, form }: LayoutsViewProps) {
  const { t } = useTranslation("stage");
  const words = useWords();
  const desk = form === "desk";
  return (
    <div className={`h-full bg-ground ${desk ? "px-8 pt-5 text-sm" : "px-5 pt-4 text-md"}`}>
      <h1 className={`font-display leading-tight ${desk ? "text-3xl" : "text-2xl"}`}>
        {words.text(index.project.name)}
      </h1>
      <p className="mt-1.5 text-ink-2">{t("building.noHomes")}</p>
    </div>
  );
}

/** Filters first, then the layouts with matching homes, all at one scale. */
function HomesByLayout(props: LayoutsViewProps) {
  const { index, state, form, onIntent } = props;
  const { project } = index;
  const draft = useDraftFilters(state.filters, onIntent);
  const search = useMemo(
    () => searchLayouts(project.layouts, project.units, draft.filters),
    [project, draft.filters],
  );
  const results = (
    <>
      <Heading
        {...props}
        homes={search.homes.length}
        layouts={search.summaries.length}
        filters={draft.filters}
      />
      {form === "phone" && (
        <FilterChips
          index={index}
          draft={draft}
          homes={search.homes.length}
          over={props.over}
          onIntent={onIntent}
        />
      )}
      {search.homes.length === 0 && (
        <NothingFits index={index} filters={draft.filters} form={form} onChange={draft.commit} />
      )}
      {search.summaries.length > 0 && <LayoutGrid {...props} summaries={search.summaries} />}
      {search.loose.length > 0 && <LooseHomes {...props} homes={search.loose} />}
    </>
  );
  if (form === "phone")
    return (
      <div data-clip="" className="h-full space-y-3 overflow-y-auto bg-ground px-5 pt-4 pb-6">
        {results}
      </div>
    );
  return (
    <div className="flex h-full min-h-0 bg-ground">
      <aside
        data-clip=""
        className="w-[17rem] shrink-0 overflow-y-auto border-e border-line px-6 pt-5 pb-8"
      >
        <FilterPanel index={index} draft={draft} form={form} />
      </aside>
      <div data-clip="" className="min-w-0 flex-1 overflow-y-auto px-8 pt-5 pb-8 lg:px-9">
        {results}
      </div>
    </div>
  );
}

interface HeadingProps extends LayoutsViewProps {
  readonly homes: number;
  readonly layouts: number;
  readonly filters: StageProps["state"]["filters"];
}

function Heading({ index, form, filters, homes, layouts }: HeadingProps) {
  const { t } = useTranslation(["stage", "common"]);
  const words = useWords();
  const text = isUnfiltered(filters)
    ? t("layouts.all", { project: words.text(index.project.name) })
    : describeFilters(filters, { t, words, index });
  const found = t("layouts.homes", { count: homes });
  return (
    <header className={form === "desk" ? "pb-4" : ""}>
      <h1
        className={`font-display leading-tight ${form === "desk" ? "text-3xl" : "text-[min(1.75rem,10vw)]"}`}
        aria-live="polite"
      >
        {layouts === 0
          ? found
          : t("layouts.heading", { homes: found, layouts: t("layouts.in", { count: layouts }) })}
      </h1>
      {form === "desk" && <p className="mt-1.5 pe-60 text-sm text-ink-2">{text}</p>}
      <SecondNote project={index.project} className="mt-1" />
    </header>
  );
}

function LooseHomes({
  homes,
  ...props
}: LayoutsViewProps & { readonly homes: Parameters<typeof UnitRows>[0]["units"] }) {
  const { t } = useTranslation("stage");
  return (
    <section className="pt-8">
      <h2 className="pb-2 text-md font-medium">{t("layouts.loose")}</h2>
      <UnitRows {...props} units={homes} />
    </section>
  );
}
