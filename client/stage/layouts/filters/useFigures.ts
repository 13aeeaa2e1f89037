import { useTranslation } from "react-i18next";
import type { ProjectIndex } from "../../../../schema/projectIndex.ts";
import { minorPerMajor, scaleOf } from "../../../ui/money.ts";
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

export function useFigures(name: RangeName, index: ProjectIndex): Figures {
  const { t } = useTranslation(["stage", "common"]);
  const words = useWords();
  const { project } = index;
  const { currency, areaUnit } = project;
  switch (name) {
    case "price":
      return {
        title: t("filters.price", { currency }),
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
