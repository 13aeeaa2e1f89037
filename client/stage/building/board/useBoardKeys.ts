import { useRef, useState, type KeyboardEvent } from "react";
import { flushSync } from "react-dom";
import { neighbourOf, type Board, type Direction } from "./board.ts";

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

/** Arrow keys move between homes, and past the first of a floor to the floor's label. `mirrored`: labels at the right. */
export function useBoardKeys(board: Board, mirrored: boolean) {
  const grid = useRef<HTMLTableElement>(null);
  const [focused, setFocused] = useState<string>();
  const toLabels: Direction = mirrored ? "right" : "left";
  const focusOn = (selector: string) => grid.current?.querySelector<HTMLElement>(selector)?.focus();
  const focusUnit = (unit: string | undefined) => {
    if (unit === undefined) return;
    // A large board draws a home outside the visible part only once it has the focus.
    flushSync(() => setFocused(unit));
    focusOn(`[data-unit="${unit}"]`);
  };
  const focusFloor = (floor: number | undefined) => focusOn(`[data-floor="${floor}"]`);

  function moveFromUnit(unit: string, direction: Direction): void {
    const to = neighbourOf(board, unit, direction);
    const row = board.rows.find(({ cells }) => cells.some((cell) => cell.unit.id === unit));
    if (to === undefined && direction === toLabels) focusFloor(row?.floor.number);
    else focusUnit(to);
  }

  function moveFromFloor(floor: string, direction: Direction): void {
    const rows = board.rows.filter(({ cells }) => cells.length > 0);
    const at = rows.findIndex((row) => String(row.floor.number) === floor);
    if (direction === "up") focusFloor(rows[at - 1]?.floor.number);
    else if (direction === "down") focusFloor(rows[at + 1]?.floor.number);
    else if (direction !== toLabels) focusUnit(rows[at]?.cells.at(mirrored ? -1 : 0)?.unit.id);
  }

  function move(key: KeyboardEvent<HTMLTableElement>): void {
    const direction = ARROWS[key.key];
    const { unit, floor } = (key.target as HTMLElement).dataset;
    if (direction === undefined) return;
    if (unit !== undefined) moveFromUnit(unit, direction);
    else if (floor !== undefined) moveFromFloor(floor, direction);
    else return;
    key.preventDefault();
  }

  return { grid, focused, move };
}
