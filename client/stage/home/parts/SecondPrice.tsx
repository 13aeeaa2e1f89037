import { useTranslation } from "react-i18next";
import type { Project, Unit } from "../../../../schema/catalogue/catalogue.ts";
import { shownPrice } from "../../../../schema/catalogue/shownPrice.ts";
import { useFormat } from "../../../ui/text/format.ts";
import { dateFormat } from "../../../ui/text/formats.ts";
import { LOCALES } from "../../../ui/text/language.ts";
import type { Currency } from "../../../ui/text/money.ts";
import { inSecondCurrency, useSecondCurrency } from "../../../ui/text/secondCurrency.ts";

/** Prices in the currency that this reader chose beside the project's. */
export interface SecondPrices {
  /** "≈ EUR 610,000"; `undefined` without a price, a choice or its rate. */
  readonly amount: (minor: number | undefined) => string | undefined;
  /** "≈ EUR at the rate of 28 November, for orientation": said once beside amounts. */
  readonly note: string | undefined;
  /** "≈ EUR 610,000 at the rate of 28 November, for orientation". */
  readonly sentence: (minor: number | undefined) => string | undefined;
}

export function useSecondPrices(project: Currency): SecondPrices {
  const { t } = useTranslation("stage");
  const { language } = useFormat();
  const second = useSecondCurrency();
  const bare = (minor: number | undefined) => {
    const amount =
      minor === undefined ? undefined : inSecondCurrency(minor, project, second, language);
    // Isolated, so that "EUR 610,000" keeps its order in Arabic.
    return amount === undefined ? undefined : `\u2066${amount}\u2069`;
  };
  const { currency, rates } = second;
  const day =
    rates &&
    dateFormat(LOCALES[language], {
      timeZone: "UTC",
      day: "numeric",
      month: "long",
      ...(rates.isStale && { year: "numeric" }),
    }).format(new Date(rates.date));
  const about = (amount: string) =>
    t(rates?.isStale === true ? "rates.old" : "rates.about", { amount, day });
  return {
    amount: (minor) => {
      const amount = bare(minor);
      return amount && t("rates.amount", { amount });
    },
    // A currency has a rate if and only if the project's amounts can be converted to it.
    note: currency !== undefined && bare(1e9) !== undefined ? about(currency) : undefined,
    sentence: (minor) => {
      const amount = bare(minor);
      return amount && about(amount);
    },
  };
}

interface SecondPriceProps {
  readonly unit: Unit;
  readonly project: Project;
}

/** A home's price in the second currency, with the rate's date. */
export function SecondPrice({ unit, project }: SecondPriceProps) {
  const said = useSecondPrices(project).sentence(shownPrice(unit));
  if (said === undefined) return undefined;
  return (
    <p className="pt-1 text-md text-ink-2 in-data-[form=desk]:text-xs print:text-xs">{said}</p>
  );
}

interface SecondLineProps {
  /** Minor units of the project's currency. */
  readonly minor: number | undefined;
  readonly project: Currency;
}

/** A price in the second currency as a second line of a list; the list has a `SecondNote`. */
export function SecondLine({ minor, project }: SecondLineProps) {
  const said = useSecondPrices(project).amount(minor);
  if (said === undefined) return undefined;
  return (
    <span className="block text-[0.8125rem] leading-label text-ink-3 in-data-[form=desk]:text-2xs">
      {said}
    </span>
  );
}

/** The rate's date, above a list with second prices. */
export function SecondNote({
  project,
  className = "",
}: {
  readonly project: Project;
  readonly className?: string;
}) {
  const { note } = useSecondPrices(project);
  if (note === undefined) return undefined;
  return (
    <p className={`text-[0.8125rem] text-ink-3 in-data-[form=desk]:text-2xs ${className}`}>
      {note}
    </p>
  );
}
