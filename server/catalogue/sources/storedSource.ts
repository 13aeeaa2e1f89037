import { currencyDigits } from "../../../schema/catalogue/currencies.ts";
import type { ListStorage, ProjectRecord } from "../../storage/lists.ts";
import type { BaseProject } from "../live/listedProject.ts";
import type { BaseSource } from "./source.ts";

/** A development without data of its own: its homes come from lists. */
export const toBase = ({ id, name, currency, areaUnit }: ProjectRecord): BaseProject => ({
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

/** Developments that were added with a name and a currency. */
export const openStoredSource = (lists: Pick<ListStorage, "listProjects">): BaseSource => ({
  read: async () => (await lists.listProjects()).map(toBase),
  subscribe: () => () => undefined,
});
