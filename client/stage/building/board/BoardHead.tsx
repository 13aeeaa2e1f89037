import type { Aspect } from "../../../../schema/catalogue/catalogue.ts";
import { useWords } from "../../../ui/text/words.ts";
import type { StageProps } from "../../types.ts";
import type { BoardColumn } from "./board.ts";

export interface BoardHeadProps {
  readonly columns: readonly BoardColumn[];
  readonly aspects: readonly Aspect[];
  readonly form: StageProps["form"];
  readonly mirrored: boolean;
}

/** Above each column its number and, on the desk, its aspect, on the phone, its bedrooms. */
export function BoardHead({ columns, aspects, form, mirrored }: BoardHeadProps) {
  const words = useWords();
  const note = (column: BoardColumn) => {
    const looks = words.aspects(column, aspects);
    if (form === "desk" && looks !== "") return looks;
    return column.bedrooms === undefined ? "" : words.bedroomsShort(column.bedrooms);
  };
  return (
    <tr className="contents">
      <td className="board-corner" aria-hidden="true" />
      {columns.map((column, index) => (
        <th
          key={index}
          scope="col"
          className="board-head"
          style={{ gridColumn: index + (mirrored ? 1 : 2) }}
        >
          <bdi dir="ltr">{column.head}</bdi>
          <span title={note(column)}>{note(column)}</span>
        </th>
      ))}
    </tr>
  );
}
