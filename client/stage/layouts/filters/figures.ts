import type { RangeName } from "./ranges.ts";

const MILLION = 1_000_000;

/**
 * Reads what somebody typed over a slider: "2.4", "2,4 M", "2 400 000", "80 m²". Where prices run into millions, a small
 * number means millions. `undefined` where there is no number.
 */
export function readFigure(text: string, name: RangeName, greatest: number): number | undefined {
  const plain = text.replace(/[\s\u00a0\u202f'’]/g, "");
  const grouped = plain.replace(/[.,](?=\d{3}(?!\d))/g, (mark, at: number) =>
    /^-?\d{1,3}([.,]\d{3})*$/.test(plain.slice(0, at + 4)) ? "" : mark,
  );
  const found = /-?\d+(?:[.,]\d+)?/.exec(grouped);
  if (found === null) return undefined;
  const value = Number(found[0].replace(",", "."));
  const inMillions = name === "price" && greatest >= MILLION && value < 1000;
  return inMillions ? value * MILLION : value;
}
