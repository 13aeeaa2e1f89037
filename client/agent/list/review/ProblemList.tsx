import { useTranslation } from "react-i18next";
import type { ListProblem } from "../../../../schema/list/problems.ts";
import { useSteps } from "../useSteps.tsx";

/** Maximum cells listed beside one sentence. */
const MOST_CELLS = 12;

/** A list's problems: each sentence once, with all its cells. */
export function ProblemList({ problems }: { readonly problems: readonly ListProblem[] }) {
  const { t } = useTranslation("list");
  const cellsBySentence = new Map<string, string[]>();
  for (const { cell, code, params, reason } of problems) {
    const sentence = t(`problem.${code}`, { defaultValue: reason, ...params });
    const cells = cellsBySentence.get(sentence);
    if (cells === undefined) cellsBySentence.set(sentence, [cell]);
    else cells.push(cell);
  }
  const { shown, more } = useSteps([...cellsBySentence]);
  return (
    <div className="flex flex-col items-start gap-3">
      <ul className="flex w-full flex-col text-sm">
        {shown.map(([sentence, cells]) => (
          <li key={sentence} className="flex flex-col gap-0.5 border-t border-line py-2">
            <span>{sentence}</span>
            <span className="text-ink-3 tabular-nums">
              <bdi dir="ltr">{cells.slice(0, MOST_CELLS).join(", ")}</bdi>
              {cells.length > MOST_CELLS && (
                <> {t("cellsMore", { count: cells.length - MOST_CELLS })}</>
              )}
            </span>
          </li>
        ))}
      </ul>
      {more}
    </div>
  );
}
