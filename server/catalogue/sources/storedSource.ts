import { currencyDigits } from "../../../schema/catalogue/currencies.ts";
import type { RemovedProject } from "../../storage/lists.ts";
import type { BaseProject } from "../live/listedProject.ts";

/** A development without data of its own: its homes come from lists. */
export const toBase = ({ id, name, currency, areaUnit }: RemovedProject): BaseProject => ({
  frame: {
    id,
    name: { en: name },
    currency,
    digits: currencyDigits(currency) ?? 2,
    areaUnit,
    masterplans: [],
    buildings: [],
    plans: [],
    layouts: [],
    aspects: [],
    gallery: [],
  },
  homes: [],
  mediaFiles: new Map(),
});
