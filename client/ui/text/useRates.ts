import { useEffect } from "react";
import type { Rates } from "../../../schema/protocol/rates.ts";
import type { Result } from "../../../schema/values/result.ts";
import { secondCurrency, useSecondCurrency } from "./secondCurrency.ts";

/** Where a page gets exchange rates from. */
export interface RatesApi {
  rates(): Promise<Result<Rates | undefined, unknown>>;
}

/** Fetches the rates when they are needed: if this reader chose a currency, or is choosing one (`wanted`). */
export function useRates(api: RatesApi, wanted: boolean): void {
  const { currency, rates } = useSecondCurrency();
  const isMissing = rates === undefined && (wanted || currency !== undefined);
  useEffect(() => {
    if (!isMissing) return;
    let closed = false;
    const fetchRates = async () => {
      const answer = await api.rates();
      if (!closed && answer.ok) secondCurrency.setRates(answer.value);
    };
    void fetchRates();
    return () => {
      closed = true;
    };
  }, [api, isMissing]);
}
