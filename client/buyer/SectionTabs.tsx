import { Button as AriaButton } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { View } from "../../schema/presentation.ts";
import type { Section } from "./sections.ts";

export interface SectionTabsProps {
  readonly sections: readonly Section[];
  readonly onOpen: (view: View) => void;
}

/** The parts of the development in one line of words, for those who look around alone. */
export function SectionTabs({ sections, onOpen }: SectionTabsProps) {
  const { t } = useTranslation("buyer");
  return (
    <nav aria-label={t("sections.label")} className="-mx-5 overflow-x-auto [scrollbar-width:none]">
      <ul className="flex min-w-max gap-6 px-5">
        {sections.map(({ name, view, current }) => (
          <li key={name}>
            <AriaButton
              aria-current={current}
              onPress={() => onOpen(view)}
              className={`target border-b-2 text-md whitespace-nowrap focus-visible:rounded-sm focus-visible:shadow-[inset_0_0_0_2px_var(--ink)] ${current ? "border-ink text-ink" : "border-transparent text-ink-2"}`}
            >
              {t(`sections.${name}`)}
            </AriaButton>
          </li>
        ))}
      </ul>
    </nav>
  );
}
