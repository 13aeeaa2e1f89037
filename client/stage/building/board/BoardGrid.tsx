import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Building } from "../../../../schema/catalogue/catalogue.ts";
import { matches } from "../../../../schema/presentation/filters.ts";
import { shownPrice } from "../../../../schema/catalogue/shownPrice.ts";
import { directionOf } from "../../../ui/text/language.ts";
import { useWords } from "../../../ui/text/words.ts";
import type { StageProps } from "../../types.ts";
import { BoardCell } from "./BoardCell.tsx";
import { BoardHead } from "./BoardHead.tsx";
import type { Board, BoardRow } from "./board.ts";
import { floorLabel } from "../../home/floorLabel.ts";
import { groupUnits, partsOf } from "../parts.ts";
import { useBoardKeys } from "./useBoardKeys.ts";
import { useDrawnCells } from "./useDrawnCells.ts";
import { useJustChanged } from "./useJustChanged.ts";
import "./board.css";

export interface BoardGridProps {
  readonly board: Board;
  readonly building: Building;
  readonly stage: StageProps;
  readonly priced: boolean;
  readonly selected: string | undefined;
  readonly onOpenUnit: (unit: string) => void;
  readonly onOpenFloor: (floor: number) => void;
}

/**
 * The chessboard: a single tab stop, arrow keys move between homes. Columns keep the façade's order in every language.
 */
export function BoardGrid(props: BoardGridProps) {
  const { board, building, stage, selected } = props;
  const { t } = useTranslation("stage");
  const words = useWords();
  const units = stage.index.unitsByBuilding.get(building.id) ?? NO_UNITS;
  const { changed, shown } = useJustChanged(units);
  const mirrored = directionOf(words.language) === "rtl";
  const { grid, focused, move } = useBoardKeys(board, mirrored);
  const stop = focused ?? selected ?? board.rows.flatMap((row) => row.cells)[0]?.unit.id;
  const { figure, number } = useCellCharacters(props);
  const listedOn = useListed(props);
  const reached = useMemo(() => upperFloors(board), [board]);
  const drawn = useDrawnCells(board, grid, [selected, stop], stage.pointing);

  return (
    <table
      ref={grid}
      aria-rowcount={drawn.isPart ? board.rows.length + 1 : undefined}
      aria-colcount={drawn.isPart ? board.columns.length + 1 : undefined}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- A table that keys move in is a grid.
      role="grid"
      aria-label={t("building.board")}
      tabIndex={-1}
      className="board"
      data-mirrored={mirrored ? "" : undefined}
      data-density={densityOf(board.rows.length)}
      data-numbered={number > 0 ? "" : undefined}
      style={
        {
          "--columns": board.columns.length,
          "--figure": figure,
          "--number": number,
          "--ground-row": board.rows.length + 2,
        } as React.CSSProperties
      }
      onKeyDown={move}
    >
      <thead className="contents">
        <BoardHead
          columns={board.columns}
          aspects={stage.index.project.aspects}
          form={stage.form}
          mirrored={mirrored}
        />
      </thead>
      <tbody className="contents">
        {board.rows.map(
          (row, index) =>
            drawn.hasRow(index) && (
              <tr
                key={row.floor.number}
                className="contents"
                aria-rowindex={drawn.isPart ? index + 2 : undefined}
              >
                <FloorLabel
                  row={row}
                  isEmpty={
                    row.cells.length === 0 &&
                    !reached.has(row.floor.number) &&
                    !listedOn.has(row.floor.number)
                  }
                  building={building.id}
                  gridRow={index + 2}
                  current={row.cells.some((cell) => cell.unit.id === selected)}
                  onOpen={props.onOpenFloor}
                />
                {row.cells.length === 0 && !reached.has(row.floor.number) && (
                  <td
                    className="board-note"
                    style={{
                      gridRow: index + 2,
                      gridColumn: spanOf(0, board.columns.length, mirrored),
                    }}
                  >
                    {row.floor.note === undefined
                      ? (listedOn.get(row.floor.number) ?? "")
                      : words.text(row.floor.note)}
                  </td>
                )}
                {row.cells
                  .filter((cell) => drawn.hasCell(index, cell))
                  .map(({ unit, column, span, floors, isNumbered }) => (
                    <BoardCell
                      key={unit.id}
                      unit={unit}
                      project={stage.index.project}
                      priced={props.priced}
                      gridColumn={spanOf(column, span, mirrored)}
                      // A duplex extends upwards from its entrance.
                      gridRow={`${index + 3 - floors} / span ${floors}`}
                      numbered={isNumbered}
                      floors={floors > 1 ? floorLabel(unit, stage.index, words) : undefined}
                      columnIndex={drawn.isPart ? column + 2 : undefined}
                      selected={unit.id === selected}
                      out={!matches(unit, stage.state.filters)}
                      watched={stage.watched?.has(unit.id) === true}
                      liked={stage.likes?.has(unit.id) === true}
                      changed={changed.has(unit.id)}
                      focusable={unit.id === stop}
                      onOpen={props.onOpenUnit}
                      onChangeShown={shown}
                    />
                  ))}
              </tr>
            ),
        )}
      </tbody>
    </table>
  );
}

/** Floors that are only upper floors of duplexes. */
const upperFloors = ({ rows }: Board): ReadonlySet<number> =>
  new Set(
    rows.flatMap(({ cells }, row) =>
      cells.flatMap(({ floors }) =>
        rows.slice(Math.max(0, row + 1 - floors), row).map(({ floor }) => floor.number),
      ),
    ),
  );

/** Units on floors that are not homes, by floor: "Parking 60, storage 20". */
function useListed({ building, stage }: BoardGridProps): ReadonlyMap<number, string> {
  const { t } = useTranslation("common");
  const words = useWords();
  const units = stage.index.unitsByBuilding.get(building.id) ?? NO_UNITS;
  return useMemo(() => {
    const { listed } = partsOf(units);
    return new Map(
      building.floors.flatMap(({ number }) => {
        const groups = groupUnits(listed.filter(({ floor }) => floor === number));
        const said = groups.flatMap(({ kind, units: own }) =>
          kind === undefined ? [] : [`${t(`kinds.${kind}`)} ${words.number(own.length)}`],
        );
        return said.length === 0 ? [] : [[number, said.join(t("comma"))] as const];
      }),
    );
  }, [units, building, t, words]);
}

/** Character counts of the longest figure in a column, and of the longest number if cells show numbers. */
function useCellCharacters({ board, stage, priced }: BoardGridProps) {
  const words = useWords();
  const { project } = stage.index;
  return useMemo(() => {
    const cells = board.rows.flatMap((row) => row.cells).filter(({ span }) => span === 1);
    const most = (values: readonly (number | undefined)[]) =>
      values.reduce<number>((greatest, value = 0) => Math.max(greatest, value), 0);
    const figure = priced
      ? words.figure(most(cells.map(({ unit }) => shownPrice(unit))), project)
      : words.areaFigure(
          Math.floor(most(cells.map(({ unit }) => unit.area))) + 0.9,
          project.areaUnit,
        );
    const numbers = cells.map(({ unit, isNumbered }) => (isNumbered ? unit.number.length : 0));
    return { figure: figure.length, number: most(numbers) };
  }, [board, priced, project, words]);
}

const NO_UNITS: readonly never[] = [];

/** Few floors get high rows; a tower's rows fit the window. */
const densityOf = (rows: number): "airy" | "normal" | "dense" =>
  rows <= 8 ? "airy" : rows <= 16 ? "normal" : "dense";

/** Floor labels stand at the start of the reading direction: in the first grid column or the last. */
const spanOf = (column: number, span: number, mirrored: boolean): string =>
  `${column + (mirrored ? 1 : 2)} / span ${span}`;

function FloorLabel({
  row,
  isEmpty,
  building,
  gridRow,
  current,
  onOpen,
}: {
  readonly row: BoardRow;
  readonly isEmpty: boolean;
  readonly building: string;
  readonly gridRow: number;
  readonly current: boolean;
  readonly onOpen: (floor: number) => void;
}) {
  const { t } = useTranslation("stage");
  const { number, label } = row.floor;
  return (
    <th scope="row" className="board-floor" style={{ gridRow }}>
      {isEmpty ? (
        <bdi dir="ltr">{label}</bdi>
      ) : (
        <button
          type="button"
          tabIndex={-1}
          data-floor={number}
          aria-label={t("building.floorRow", { label })}
          data-anchor={`floor:${building}/${number}`}
          data-current={current ? "" : undefined}
          onClick={() => onOpen(number)}
        >
          <bdi dir="ltr">{label}</bdi>
        </button>
      )}
    </th>
  );
}
