import { SlidersHorizontal } from "lucide-react";
import { useTranslation } from "react-i18next";
import { formatAnchor } from "../../../../schema/presentation/anchors.ts";
import {
  FILTER_NAMES,
  isUnfiltered,
  type Filters,
} from "../../../../schema/presentation/filters.ts";
import type { ProjectIndex } from "../../../../schema/catalogue/projectIndex.ts";
import { Button } from "../../../ui/Button.tsx";
import { Sheet } from "../../../ui/overlays/Sheet.tsx";
import { useWords } from "../../../ui/text/words.ts";
import type { StageProps } from "../../types.ts";
import { describeParts, sayBedroomsShort } from "./describe.ts";
import { FilterPanel } from "./FilterPanel.tsx";
import type { DraftFilters } from "./useDraftFilters.ts";

interface FilterChipsProps extends Pick<StageProps, "over" | "onIntent"> {
  readonly index: ProjectIndex;
  readonly draft: DraftFilters;
  /** Number of matching homes. */
  readonly homes: number;
}

/** A phone's filters: the active ones as chips, all of them in a sheet. */
export function FilterChips({ index, draft, homes, over, onIntent }: FilterChipsProps) {
  const { t } = useTranslation(["stage", "common"]);
  const words = useWords();
  const setOpen = (opened: boolean) =>
    onIntent({ kind: "over", over: opened ? { kind: "filters" } : undefined });
  const telling = { t, words, index };
  const active = FILTER_NAMES.flatMap((name) => {
    const alone: Filters = { [name]: draft.filters[name] };
    if (isUnfiltered(alone)) return [];
    const [said] =
      name === "bedrooms"
        ? [sayBedroomsShort(alone.bedrooms ?? [], telling)]
        : describeParts(alone, telling);
    return said === undefined ? [] : [{ name, said: capital(said, words.language) }];
  });
  const chip = "flex shrink-0 items-center gap-2 rounded-sm border px-4 text-md min-h-(--target)";
  return (
    <>
      <div className="-mx-5 flex gap-2 overflow-x-auto px-5 py-1 [scrollbar-width:none]">
        {active.map(({ name, said }) => (
          <button
            key={name}
            type="button"
            data-anchor={formatAnchor({ kind: "filter", name })}
            onClick={() => setOpen(true)}
            className={`${chip} filter-summary border-ink bg-ink whitespace-nowrap text-on-ink`}
          >
            {said}
          </button>
        ))}
        <button
          type="button"
          onClick={() => setOpen(true)}
          aria-label={t("filters.title")}
          className={`${chip} border-control bg-ground`}
        >
          <SlidersHorizontal size={18} strokeWidth={1.5} aria-hidden="true" />
          {active.length === 0 && t("filters.title")}
        </button>
      </div>
      <Sheet
        label={t("filters.title")}
        open={over?.kind === "filters"}
        onClose={() => setOpen(false)}
      >
        <FilterPanel index={index} draft={draft} form="phone" />
        <div className="sticky bottom-0 bg-paper pt-3 pb-1">
          <Button variant="primary" size="phone" className="w-full" onPress={() => setOpen(false)}>
            {homes === 0 ? t("filters.showNone") : t("filters.show", { count: homes })}
          </Button>
        </div>
      </Sheet>
    </>
  );
}

const capital = (text: string, language: string): string =>
  text.slice(0, 1).toLocaleUpperCase(language) + text.slice(1);
