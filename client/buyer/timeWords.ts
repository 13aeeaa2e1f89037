import { useTranslation } from "react-i18next";
import type { TimeLeft } from "./timeLeft.ts";

/** Texts about the time that an invitation has left. */
export interface TimeWords {
  /** "Open for 47 more minutes". */
  openFor(left: TimeLeft): string;
  /** "47 min". */
  left(left: TimeLeft): string;
  /** "47 minutes left". */
  leftSpoken(left: TimeLeft): string;
  /** `undefined` while the end is far. */
  ending(left: TimeLeft): string | undefined;
}

export function useTimeWords(): TimeWords {
  const { t } = useTranslation("buyer");
  return {
    openFor: (left) =>
      left.unit === "moments"
        ? t("openFor.moments")
        : t(`openFor.${left.unit}`, { count: left.count }),
    left: (left) =>
      left.unit === "moments" ? t("left.moments") : t(`left.${left.unit}`, { count: left.count }),
    leftSpoken: (left) =>
      left.unit === "moments"
        ? t("leftSpoken.moments")
        : t(`leftSpoken.${left.unit}`, { count: left.count }),
    ending: (left) => {
      if (!left.ending) return undefined;
      return left.unit === "moments"
        ? t("ending.moments")
        : t("ending.minutes", { count: left.count });
    },
  };
}
