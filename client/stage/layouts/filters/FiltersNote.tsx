import { SlidersHorizontal } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Unit } from "../../../../schema/catalogue/catalogue.ts";
import { isHome } from "../../../../schema/values/unitKinds.ts";
import { isUnfiltered, matches, NO_FILTERS } from "../../../../schema/presentation/filters.ts";
import { useWords } from "../../../ui/text/words.ts";
import type { StageProps } from "../../types.ts";
import { describeFilters } from "./describe.ts";

interface FiltersNoteProps extends Pick<StageProps, "index" | "form" | "state" | "onIntent"> {
  /** The visible homes, some of which do not match. */
  readonly units: readonly Unit[];
  readonly className?: string;
}

/** Why homes are dimmed: the active filters, the number of matching homes, and a link to show all. */
export function FiltersNote({
  index,
  form,
  state: { filters },
  units: all,
  onIntent,
  className = "",
}: FiltersNoteProps) {
  const { t } = useTranslation(["stage", "common"]);
  const words = useWords();
  const units = all.filter(isHome);
  if (isUnfiltered(filters) || units.length === 0) return null;
  const fitting = units.filter((unit) => matches(unit, filters)).length;
  const phone = form === "phone";
  const icon = { size: phone ? 18 : 14, strokeWidth: 1.5, "aria-hidden": true } as const;
  return (
    <section
      aria-label={t("filters.on")}
      className={`flex items-center gap-3 ${phone ? "text-md" : "text-sm"} ${className}`}
    >
      <SlidersHorizontal {...icon} className="shrink-0 text-ink-3" />
      <p className="min-w-0 flex-[0_1_auto] text-ink-2">
        <span className="text-ink">{describeFilters(filters, { t, words, index })}</span>
        {!phone && " · "}
        <span className={phone ? "block" : ""}>
          {t("filters.fitting", {
            fitting: words.number(fitting),
            total: words.number(units.length),
          })}
        </span>
      </p>
      <button
        type="button"
        onClick={() => onIntent({ kind: "filter", filters: NO_FILTERS })}
        className={`shrink-0 ${phone ? "ms-auto min-h-(--target) px-1" : "min-h-7"}`}
      >
        <span className="border-b border-control">{t("filters.clear")}</span>
      </button>
    </section>
  );
}
