import { useEffect, useRef, type MouseEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { HomeTab } from "../../../schema/presentation.ts";
import { prefersReducedMotion } from "../../ui/timing.ts";
import { useWords } from "../../ui/words.ts";
import type { StageProps } from "../types.ts";
import { openTab, tabsOf } from "./tabs.ts";

interface PartsProps extends Pick<StageProps, "index" | "onIntent"> {
  readonly unit: string;
  /** The part that phones show. */
  readonly shown: HomeTab;
}

/** The parts of a home in one line, as phones have them as tabs. On the desk all of them are in sight. */
export function PanelTabs({ index, onIntent, unit, shown }: PartsProps) {
  const { t } = useTranslation("stage");
  const words = useWords();
  const tabs = tabsOf(index.project);
  if (tabs.length === 1) return null;
  return (
    <nav aria-label={t("home.parts")} className="-mx-2 flex gap-1 border-b border-line pt-1">
      {tabs.map((tab) => (
        <button
          key={tab}
          type="button"
          aria-current={tab === shown}
          onClick={() => onIntent(openTab(unit, tab))}
          className="-mb-px min-h-8 pointer-coarse:min-h-(--target) border-b-2 border-transparent px-2 text-xs text-ink-2 hover:text-ink aria-[current=true]:border-ink aria-[current=true]:text-ink"
        >
          {t(`home.tabs.${tab}`)}
          {tab === "views" && ` ${words.number(index.project.gallery.length)}`}
        </button>
      ))}
    </nav>
  );
}

interface PartProps extends PartsProps {
  readonly tab: HomeTab;
  readonly className?: string;
  readonly children: ReactNode;
}

/** One part of the panel. A press opens it for those who follow; what is opened elsewhere comes into sight. */
export function PanelPart({ tab, unit, shown, onIntent, className = "", children }: PartProps) {
  const part = useRef<HTMLElement>(null);
  const current = tab === shown;
  // The plan is in sight when a home opens; another part may not be.
  const known = useRef<HomeTab>("plan");
  useEffect(() => {
    if (known.current === shown) return;
    known.current = shown;
    if (!current) return;
    part.current?.scrollIntoView({
      block: "nearest",
      behavior: prefersReducedMotion() ? "auto" : "smooth",
    });
  }, [shown, current]);
  const press = ({ target }: MouseEvent) => {
    const own = target instanceof Element && target.closest("button, a") !== null;
    if (!own && !current) onIntent(openTab(unit, tab));
  };
  const mark = "before:absolute before:inset-y-0 before:-start-6 before:w-0.5 before:bg-ink";
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions, jsx-a11y/no-noninteractive-element-interactions -- Keys have the same in `PanelTabs`.
    <section
      ref={part}
      data-part={tab}
      data-current={current ? "" : undefined}
      onClick={press}
      className={`relative ${current ? "" : "cursor-pointer"} ${current && tab !== "plan" ? mark : ""} ${className}`}
    >
      {children}
    </section>
  );
}
