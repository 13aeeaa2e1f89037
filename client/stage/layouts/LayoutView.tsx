import { useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Layout, Unit } from "../../../schema/catalogue/catalogue.ts";
import { matches } from "../../../schema/presentation/filters.ts";
import type { View } from "../../../schema/presentation/presentation.ts";
import { useWords } from "../../ui/text/words.ts";
import { PlanSheet } from "../plan/PlanSheet.tsx";
import { AroundLinks, aroundOf } from "../around/AroundLinks.tsx";
import { SecondNote } from "../home/parts/SecondPrice.tsx";
import { FactLine } from "../FactLine.tsx";
import type { StageProps } from "../types.ts";
import { useAside } from "../useAside.ts";
import { FiltersNote } from "./filters/FiltersNote.tsx";
import { areaRange } from "./layoutSummaries.ts";
import { UnitRows } from "./UnitRows.tsx";

export interface LayoutViewProps extends StageProps {
  readonly view: Extract<View, { screen: "layout" }>;
}

const byFloor = (a: Unit, b: Unit): number =>
  a.floor - b.floor || a.id.localeCompare(b.id, "en", { numeric: true });

/** One layout large, and its homes: matching ones first. */
export function LayoutView(props: LayoutViewProps) {
  const { view, index, form, state } = props;
  const { t } = useTranslation("stage");
  const layout = index.layouts.get(view.layout);
  if (layout === undefined) return null;
  const homes = (index.unitsByLayout.get(layout.id) ?? []).toSorted(byFloor);
  const fitting = homes.filter((unit) => matches(unit, state.filters));
  const others = homes.filter((unit) => !matches(unit, state.filters));
  const rows = (
    <section className="min-w-0">
      <FiltersNote {...props} units={homes} className="pb-4" />
      <h2 className="pb-2 text-ink-2">{t("layouts.matching")}</h2>
      <SecondNote project={index.project} className="pb-2" />
      {fitting.length === 0 && <p className="pb-4 text-ink-3">{t("layouts.none")}</p>}
      <UnitRows {...props} units={fitting} sameLayout />
      {others.length > 0 && (
        <>
          <h3 className="pt-6 pb-2 text-ink-3">{t("layouts.others")}</h3>
          <UnitRows {...props} units={others} sameLayout quiet />
        </>
      )}
    </section>
  );
  if (form === "phone") return <PhoneLayout {...props} layout={layout} rows={rows} />;
  return (
    <div className="flex h-full min-h-0 bg-ground text-sm">
      <div className="flex min-w-0 flex-1 flex-col px-8 pt-5 pb-6">
        <Title {...props} />
        <PlanSheet {...props} layout={layout} fill dimensions />
      </div>
      <div
        data-clip=""
        className="w-(--panel) shrink-0 overflow-y-auto border-s border-line px-6 pt-6 pb-8"
      >
        {rows}
      </div>
    </div>
  );
}

/** One column; in landscape the plan stands at the start and the homes in a panel at the end. */
function PhoneLayout({
  layout,
  rows,
  ...props
}: LayoutViewProps & { readonly layout: Layout; readonly rows: ReactNode }) {
  const ref = useRef<HTMLDivElement>(null);
  const aside = useAside(ref) && layout.look !== undefined;
  const told = (
    <div
      data-clip=""
      className={`h-full space-y-5 overflow-y-auto px-5 pt-4 pb-6 text-md ${aside ? "w-80 shrink-0 border-s border-line" : "min-w-0 flex-1"}`}
    >
      <Title {...props} />
      {!aside && <PlanSheet {...props} layout={layout} />}
      {rows}
    </div>
  );
  return (
    <div ref={ref} className="flex h-full bg-ground">
      {aside && (
        <div className="flex min-w-0 flex-1 flex-col px-5 pb-3">
          <PlanSheet {...props} layout={layout} fill />
        </div>
      )}
      {told}
    </div>
  );
}

function Title({ view, index, form, onIntent }: LayoutViewProps) {
  const { t } = useTranslation("stage");
  const words = useWords();
  const layout = index.layouts.get(view.layout);
  if (layout === undefined) return null;
  const { project } = index;
  const area = areaRange(layout, index.unitsByLayout.get(layout.id) ?? []);
  const facts = [
    ...(layout.bedrooms === undefined ? [] : [words.bedrooms(layout.bedrooms)]),
    ...(layout.bathrooms === undefined ? [] : [t("layouts.baths", { count: layout.bathrooms })]),
    ...(area === undefined ? [] : [words.areaRange(...area, project.areaUnit)]),
    ...(layout.terrace === undefined
      ? []
      : [`${t("home.facts.terrace")} ${words.areaOf(layout.terrace, project)}`]),
  ];
  return (
    <header>
      <button
        type="button"
        onClick={() => onIntent({ kind: "open", view: { screen: "layouts" } })}
        className={`text-ink-3 hover:text-ink ${form === "phone" ? "min-h-(--target)" : "text-xs"}`}
      >
        <span aria-hidden="true" className="me-1 inline-block rtl:-scale-x-100">
          ‹
        </span>
        {t("layouts.back")}
      </button>
      <h1 className="font-display text-3xl leading-tight">
        <bdi>{words.text(layout.name)}</bdi>
      </h1>
      <p className="mt-1 text-ink-2">
        <FactLine facts={facts} />
      </p>
      <AroundLinks
        form={form}
        onIntent={onIntent}
        around={aroundOf(index, { layout: layout.id })}
        className="pt-3"
      />
    </header>
  );
}
