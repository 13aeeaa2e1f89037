import { useEffect } from "react";
import type { ViewerSession } from "../../session/types.ts";
import { useAreaChoice } from "../../ui/text/areaChoice.ts";
import { secondCurrency, useSecondCurrency } from "../../ui/text/secondCurrency.ts";
import type { BuyerApi } from "../buyerApi.ts";

/**
 * Fetches the rates when they are needed, and tells the agent how this reader reads areas and prices. `wanted`: a currency
 * is to be chosen.
 */
export function useMeasures(
  api: Pick<BuyerApi, "rates">,
  session: Pick<ViewerSession, "measure">,
  wanted: boolean,
): void {
  const area = useAreaChoice();
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
  const shown = rates === undefined ? undefined : currency;
  useEffect(() => {
    session.measure({
      ...(area !== "list" && { area }),
      ...(shown !== undefined && { currency: shown }),
    });
  }, [session, area, shown]);
}
