import { useTranslation } from "react-i18next";
import { LIST_FIELDS, type ColumnChoice } from "../../../../schema/list/fields.ts";
import type { PreviewColumn, PreviewSheet } from "../../../../schema/list/preview.ts";
import { Select } from "./Select.tsx";

const SHOWN_ROWS = 5;
const CHOICES: readonly ColumnChoice[] = [...LIST_FIELDS, "leave-out"];

interface ColumnTableProps {
  readonly sheet: PreviewSheet;
  readonly busy: boolean;
  readonly onChoose: (column: PreviewColumn, choice: ColumnChoice) => void;
}

/** The first rows of a sheet, with the chosen field above each column. */
export function ColumnTable({ sheet, busy, onChoose }: ColumnTableProps) {
  const { t } = useTranslation("list");
  const options = CHOICES.map((value) => ({ value, label: t(`field.${value}`) }));
  return (
    // The file's own order and direction: column A is where the spreadsheet shows it.
    <div dir="ltr" className="overflow-x-auto border-y border-line">
      <table className="w-max min-w-full border-collapse text-start text-sm">
        <thead>
          <tr className="align-bottom">
            {sheet.columns.map((column) => {
              const isLeftOut = column.choice === "leave-out";
              return (
                <th
                  key={column.letter}
                  scope="col"
                  className={`min-w-36 border-s border-line p-2 text-start font-normal first:border-s-0 ${isLeftOut ? "text-ink-3" : "text-ink"}`}
                >
                  <span className="mb-1 block max-w-52 truncate text-xs text-ink-3" dir="auto">
                    {column.letter} {column.header}
                  </span>
                  <Select
                    label={t("columns.choose", { column: column.header || column.letter })}
                    isLabelHidden
                    value={column.choice}
                    options={options}
                    disabled={busy}
                    onChange={(choice) => onChoose(column, choice)}
                  />
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {sheet.rows.slice(0, SHOWN_ROWS).map(({ row, cells }) => (
            <tr key={row} className="border-t border-line">
              {sheet.columns.map((column, index) => (
                <td
                  key={column.letter}
                  dir="auto"
                  className={`max-w-52 truncate border-s border-line px-2 py-1.5 tabular-nums first:border-s-0 ${column.choice === "leave-out" ? "text-ink-3" : "text-ink"}`}
                >
                  {cells[index] ?? ""}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
