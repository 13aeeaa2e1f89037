import type { ReactNode } from "react";
import { ToggleButton } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../ui/format.ts";

interface FilterChipProps {
  /** Read out with the count. */
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

/** One choice with how many homes it shows. No home: still pressable, but quiet. */
export function FilterChip({ name, count, chosen, onChange, form, children }: FilterChipProps) {
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
