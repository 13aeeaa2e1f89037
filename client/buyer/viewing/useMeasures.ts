import { useEffect } from "react";
import type { ViewerSession } from "../../session/types.ts";
import { useAreaChoice } from "../../ui/text/areaChoice.ts";
import { useSecondCurrency } from "../../ui/text/secondCurrency.ts";
import { useRates, type RatesApi } from "../../ui/text/useRates.ts";

/**
 * Fetches the rates when they are needed, and publishes how this reader reads areas and prices. `wanted`: a currency is
 * being chosen.
 */
export function useMeasures(
  api: RatesApi,
  session: Pick<ViewerSession, "measure">,
  wanted: boolean,
): void {
  const area = useAreaChoice();
  const { currency, rates } = useSecondCurrency();
  useRates(api, wanted);
  const shown = rates === undefined ? undefined : currency;
  useEffect(() => {
    session.measure({
      ...(area !== "list" && { area }),
      ...(shown !== undefined && { currency: shown }),
    });
  }, [session, area, shown]);
}
