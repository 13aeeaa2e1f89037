import type { TFunction } from "i18next";
import type { Unit } from "../../../schema/catalogue.ts";
import type { ProjectIndex } from "../../../schema/projectIndex.ts";
import type { Words } from "../../ui/words.ts";
import { homeFacts } from "../home/homeFacts.ts";
import { differs } from "./compared.ts";

export interface CompareRow {
  readonly key: string;
  readonly name: string;
  /** One a home; `undefined` where the pack does not say. */
  readonly values: readonly (string | undefined)[];
  readonly differs: boolean;
}

/** What is compared, row by row. A row of which nothing is known is left out. */
export function compareRows(
  units: readonly Unit[],
  telling: {
    readonly t: TFunction<["stage", "common"]>;
    readonly words: Words;
    readonly index: ProjectIndex;
  },
): readonly CompareRow[] {
  const { t } = telling;
  const facts = units.map((unit) => homeFacts(unit, telling));
  const row = (key: string, name: string, values: readonly (string | undefined)[]) => ({
    key,
    name,
    values,
    differs: differs(values),
  });
  return [
    row(
      "bedrooms",
      t("home.facts.bedrooms"),
      facts.map(({ bedrooms }) => bedrooms),
    ),
    row(
      "area",
      t("home.facts.area"),
      facts.map(({ area }) => area),
    ),
    row(
      "terrace",
      t("home.facts.terrace"),
      facts.map(({ terrace }) => terrace),
    ),
    row(
      "floor",
      t("home.facts.floor"),
      facts.map(({ building, floor }) => t("home.where", { building, floor })),
    ),
    row(
      "faces",
      t("home.facts.faces"),
      facts.map(
        ({ compass, aspects }) =>
          [compass, aspects].filter(Boolean).join(t("filters.said.comma")) || undefined,
      ),
    ),
    row(
      "layout",
      t("home.facts.layout"),
      facts.map(({ layout }) => layout),
    ),
    row(
      "perArea",
      t("home.facts.price"),
      facts.map(({ perArea }) => perArea),
    ),
  ].filter(({ values }) => values.some((value) => value !== undefined));
}
