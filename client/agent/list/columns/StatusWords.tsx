import { useTranslation } from "react-i18next";
import { LIST_STATUSES, type ListStatus } from "../../../../schema/list/fields.ts";
import type { ListPreview } from "../../../../schema/list/preview.ts";
import { Select } from "./Select.tsx";

interface StatusWordsProps {
  readonly words: ListPreview["statuses"];
  readonly busy: boolean;
  readonly onChoose: (word: string, status: ListStatus) => void;
}

/** The meaning of the list's status words. Unknown words come first. */
export function StatusWords({ words, busy, onChoose }: StatusWordsProps) {
  const { t } = useTranslation("list");
  const options = LIST_STATUSES.map((value) => ({ value, label: t(`status.${value}`) }));
  const sorted = words.toSorted(
    (one, other) => Number(one.meaning !== undefined) - Number(other.meaning !== undefined),
  );
  return (
    <ul className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
      {sorted.map(({ word, count, meaning }) => (
        <li key={word} className="flex items-center justify-between gap-4">
          <span className="min-w-0 flex-1 text-sm">
            <bdi>{word}</bdi> <span className="text-ink-3">{t("rows", { count })}</span>
          </span>
          <Select
            label={t("statuses.choose", { word })}
            isLabelHidden
            value={meaning ?? ""}
            placeholder={t("statuses.unknown")}
            options={options}
            disabled={busy}
            onChange={(status) => onChoose(word, status)}
            className="w-40 shrink-0"
          />
        </li>
      ))}
    </ul>
  );
}
