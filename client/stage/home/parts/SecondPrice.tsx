import { useTranslation } from "react-i18next";
import type { Project, Unit } from "../../../../schema/catalogue/catalogue.ts";
import { shownPrice } from "../../../../schema/catalogue/shownPrice.ts";
import { useFormat } from "../../../ui/text/format.ts";
import { LOCALES } from "../../../ui/text/language.ts";
import { inSecondCurrency, useSecondCurrency } from "../../../ui/text/secondCurrency.ts";

/** "≈ EUR 610,000 at the rate of 28 November, for orientation", where this reader chose a currency. */
export function SecondPrice({ unit, project }: { readonly unit: Unit; readonly project: Project }) {
  const { t } = useTranslation("stage");
  const { language } = useFormat();
  const second = useSecondCurrency();
  const price = shownPrice(unit);
  const amount =
    price === undefined ? undefined : inSecondCurrency(price, project, second, language);
  if (amount === undefined || second.rates === undefined) return undefined;
  const { date, isStale } = second.rates;
  const day = new Date(date).toLocaleDateString(LOCALES[language], {
    timeZone: "UTC",
    day: "numeric",
    month: "long",
    ...(isStale && { year: "numeric" }),
  });
  return (
    <p className="pt-1 text-ink-2 in-data-[form=desk]:text-xs in-data-[form=phone]:text-md">
      {t(isStale ? "rates.old" : "rates.about", { amount: `\u2066${amount}\u2069`, day })}
    </p>
  );
}
