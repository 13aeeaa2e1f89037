/** Lengths of scale bars. */
const LENGTHS_METRES = [1, 2, 4, 5, 10, 20] as const;

/** The longest round length within 0.4 of a width; half of the width if even 1 m is longer. */
export function scaleBarMetres(widthMetres: number): number {
  const fitting = LENGTHS_METRES.filter((length) => length <= widthMetres * 0.4);
  return fitting.at(-1) ?? widthMetres / 2;
}

export interface ScaleRoom {
  readonly widthPixels: number;
  readonly heightPixels: number;
}

/** Pixels per metre at which all sizes fit the same space; 0 without sizes. */
export function commonScale(
  sizes: readonly (readonly [widthMetres: number, heightMetres: number])[],
  { widthPixels, heightPixels }: ScaleRoom,
): number {
  if (sizes.length === 0) return 0;
  return Math.min(
    ...sizes.map(([width, height]) => Math.min(widthPixels / width, heightPixels / height)),
  );
}

/** A plan is exceptional above this multiple of the median size: a penthouse among flats. */
const EXCEPTIONAL = 1.6;
/** Maximum height of an exceptional plan, as a multiple of the usual one. */
const TALLEST = 2.6;

/**
 * Pixels per metre for a list in columns. Usual plans fit a column; an exceptional one does not shrink all others but may
 * be taller and span the whole row.
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
  /** Whether it is at the start or the end of its row. */
  readonly first: boolean;
  readonly last: boolean;
}

/** Places items in rows of `columns`; a spanning item takes a whole row, and so does a single item before it. */
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
