/** The lengths a scale bar may show. */
const LENGTHS_METRES = [1, 2, 4, 5, 10, 20] as const;

/** The longest round length that takes no more than 0.4 of a width; half of the width where even 1 m is more. */
export function scaleBarMetres(widthMetres: number): number {
  const fitting = LENGTHS_METRES.filter((length) => length <= widthMetres * 0.4);
  return fitting.at(-1) ?? widthMetres / 2;
}

export interface ScaleRoom {
  readonly widthPixels: number;
  readonly heightPixels: number;
}

/** Pixels a metre at which every one of the sizes fits the same room; 0 where there is none to fit. */
export function commonScale(
  sizes: readonly (readonly [widthMetres: number, heightMetres: number])[],
  { widthPixels, heightPixels }: ScaleRoom,
): number {
  if (sizes.length === 0) return 0;
  return Math.min(
    ...sizes.map(([width, height]) => Math.min(widthPixels / width, heightPixels / height)),
  );
}

/** A plan that needs so many times more than the middle one is exceptional: a penthouse among flats. */
const EXCEPTIONAL = 1.6;
/** So many times the usual height an exceptional plan may take. */
const TALLEST = 2.6;

/**
 * Pixels a metre for a list in columns. Its usual plans fit a column; an exceptional one does not make all others small
 * but may be taller and span the whole row.
 */
export function listScale(
  sizes: readonly (readonly [widthMetres: number, heightMetres: number])[],
  column: ScaleRoom,
  rowWidthPixels: number,
): number {
  const fits = sizes.map((size) => commonScale([size], column)).toSorted((a, b) => b - a);
  const middle = fits[Math.floor(fits.length / 2)];
  if (middle === undefined) return 0;
  const usual = fits.filter((fit) => fit * EXCEPTIONAL >= middle);
  const row = { widthPixels: rowWidthPixels, heightPixels: column.heightPixels * TALLEST };
  return Math.min(...usual, commonScale(sizes, row));
}

export interface Place {
  readonly spans: boolean;
  /** Whether it begins or ends its row. */
  readonly first: boolean;
  readonly last: boolean;
}

/** Where things stand in rows of so many columns, those that span taking a row each, and so does one left alone before. */
export function placeInRows(spans: readonly boolean[], columns: number): readonly Place[] {
  const row: Place = { spans: true, first: true, last: true };
  let column = 0;
  return spans.map((wide, at) => {
    const first = wide || column === 0;
    if (wide || (first && columns > 1 && spans[at + 1] === true)) {
      column = 0;
      return row;
    }
    column = (column + 1) % columns;
    return { spans: false, first, last: column === 0 };
  });
}
