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
