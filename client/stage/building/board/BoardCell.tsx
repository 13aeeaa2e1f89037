import { Eye, EyeOff, Heart } from "lucide-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { Project, Unit } from "../../../../schema/catalogue/catalogue.ts";
import { shownPrice } from "../../../../schema/catalogue/shownPrice.ts";
import { StatusMark } from "../../../ui/StatusMark.tsx";
import { useWords } from "../../../ui/text/words.ts";

export interface BoardCellProps {
  readonly unit: Unit;
  readonly project: Project;
  readonly priced: boolean;
  readonly gridColumn: string;
  readonly gridRow: string;
  /** "4–5" of a duplex. */
  readonly floors: string | undefined;
  /** From 1, including the column of floor labels; set if not all cells are drawn. */
  readonly columnIndex: number | undefined;
  /** Whether the cell shows its number. */
  readonly numbered: boolean;
  readonly selected: boolean;
  /** Does not match the filters. */
  readonly out: boolean;
  readonly watched: boolean;
  /** A buyer likes it. */
  readonly liked: boolean;
  readonly changed: boolean;
  readonly focusable: boolean;
  readonly onOpen: (unit: string) => void;
  readonly onChangeShown: (unit: string) => void;
}

/** One home on the chessboard. */
export const BoardCell = memo(function BoardCell(props: BoardCellProps) {
  const { unit, selected, out, watched, liked, changed, onOpen } = props;
  const signed = watched || liked || unit.hidden === true;
  const { t } = useTranslation(["stage", "common"]);
  const figure = useFigure(props);
  const name = useCellName(props);
  return (
    <td
      className="board-cell"
      style={{ gridColumn: props.gridColumn, gridRow: props.gridRow }}
      aria-colindex={props.columnIndex}
      tabIndex={props.focusable ? 0 : -1}
      aria-selected={selected}
      data-anchor={`unit:${unit.id}`}
      data-unit={unit.id}
      data-status={unit.status}
      data-selected={selected ? "" : undefined}
      data-out={out ? "" : undefined}
      data-watched={watched ? "" : undefined}
      data-signed={signed ? "" : undefined}
      data-liked={liked ? "" : undefined}
      data-held-back={unit.hidden === true ? "" : undefined}
      data-changed={changed ? "" : undefined}
      onClick={() => onOpen(unit.id)}
      onKeyDown={(key) => {
        if (key.key !== "Enter" && key.key !== " ") return;
        key.preventDefault();
        onOpen(unit.id);
      }}
      onAnimationEnd={() => props.onChangeShown(unit.id)}
    >
      <span className="sr-only">{name}</span>
      <span className="board-face" aria-hidden="true">
        {unit.status !== undefined && <StatusMark status={unit.status} size={11} />}
        {props.numbered && (
          <bdi dir="ltr" className="board-number">
            {unit.number}
          </bdi>
        )}
        <span className="board-bedrooms">
          {unit.bedrooms === 0 ? t("common:studioShort") : unit.bedrooms}
        </span>
        {signed && (
          <span className="board-signs">
            {unit.hidden === true && <EyeOff size={13} strokeWidth={1.5} />}
            {liked && <Heart size={12} strokeWidth={1.5} fill="currentColor" />}
            {watched && <Eye className="board-eye" size={14} strokeWidth={1.5} />}
          </span>
        )}
        <span className="board-figure">
          {changed && unit.status !== undefined ? t(`building.justNow.${unit.status}`) : figure}
        </span>
      </span>
    </td>
  );
});

/**
 * The price in the project's scale, "Sold", the area if the project has no prices, or the number if it has no areas
 * either.
 */
function useFigure({ unit, project, priced, numbered }: BoardCellProps): string {
  const { t } = useTranslation("common");
  const words = useWords();
  if (unit.status === "sold") return t("soldShort");
  const price = shownPrice(unit);
  if (priced) return price === undefined ? "" : words.figure(price, project);
  if (unit.area !== undefined) return words.areaFigure(unit.area, project.areaUnit);
  return numbered ? "" : unit.number;
}

function useCellName({ unit, project, floors, out, watched, liked }: BoardCellProps): string {
  const { t } = useTranslation(["stage", "common"]);
  const words = useWords();
  return [
    words.unit(unit),
    floors === undefined ? undefined : t("common:floor", { label: floors }),
    unit.bedrooms === undefined ? undefined : words.bedrooms(unit.bedrooms),
    unit.status === undefined ? undefined : t(`common:status.${unit.status}`),
    unit.status === "sold" ? undefined : words.price(unit, project),
    out ? t("building.filteredOut") : undefined,
    watched ? t("building.watched") : undefined,
    liked ? t("hearts.cell") : undefined,
    unit.hidden === true ? t("home.heldBack") : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(", ");
}
