import { useTranslation } from "react-i18next";
import type { Project } from "../../../../schema/catalogue/catalogue.ts";
import type { ListPreview } from "../../../../schema/list/preview.ts";
import { Select } from "./Select.tsx";

interface FloorLabelsProps {
  readonly words: ListPreview["floors"];
  readonly buildings: Project["buildings"];
  readonly busy: boolean;
  readonly onChoose: (label: string, floor: number) => void;
}

/** Ambiguous floor labels, for a person to decide. */
export function FloorLabels({ words, buildings, busy, onChoose }: FloorLabelsProps) {
  const { t } = useTranslation("list");
  const labels = new Map<number, string>();
  for (const { floors } of buildings)
    for (const { number, label } of floors) labels.set(number, label);
  const known = [...labels].toSorted(([one], [other]) => one - other);
  return (
    <ul className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
      {words.map(({ word, count }) => {
        const own = Number.parseInt(word, 10);
        const isNew = Number.isSafeInteger(own) && !known.some(([, label]) => label === word);
        const options = known.map(([number, label]) => ({ value: String(number), label }));
        return (
          <li key={word} className="flex items-center justify-between gap-4">
            <span className="min-w-0 flex-1 text-sm">
              <bdi>{word}</bdi> <span className="text-ink-3">{t("rows", { count })}</span>
            </span>
            <Select
              label={t("floors.choose", { word })}
              isLabelHidden
              value=""
              placeholder={t("statuses.unknown")}
              options={[
                ...options,
                ...(isNew && !labels.has(own)
                  ? [{ value: String(own), label: t("floors.new", { word }) }]
                  : []),
              ]}
              disabled={busy}
              onChange={(value) => onChoose(word, Number(value))}
              className="w-40 shrink-0"
            />
          </li>
        );
      })}
    </ul>
  );
}
