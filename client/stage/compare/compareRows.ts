import type { TFunction } from "i18next";
import type { Unit } from "../../../schema/catalogue/catalogue.ts";
import type { ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import type { Words } from "../../ui/text/words.ts";
import { shownPrice } from "../../../schema/catalogue/shownPrice.ts";
import type { SecondPrices } from "../home/parts/SecondPrice.tsx";
import { homeFacts } from "../home/homeFacts.ts";
import { paymentAmounts } from "../home/money.ts";
import { differs } from "./compared.ts";

export interface CompareRow {
  readonly key: string;
  readonly name: string;
  /** One value per home, possibly of several lines; `undefined` if unknown. */
  readonly values: readonly (string | undefined)[];
  readonly differs: boolean;
}

interface CompareTelling {
  readonly t: TFunction<["stage", "common"]>;
  readonly words: Words;
  readonly index: ProjectIndex;
  /** Prices in the reader's second currency. */
  readonly second: SecondPrices;
}

/** A home's payment plan, one line per step: its amount, or its share if the price is unknown. */
function paymentOf(unit: Unit, { t, words, index }: CompareTelling): string | undefined {
  const { payment } = index.project;
  if (payment === undefined) return undefined;
  const price = shownPrice(unit);
  const percents = payment.steps.map(({ percent }) => percent);
  const amounts = price === undefined ? undefined : paymentAmounts(price, percents);
  return payment.steps
    .map(({ name, percent }, at) => {
      const amount = amounts?.[at];
      return t("compare.step", {
        name: words.text(name),
        amount:
          amount === undefined ? words.percent(percent / 100) : words.money(amount, index.project),
      });
    })
    .join("\n");
}

/** The comparison's rows. Rows without any known value are left out. */
export function compareRows(
  units: readonly Unit[],
  telling: CompareTelling,
): readonly CompareRow[] {
  const { t, words, index, second } = telling;
  const unitOfArea = words.shownUnit(index.project.areaUnit);
  const facts = units.map((unit) => homeFacts(unit, telling));
  const row = (key: string, name: string, values: readonly (string | undefined)[]) => ({
    key,
    name,
    values,
    differs: differs(values),
  });
  return [
    row(
      "price",
      t("home.facts.price"),
      facts.map(({ price }) => price),
    ),
    row(
      "second",
      second.note ?? "",
      units.map((unit) => second.amount(shownPrice(unit))),
    ),
    row(
      "perArea",
      t(`compare.perArea.${unitOfArea}`),
      facts.map(({ perAreaAmount }) => perAreaAmount),
    ),
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
      facts.map(({ place }) => place),
    ),
    row(
      "phase",
      t("home.facts.phase"),
      facts.map(({ phase }) => phase),
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
      "payment",
      t("home.facts.payment"),
      units.map((unit) => paymentOf(unit, telling)),
    ),
  ].filter(({ values }) => values.some((value) => value !== undefined));
}
