import type { Range } from "../../../../schema/filters.ts";
import { scaleOf, signOf } from "../../../ui/money.ts";
import type { Telling } from "./telling.ts";

/** Minor units as "AED 2.40 to 5.20 M", "AED 2.40 M and more", "up to KWD 90 K": in the project's own scale. */
export function moneyRange(range: Range, { t, words, index }: Telling): string {
  const { project } = index;
  const currency = signOf(project.currency, words.language);
  const unit = t(`compact.unit.${scaleOf(project).name}`, { ns: "common" });
  const from = range.min === undefined ? "" : words.figure(range.min, project);
  const to = range.max === undefined ? "" : words.figure(range.max, project);
  if (range.max === undefined) return t("filters.said.moneyAtLeast", { currency, from, unit });
  if (range.min === undefined) return t("filters.said.moneyAtMost", { currency, to, unit });
  return t("filters.said.moneyBetween", { currency, from, to, unit });
}
