import { Button as AriaButton } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { View } from "../../schema/presentation.ts";
import type { BuildingsKind } from "../ui/buildingsKind.ts";
import type { Section } from "./sections.ts";

export interface SectionTabsProps {
  readonly sections: readonly Section[];
  /** What this development's buildings are called. */
  readonly kind: BuildingsKind;
  readonly onOpen: (view: View) => void;
}

/** The parts of the development in one line of words, as the desk's rail has them, for those who look around alone. */
export function SectionTabs({ sections, kind, onOpen }: SectionTabsProps) {
  const { t } = useTranslation("buyer");
  return (
    <nav
      aria-label={t("sections.label")}
      className="more-beside -mx-[min(1.25rem,6vw)] overflow-x-auto pb-1 [scrollbar-width:none]"
    >
      <ul className="flex min-w-max px-2">
        {sections.map(({ name, view, current }) => (
          <li key={name}>
            <AriaButton
              aria-current={current}
              onPress={() => onOpen(view)}
              className="target group inline-flex items-center text-md whitespace-nowrap text-ink-2 aria-[current=true]:text-ink focus-visible:[box-shadow:none]!"
            >
              <span className="rounded-sm px-3 py-1.5 group-focus-visible:shadow-[inset_0_0_0_2px_var(--ink)] group-aria-[current=true]:bg-recess">
                {t(`sections.${name === "buildings" ? kind : name}`)}
              </span>
            </AriaButton>
          </li>
        ))}
      </ul>
    </nav>
  );
}
