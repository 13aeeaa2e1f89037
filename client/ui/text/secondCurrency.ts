import { useSyncExternalStore } from "react";
import { convert, type Rates } from "../../../schema/protocol/rates.ts";
import { deviceStorage, type KeyValueStorage } from "../../base/storage.ts";
import type { Language } from "./language.ts";
import { figure, minorPerMajor, type Currency } from "./money.ts";

const KEY = "offplan.currency";
/** Significant figures of an amount for orientation. */
const FIGURES = 3;

/** The currency in which this viewer also reads prices, and the rates for it. */
interface SecondCurrency {
  readonly currency: string | undefined;
  readonly rates: Rates | undefined;
}

/** Remembered on the device; the rates come from the page. */
function openSecondCurrency(storage: Pick<KeyValueStorage, "getItem" | "setItem">) {
  const read = (): string | undefined => {
    const kept = storage.getItem(KEY) ?? "";
    return kept === "" ? undefined : kept;
  };
  let current: SecondCurrency | undefined;
  const listeners = new Set<() => void>();
  const get = (): SecondCurrency => (current ??= { currency: read(), rates: undefined });
  const set = (next: SecondCurrency): void => {
    current = next;
    for (const listener of listeners) listener();
  };
  return {
    get,
    subscribe: (changed: () => void) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    choose: (currency: string | undefined): void => {
      storage.setItem(KEY, currency ?? "");
      set({ ...get(), currency });
    },
    setRates: (rates: Rates | undefined): void => set({ ...get(), rates }),
  };
}

export const secondCurrency = openSecondCurrency(deviceStorage);

export const useSecondCurrency = (): SecondCurrency =>
  useSyncExternalStore(secondCurrency.subscribe, secondCurrency.get, secondCurrency.get);

/** "EUR 610,000" for a price in minor units, to three figures; `undefined` without a choice or its rate. */
export function inSecondCurrency(
  minor: number,
  project: Currency,
  { currency, rates }: SecondCurrency,
  language: Language,
): string | undefined {
  if (currency === undefined || rates === undefined) return undefined;
  if (currency === project.currency) return undefined;
  const amount = convert(minor / minorPerMajor(project), project.currency, currency, rates);
  if (amount === undefined || amount <= 0) return undefined;
  const step = 10 ** Math.max(0, Math.floor(Math.log10(amount)) + 1 - FIGURES);
  const rounded = Math.round(amount / step) * step;
  return `${currency} ${figure(rounded, language, { least: 0, most: 0 }, currency)}`;
}
