import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { RecapReason } from "../../../schema/history/recapHomes.ts";

interface ReasonSectionProps {
  readonly reason: RecapReason;
  readonly children: ReactNode;
}

/** The homes that are in a recap for one reason. */
export function ReasonSection({ reason, children }: ReasonSectionProps) {
  const { t } = useTranslation("recap");
  return (
    <section aria-labelledby={`recap-${reason}`} className="mt-10 print:mt-0">
      <h2
        id={`recap-${reason}`}
        className="border-b border-line-strong pb-2 text-lg text-ink-2 print:hidden"
      >
        {t(`groups.${reason}`)}
      </h2>
      {children}
    </section>
  );
}
