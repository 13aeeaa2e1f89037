import { useTranslation } from "react-i18next";
import type { ProjectIndex } from "../../../../schema/projectIndex.ts";
import { LOCALES } from "../../../ui/language.ts";
import { useWords } from "../../../ui/words.ts";
import type { RangeName } from "./ranges.ts";
import { floorName } from "./shown.ts";

interface Figures {
  readonly title: string;
  /** A handle's value as it stands over the slider. */
  readonly say: (shown: number, isOpen?: boolean) => string;
  /** How a handle is read out. */
  readonly options: Intl.NumberFormatOptions;
}

const plus = (isOpen: boolean | undefined): string => (isOpen === true ? "+" : "");

const MILLION = 1_000_000;

export function useFigures(name: RangeName, index: ProjectIndex): Figures {
  const { t } = useTranslation("stage");
  const words = useWords();
  const { currency, areaUnit } = index.project;
  const fixed = new Intl.NumberFormat(LOCALES[words.language], {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  switch (name) {
    case "price":
      return {
        title: t("filters.price", { currency }),
        say: (shown, isOpen) =>
          shown >= MILLION
            ? t("filters.million", { value: fixed.format(shown / MILLION) }) + plus(isOpen)
            : words.number(shown) + plus(isOpen),
        options: { style: "currency", currency, maximumFractionDigits: 0 },
      };
    case "area":
      return {
        title: t("filters.area", { unit: t(`filters.unit.${areaUnit}`) }),
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
