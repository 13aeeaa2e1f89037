import { useTranslation } from "react-i18next";
import { secondCurrency, useSecondCurrency } from "./text/secondCurrency.ts";

/** The currencies that buyers request most are listed first. */
const COMMON = ["EUR", "USD", "GBP", "AED", "RUB", "INR", "CNY", "CHF"];

/** A second currency for prices; nothing where the server has no rates. */
export function CurrencyChoice() {
  const { t } = useTranslation("stage");
  const { currency, rates } = useSecondCurrency();
  if (rates === undefined) return undefined;
  const codes = [...new Set([rates.base, ...Object.keys(rates.rates)])];
  const common = COMMON.filter((code) => codes.includes(code));
  const others = codes.filter((code) => !common.includes(code)).toSorted();
  return (
    <label className="flex flex-col gap-2 text-md text-ink-2">
      {t("rates.second")}
      <select
        className="min-h-(--target) rounded-sm border border-control bg-paper px-3 text-lg text-ink"
        value={currency ?? ""}
        onChange={({ target }) =>
          secondCurrency.choose(target.value === "" ? undefined : target.value)
        }
      >
        <option value="">{t("rates.none")}</option>
        {[...common, ...others].map((code) => (
          <option key={code} value={code}>
            {code}
          </option>
        ))}
      </select>
    </label>
  );
}
