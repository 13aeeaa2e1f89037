import type { Unit } from "../../../../schema/catalogue/catalogue.ts";
import type { Filters } from "../../../../schema/presentation/filters.ts";
import type { ProjectIndex } from "../../../../schema/catalogue/projectIndex.ts";
import { useTranslation } from "react-i18next";
import { StatusMark } from "../../../ui/StatusMark.tsx";
import { useWords } from "../../../ui/text/words.ts";
import { toggled, withList } from "./change.ts";
import { FilterSection } from "./FilterSection.tsx";
import type { LiveCounts } from "./liveCounts.ts";
import type { ReactNode } from "react";
import { ToggleButton } from "react-aria-components";
import { useFormat } from "../../../ui/text/format.ts";

export interface ChipFiltersProps {
  readonly index: ProjectIndex;
  readonly units: readonly Unit[];
  readonly filters: Filters;
  readonly counts: LiveCounts;
  readonly form: "desk" | "phone";
  readonly onChange: (filters: Filters) => void;
}

/** False if the filter is useless: the project has no such data, or all homes are equal. */
const choosable = (choices: ReadonlyMap<unknown, number>): boolean => choices.size > 1;

export function BedroomFilter({ filters, counts, form, onChange }: ChipFiltersProps) {
  const { t } = useTranslation("stage");
  const words = useWords();
  if (!choosable(counts.bedrooms)) return null;
  return (
    <FilterSection name="bedrooms" title={t("filters.bedrooms")}>
      <div className="flex flex-wrap gap-1.5">
        {[...counts.bedrooms].map(([bedrooms, count]) => (
          <FilterChip
            key={bedrooms}
            name={words.bedrooms(bedrooms)}
            count={count}
            chosen={filters.bedrooms?.includes(bedrooms) === true}
            form={form}
            onChange={() =>
              onChange(withList(filters, "bedrooms", toggled(filters.bedrooms, bedrooms)))
            }
          >
            {bedrooms === 0 ? words.bedrooms(0) : words.number(bedrooms)}
          </FilterChip>
        ))}
      </div>
    </FilterSection>
  );
}

export function AspectFilter({ index, filters, counts, form, onChange }: ChipFiltersProps) {
  const { t } = useTranslation("stage");
  const words = useWords();
  if (!choosable(counts.aspects)) return null;
  return (
    <FilterSection name="aspects" title={t("filters.aspects")}>
      <div className="flex flex-wrap gap-1.5">
        {index.project.aspects
          .filter(({ id }) => counts.aspects.has(id))
          .map(({ id, name }) => (
            <FilterChip
              key={id}
              name={words.text(name)}
              count={counts.aspects.get(id) ?? 0}
              chosen={filters.aspects?.includes(id) === true}
              form={form}
              onChange={() => onChange(withList(filters, "aspects", toggled(filters.aspects, id)))}
            >
              {words.text(name)}
            </FilterChip>
          ))}
      </div>
    </FilterSection>
  );
}

export function StatusFilter({ filters, counts, form, onChange }: ChipFiltersProps) {
  const { t } = useTranslation(["stage", "common"]);
  if (!choosable(counts.statuses)) return null;
  return (
    <FilterSection name="statuses" title={t("filters.statuses")}>
      <div className="flex flex-wrap gap-1.5">
        {[...counts.statuses].map(([status, count]) => {
          const word = t(`status.${status}`, { ns: "common" });
          return (
            <FilterChip
              key={status}
              name={word}
              count={count}
              chosen={filters.statuses?.includes(status) === true}
              form={form}
              onChange={() =>
                onChange(withList(filters, "statuses", toggled(filters.statuses, status)))
              }
            >
              <StatusMark status={status} />
              {word}
            </FilterChip>
          );
        })}
      </div>
    </FilterSection>
  );
}

interface FilterChipProps {
  /** Accessible name, with the count. */
  readonly name: string;
  readonly count: number;
  readonly chosen: boolean;
  readonly onChange: () => void;
  readonly form: "desk" | "phone";
  readonly children: ReactNode;
}

const REST = "border-control text-ink data-hovered:bg-recess";
const NONE = "border-line-strong text-ink-3 data-hovered:bg-recess [--mk:var(--ink-3)]";
const CHOSEN = "border-ink bg-ink text-on-ink [--mk:var(--on-ink)]";

const toneOf = (chosen: boolean, count: number): string => {
  if (chosen) return CHOSEN;
  return count === 0 ? NONE : REST;
};

/** One choice with the number of homes it would show. Without homes it is dimmed, but still works. */
function FilterChip({ name, count, chosen, onChange, form, children }: FilterChipProps) {
  const { t } = useTranslation("stage");
  const format = useFormat();
  const size =
    form === "phone"
      ? "min-h-(--target) px-4 text-md"
      : "min-h-8 px-2.5 text-sm pointer-coarse:min-h-(--target)";
  return (
    <ToggleButton
      isSelected={chosen}
      onChange={onChange}
      className={`inline-flex items-center gap-2 rounded-sm border transition-colors duration-(--motion-state) data-pressed:translate-y-px ${size} ${toneOf(chosen, count)}`}
    >
      <span className="sr-only">{t("filters.choice", { name, count })}</span>
      <span aria-hidden="true" className="contents">
        {children}
        <span className={chosen ? "text-on-ink-2" : "text-ink-3"}>{format.number(count)}</span>
      </span>
    </ToggleButton>
  );
}
