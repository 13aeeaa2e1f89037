import type { ReactNode } from "react";
import { BrandMark } from "../../ui/brand/BrandMark.tsx";
import { SettingsMenu } from "./menus/SettingsMenu.tsx";

/** A page before, or instead of, the desk. `className` lays out its content. */
export function EntryPage({ className, children }: { className: string; children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col px-6 py-4 sm:px-8">
      <header className="flex items-center justify-between">
        <span className="text-sm text-ink-3">
          <BrandMark>Offplan Live</BrandMark>
        </span>
        <SettingsMenu />
      </header>
      <main
        className={`mx-auto flex w-full max-w-[64rem] flex-1 flex-col justify-center pb-[8vh] ${className}`}
      >
        {children}
      </main>
    </div>
  );
}

export function EntryTitle({ children }: { children: string }) {
  return (
    <h1 className="font-display text-3xl leading-tight text-balance [overflow-wrap:anywhere] md:text-4xl">
      {children}
    </h1>
  );
}

interface DoorPageProps {
  readonly title: string;
  readonly lead: string;
  /** The form. */
  readonly children: ReactNode;
}

/** Title and lead on one side, the form on the other. */
export function DoorPage({ title, lead, children }: DoorPageProps) {
  return (
    <EntryPage className="gap-10 md:flex-row md:items-center md:gap-20">
      <div className="md:flex-1">
        <EntryTitle>{title}</EntryTitle>
        <p className="mt-4 max-w-[26rem] text-lg text-balance text-ink-2">{lead}</p>
      </div>
      <div className="md:flex-1 md:border-s md:border-line md:ps-20">{children}</div>
    </EntryPage>
  );
}
