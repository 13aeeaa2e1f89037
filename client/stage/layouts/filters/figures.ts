import {
  isEither,
  plainDigits,
  readWritten,
  toNumber,
} from "../../../../schema/values/writtenNumbers.ts";
import { useTranslation } from "react-i18next";
import type { ProjectIndex } from "../../../../schema/catalogue/projectIndex.ts";
import { minorPerMajor, scaleOf, signOf } from "../../../ui/text/money.ts";
import { useWords } from "../../../ui/text/words.ts";
import type { RangeName } from "./range/ranges.ts";
import { floorName } from "./shown.ts";

/** The unit of bare figures (1,000,000 for millions), and the greatest value of all homes. */
export interface FigureRange {
  readonly scale: number;
  readonly greatest: number;
}

/** A typed figure above this multiple of the greatest price is not in the displayed scale. */
const BEYOND = 20;
const SMALL = 1000;

/**
 * Parses a figure typed over a slider: "2.4", "2,4 M", "2 400 000", "80 m²". A figure too small for a price is in the
 * displayed scale: if prices are shown in millions, it means millions. `undefined` without a number.
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

interface Figures {
  readonly title: string;
  /** A handle's value as displayed over the slider. */
  readonly say: (shown: number, isOpen?: boolean) => string;
  /** Format of a handle's value for screen readers. */
  readonly options: Intl.NumberFormatOptions;
}

const plus = (isOpen: boolean | undefined): string => (isOpen === true ? "+" : "");

export function useFigures(name: RangeName, index: ProjectIndex): Figures {
  const { t } = useTranslation(["stage", "common"]);
  const words = useWords();
  const { project } = index;
  const { currency, areaUnit } = project;
  switch (name) {
    case "price":
      return {
        title: t("filters.price", { currency: signOf(currency, words.language) }),
        say: (shown, isOpen) =>
          words.figure(Math.round(shown * minorPerMajor(project)), project) +
          t(`compact.unit.${scaleOf(project).name}`, { ns: "common" }) +
          plus(isOpen),
        options: {
          style: "currency",
          currency,
          minimumFractionDigits: 0,
          maximumFractionDigits: 0,
        },
      };
    case "area":
      return {
        title: t("filters.area", { unit: t(`filters.unit.${words.shownUnit(areaUnit)}`) }),
        say: (shown, isOpen) => words.number(Math.round(shown)) + plus(isOpen),
        options: { maximumFractionDigits: 0 },
      };
    case "floor":
      return {
        title: t("filters.floor"),
        say: (shown) => floorName(index, shown, words.number(shown)),
        options: { maximumFractionDigits: 0 },
      };
  }
}
