import { useTranslation } from "react-i18next";
import type { ListChange, ListSummary } from "../../../../schema/list/summary.ts";
import { useFormat } from "../../../ui/text/format.ts";
import type { Currency } from "../../../ui/text/money.ts";
import { useSteps } from "../useSteps.tsx";

/** "412 homes: 9 prices up, 2 down, 5 statuses changed, 1 new, 0 gone." */
export function SummaryLine({ summary }: { readonly summary: ListSummary }) {
  const { t } = useTranslation("list");
  const format = useFormat();
  const parts = [
    t("summary.priceUp", { count: summary.priceUp, value: format.number(summary.priceUp) }),
    t("summary.priceDown", { count: summary.priceDown, value: format.number(summary.priceDown) }),
    t("summary.status", {
      count: summary.statusChanged,
      value: format.number(summary.statusChanged),
    }),
    t("summary.added", { count: summary.added, value: format.number(summary.added) }),
    t("summary.removed", { count: summary.removed, value: format.number(summary.removed) }),
  ];
  return (
    <div>
      <p className="font-display text-2xl leading-tight">
        {t("summary.homes", { count: summary.homes, value: format.number(summary.homes) })}
      </p>
      <ul className="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-sm text-ink-2">
        {parts.map((part) => (
          <li key={part}>{part}</li>
        ))}
      </ul>
    </div>
  );
}

interface ChangesProps {
  readonly changes: readonly ListChange[];
  readonly currency: Currency;
}

/** Each difference, with the cell that causes it. */
export function Changes({ changes, currency }: ChangesProps) {
  const { t } = useTranslation("list");
  const format = useFormat();
  const { shown, more } = useSteps(changes);
  const price = (minor: number | undefined) =>
    minor === undefined ? t("change.onRequest") : format.money(minor, currency);
  const status = (value: (ListChange & { kind: "status" })["from"]) =>
    value === undefined ? t("change.noStatus") : t(`status.${value}`);
  const say = (change: ListChange): string => {
    switch (change.kind) {
      case "added":
      case "removed":
        return t(`change.${change.kind}`);
      case "price":
        return t("change.fromTo", { from: price(change.from), to: price(change.to) });
      case "status":
        return t("change.fromTo", { from: status(change.from), to: status(change.to) });
    }
  };
  return (
    <div className="flex flex-col items-start gap-3">
      <ul className="flex w-full flex-col text-sm">
        {shown.map((change) => (
          <li
            key={`${change.kind} ${change.unit}`}
            className="grid grid-cols-[minmax(5rem,auto)_minmax(5rem,auto)_1fr] gap-3 border-t border-line py-1.5"
          >
            <bdi dir="ltr">{change.unit}</bdi>
            <bdi dir="ltr" className="text-ink-3 tabular-nums">
              {change.cell ?? ""}
            </bdi>
            <span className="tabular-nums">{say(change)}</span>
          </li>
        ))}
      </ul>
      {more}
    </div>
  );
}
