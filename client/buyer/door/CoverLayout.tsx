import type { ReactNode } from "react";

export interface CoverLayoutProps {
  readonly hero: ReactNode;
  readonly children: ReactNode;
}

/**
 * The page before and after a viewing: the development above, text and one action below; the development shrinks if the
 * text needs its space. On a screen wider than high, the development is at the start and the text at the end.
 */
export function CoverLayout({ hero, children }: CoverLayoutProps) {
  return (
    <main className="flex h-dvh flex-col bg-ground sm:landscape:grid sm:landscape:grid-cols-[minmax(0,1fr)_minmax(22rem,27rem)]">
      <div className="min-h-[30dvh] shrink basis-[48dvh] overflow-hidden border-line sm:landscape:sticky sm:landscape:top-0 sm:landscape:h-dvh sm:landscape:border-e">
        {hero}
      </div>
      <div className="mx-auto flex w-full max-w-lg shrink-0 grow flex-col px-[max(min(1.5rem,7vw),env(safe-area-inset-left),env(safe-area-inset-right))] pt-4 pb-[max(1.25rem,env(safe-area-inset-bottom))] sm:landscape:min-h-dvh sm:landscape:justify-center sm:landscape:py-4">
        {children}
      </div>
    </main>
  );
}
