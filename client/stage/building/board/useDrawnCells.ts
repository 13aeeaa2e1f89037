import { useLayoutEffect, useMemo, useState, type RefObject } from "react";
import type { PointingSource } from "../../pointing.ts";
import { idsPointedAt, usePointed } from "../../usePointed.ts";
import type { Board, BoardCell } from "./board.ts";

/** Boards with fewer homes are drawn whole. */
const MOST_DRAWN = 500;
/** Cells are drawn in steps of this many rows and columns, so that scrolling seldom renders. */
const STEP = 4;
/** Margin drawn on each side, as a share of the visible part. */
const AROUND = 0.25;

interface Part {
  readonly from: number;
  readonly to: number;
}
interface Sight {
  readonly rows: Part;
  readonly columns: Part;
}

const FIRST: Sight = { rows: { from: 0, to: 40 }, columns: { from: 0, to: 20 } };

/** The range of `count` equal cells between `start` and `end` that lies between two points, with a margin. */
function partOf(count: number, [start, end]: Span, [low, high]: Span): Part {
  const size = Math.max(1, (end - start) / Math.max(1, count));
  const around = (high - low) * AROUND;
  return {
    from: Math.floor((low - around - start) / size / STEP) * STEP,
    to: Math.ceil((high + around - start) / size / STEP) * STEP,
  };
}
type Span = readonly [from: number, to: number];

function sightOf(table: HTMLElement, scroller: HTMLElement, board: Board): Sight {
  const grid = table.getBoundingClientRect();
  const seen = scroller.getBoundingClientRect();
  const corner = table.querySelector(".board-corner")?.getBoundingClientRect();
  const { width: label = 0, height: head = 0 } = corner ?? {};
  const isMirrored = table.dataset["mirrored"] !== undefined;
  const left = grid.left + (isMirrored ? 0 : label);
  const right = grid.right - (isMirrored ? label : 0);
  return {
    rows: partOf(board.rows.length, [grid.top + head, grid.bottom], [seen.top, seen.bottom]),
    columns: partOf(board.columns.length, [left, right], [seen.left, seen.right]),
  };
}

const isSame = (one: Part, other: Part) => one.from === other.from && one.to === other.to;

function useSight(grid: RefObject<HTMLElement | null>, board: Board, isLong: boolean): Sight {
  const [sight, setSight] = useState(FIRST);
  useLayoutEffect(() => {
    const table = grid.current;
    const scroller = table?.closest<HTMLElement>(".building-scroll");
    if (!isLong || table === null || !scroller) return;
    const look = () => {
      const next = sightOf(table, scroller, board);
      setSight((before) =>
        isSame(before.rows, next.rows) && isSame(before.columns, next.columns) ? before : next,
      );
    };
    look();
    scroller.addEventListener("scroll", look, { passive: true });
    const resizes = new ResizeObserver(look);
    resizes.observe(scroller);
    return () => {
      scroller.removeEventListener("scroll", look);
      resizes.disconnect();
    };
  }, [grid, board, isLong]);
  return sight;
}

export interface DrawnCells {
  /** Whether only a part of the board is drawn. */
  readonly isPart: boolean;
  readonly hasRow: (row: number) => boolean;
  readonly hasCell: (row: number, cell: BoardCell) => boolean;
}

/**
 * The part of a board to draw: all of a usual one; of a large one the visible part with a margin, and always the homes
 * that are open, focused or pointed at.
 */
export function useDrawnCells(
  board: Board,
  grid: RefObject<HTMLElement | null>,
  kept: readonly (string | undefined)[],
  pointing: PointingSource | undefined,
): DrawnCells {
  const rowOf = useMemo(
    () =>
      new Map(
        board.rows.flatMap(({ cells }, row) => cells.map(({ unit }) => [unit.id, row] as const)),
      ),
    [board],
  );
  const isPart = rowOf.size > MOST_DRAWN;
  const { rows, columns } = useSight(grid, board, isPart);
  const pointed = usePointed(isPart ? pointing : undefined, (now) =>
    idsPointedAt(now, "unit").join(" "),
  );
  const units = new Set([...kept, ...pointed.split(" ")].filter((unit) => unit !== undefined));
  const keptRows = new Set([...units].map((unit) => rowOf.get(unit)));
  const isSeen = (row: number) => row >= rows.from && row < rows.to;
  return {
    isPart,
    hasRow: (row) => !isPart || isSeen(row) || keptRows.has(row),
    hasCell: (row, { unit, column, span }) =>
      !isPart ||
      units.has(unit.id) ||
      (isSeen(row) && column < columns.to && column + span > columns.from),
  };
}
