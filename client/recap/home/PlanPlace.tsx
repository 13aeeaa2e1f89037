import type { CSSProperties, ReactNode } from "react";

interface PlanPlaceProps {
  /** Width by height. */
  readonly ratio: number;
  readonly children?: ReactNode;
}

/** A home's plan, or its placeholder in the same size. */
export function PlanPlace({ ratio, children }: PlanPlaceProps) {
  return (
    <figure className="recap-plan self-start rounded-sm bg-paper p-4 print:p-0">
      <div className="recap-plan-fit" style={{ "--plan-ratio": ratio } as CSSProperties}>
        {children ?? <div style={{ aspectRatio: ratio }} />}
      </div>
    </figure>
  );
}

/** A plan and a home's words side by side where there is room. */
export const sheetColumns = (ratio: number | undefined): string =>
  `recap-words mt-5 grid gap-x-10 gap-y-6 print:mt-3 print:flex print:flex-1 print:flex-col print:gap-y-3 ${ratio !== undefined ? "sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]" : ""}`;

export const SHEET = "recap-sheet border-b border-line py-8 print:border-0 print:py-0";
