import { useTranslation } from "react-i18next";
import { UNIT_STATUSES } from "../../../schema/values/unitStatus.ts";
import { useFormat } from "../../ui/text/format.ts";
import { StatusMark } from "../../ui/StatusMark.tsx";
import type { HomeCounts } from "./counts.ts";

export interface LegendProps {
  readonly counts: HomeCounts;
  /** Whether to show the number of homes of each status. */
  readonly numbers: boolean;
  /** Unit of the board's figures: "AED million". */
  readonly figures?: string | undefined;
}

/** The meaning of the marks; empty if the pack has no statuses. */
export function Legend({ counts, numbers, figures }: LegendProps) {
  const { t } = useTranslation("common");
  const { number } = useFormat();
  const present = UNIT_STATUSES.filter((status) => counts.byStatus[status] > 0);
  return (
    <ul className="flex flex-wrap items-center gap-x-5 gap-y-1 text-ink-2 in-data-[form=desk]:text-xs in-data-[form=phone]:text-md">
      {present.map((status) => (
        <li key={status} className="flex items-center gap-2">
          <StatusMark status={status} />
          {t(`status.${status}`)}
          {numbers && ` ${number(counts.byStatus[status])}`}
        </li>
      ))}
      {figures !== undefined && <li>{figures}</li>}
    </ul>
  );
}
