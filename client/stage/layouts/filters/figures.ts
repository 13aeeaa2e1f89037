import { isEither, plainDigits, readWritten, toNumber } from "../../../../schema/writtenNumbers.ts";

/** In what unit bare figures are shown (1,000,000 for millions), and the greatest value of all homes. */
export interface FigureRange {
  readonly scale: number;
  readonly greatest: number;
}

/** Beyond this many times the greatest price, a typed figure is not meant in the scale of the shown ones. */
const BEYOND = 20;
const SMALL = 1000;

/**
 * Reads what somebody typed over a slider: "2.4", "2,4 M", "2 400 000", "80 m²". A figure too small for a price is one of
 * those shown: where they are millions, it means millions. `undefined` where there is no number.
 */
export function readFigure(text: string, { scale, greatest }: FigureRange): number | undefined {
  const plain = plainDigits(text);
  const found = /-?\d(?:[\d .,'٫٬]*\d)?/.exec(plain)?.[0];
  if (found === undefined) return undefined;
  const isNegative = found.startsWith("-");
  const read = readWritten(isNegative ? found.slice(1) : found);
  if (read === undefined) return undefined;
  const size = toNumber(isEither(read) ? read.thousands : read);
  const value = isNegative ? -size : size;
  return value < SMALL || value * scale <= greatest * BEYOND ? value * scale : value;
}
