import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { PlanSheet } from "../plan/PlanSheet.tsx";
import { useAside } from "../useAside.ts";
import { HomeTabs, type HomeViewProps } from "./HomeTabs.tsx";

/** One home on a phone; in landscape the plan stands at the start and the facts in a panel at the end. */
export function HomeView(props: HomeViewProps) {
  const { t } = useTranslation("stage");
  const ref = useRef<HTMLDivElement>(null);
  const aside = useAside(ref);
  const unit = props.index.units.get(props.view.unit);
  if (unit === undefined) return <p className="p-5 text-lg text-ink-2">{t("home.missing")}</p>;
  const layout = unit.layout === undefined ? undefined : props.index.layouts.get(unit.layout);
  const beside = aside && layout?.look !== undefined ? layout : undefined;
  return (
    <div ref={ref} className="flex h-full bg-ground">
      {beside !== undefined && (
        <div className="flex min-w-0 flex-1 flex-col px-5 pb-3">
          <PlanSheet {...props} layout={beside} fill />
        </div>
      )}
      <div
        className={beside === undefined ? "min-w-0 flex-1" : "w-80 shrink-0 border-s border-line"}
      >
        <HomeTabs {...props} unit={unit} layout={beside === undefined ? layout : undefined} />
      </div>
    </div>
  );
}
