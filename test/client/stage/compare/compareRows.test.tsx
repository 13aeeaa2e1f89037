import { useTranslation } from "react-i18next";
import { expect, test } from "vitest";
import { compareRows } from "../../../../client/stage/compare/compareRows.ts";
import { useSecondPrices } from "../../../../client/stage/home/parts/SecondPrice.tsx";
import { useWords } from "../../../../client/ui/text/words.ts";
import type { Project } from "../../../../schema/catalogue/catalogue.ts";
import { indexProject } from "../../../../schema/catalogue/projectIndex.ts";
import { secondCurrency } from "../../../../client/ui/text/secondCurrency.ts";
import { smallProject } from "../../../support/room/project.ts";
import { renderEnglish } from "../../../support/browser/renderStage.tsx";

const payment = {
  steps: [
    { name: { en: "Booking" }, percent: 20 },
    { name: { en: "Handover" }, percent: 80 },
  ],
};

function Rows({ project }: { readonly project: Project }) {
  const { t } = useTranslation(["stage", "common"]);
  const words = useWords();
  const index = indexProject(project);
  const units = ["b1-12", "b1-11"].flatMap((id) => index.units.get(id) ?? []);
  const second = useSecondPrices(project);
  const rows = compareRows(units, { t, words, index, second });
  const told = rows.map(({ name, values }) => [name, values.map((value) => value ?? null)]);
  return <pre>{encodeURIComponent(JSON.stringify(told))}</pre>;
}

/** Values of each row for a home with a price and one without, by the row's name; `null`: empty. */
async function rowsOf(project: Project): Promise<ReadonlyMap<string, readonly (string | null)[]>> {
  const markup = await renderEnglish(<Rows project={project} />);
  const told = decodeURIComponent(markup.replaceAll(/<[^>]*>/g, "").replaceAll("&#x27;", "'"));
  return new Map(JSON.parse(told) as readonly [string, readonly (string | null)[]][]);
}

test("a comparison's rows are labelled, and a home without a price is on request", async () => {
  const rows = await rowsOf({ ...smallProject, payment });
  expect(rows.get("Price")).toEqual(["AED 3,000,000", "Price on request"]);
  expect(rows.get("Price per m²")).toEqual(["AED 35,336", null]);
  expect(rows.get("Payment")).toEqual([
    "Booking: AED 600,000\nHandover: AED 2,400,000",
    "Booking: 20%\nHandover: 80%",
  ]);
});

test("a comparison leaves out rows without any value", async () => {
  const units = smallProject.units.map(({ price: _price, ...unit }) => unit);
  const rows = await rowsOf({ ...smallProject, units });
  expect(rows.get("Price")).toEqual(["Price on request", "Price on request"]);
  expect([...rows.keys()]).toEqual(["Price", "Bedrooms", "Area", "Floor", "Facing"]);
});

test("a comparison names the price per area by the unit of areas", async () => {
  const rows = await rowsOf({ ...smallProject, areaUnit: "sqft" });
  expect(rows.get("Price per sq ft")).toEqual(["AED 3,283", null]);
  expect(rows.has("Price per m²")).toBe(false);
});

test("a comparison shows prices in the reader's second currency in their own row, with the rate's date", async () => {
  secondCurrency.choose("EUR");
  secondCurrency.setRates({
    base: "EUR",
    date: "2026-11-28",
    rates: { AED: 4.27 },
    isStale: false,
  });
  const rows = await rowsOf(smallProject).finally(() => {
    secondCurrency.choose(undefined);
    secondCurrency.setRates(undefined);
  });
  expect(rows.get("≈ EUR at the rate of 28 November, for orientation")).toEqual([
    "≈ \u2066EUR 703,000\u2069",
    null,
  ]);
});
