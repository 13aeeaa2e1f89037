import { afterEach, beforeEach, expect, test } from "vitest";
import { secondCurrency } from "../../../client/ui/text/secondCurrency.ts";
import { agentOf } from "../../../client/recap/agent.ts";
import { HomeSheet } from "../../../client/recap/home/HomeSheet.tsx";
import type { Rates } from "../../../schema/protocol/rates.ts";
import { initialState, type View } from "../../../schema/presentation/presentation.ts";
import { indexProject } from "../../../schema/catalogue/projectIndex.ts";
import { renderEnglish, renderStage } from "../../support/browser/renderStage.tsx";
import { smallProject } from "../../support/room/project.ts";

const project = {
  ...smallProject,
  payment: { steps: [{ name: { en: "Booking" }, percent: 100 }] },
};
const unit = "b1-2";
const units = project.units.map((home) => (home.id === unit ? { ...home, layout: "1a" } : home));
const index = indexProject({ ...project, units });
const priced = index.units.get(unit);
if (priced === undefined) throw new Error("no home");

const rates: Rates = {
  base: "EUR",
  date: "2026-11-28",
  rates: { AED: 4.27 },
  isStale: false,
};

beforeEach(() => {
  secondCurrency.choose("EUR");
  secondCurrency.setRates(rates);
});
afterEach(() => {
  secondCurrency.choose(undefined);
  secondCurrency.setRates(undefined);
});

/** Text without directional isolates. */
const said = (markup: string): string =>
  markup
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/[\u2066\u2069]/g, "")
    .replaceAll(/\s+/g, " ");

const AMOUNT = "≈ EUR 351,000";
const NOTE = "≈ EUR at the rate of 28 November, for orientation";
const SENTENCE = "≈ EUR 351,000 at the rate of 28 November, for orientation";

const { building, floor } = priced;
const shortlist = { ...initialState(project.id, { screen: "shortlist" }), shortlist: [unit] };
interface Listing {
  readonly name: string;
  readonly view: View;
  readonly more?: Parameters<typeof renderStage>[2];
}
const listings: readonly Listing[] = [
  { name: "a floor's homes", view: { screen: "floor", building, floor } },
  { name: "a layout's homes", view: { screen: "layout", layout: "1a" } },
  { name: "a shortlist", view: { screen: "shortlist" }, more: { state: shortlist } },
];

test.each(listings)(
  "$name: prices in the second currency, and the rate's date once",
  async ({ view, more }) => {
    const words = said(await renderStage(view, index, more));
    expect(words).toContain(AMOUNT);
    expect(words.split(NOTE)).toHaveLength(2);
  },
);

test.each([undefined, "payment"] as const)(
  "a home (%s) says its price with the rate's date",
  async (tab) => {
    const view: View = { screen: "unit", unit, ...(tab && { tab }) };
    expect(said(await renderStage(view, index))).toContain(SENTENCE);
  },
);

test("a home tapped on a board shows its price with the rate's date", async () => {
  const over = { kind: "home", unit } as const;
  const words = said(await renderStage({ screen: "building", building }, index, { over }));
  expect(words).toContain(SENTENCE);
});

test("a recap's home shows its price with the rate's date", async () => {
  const home = { unit: priced, was: {} };
  const agent = agentOf({ name: "Layla" }, "your agent");
  const words = said(
    await renderEnglish(
      <HomeSheet home={home} index={index} agent={agent} heart={undefined} until="" today="" />,
    ),
  );
  expect(words).toContain(SENTENCE);
});

test("old rates are marked, and without a choice, a rate or a price nothing is shown", async () => {
  const view: View = { screen: "unit", unit };
  secondCurrency.setRates({ ...rates, isStale: true });
  expect(said(await renderStage(view, index))).toContain(
    "≈ EUR 351,000 at an old rate, of 28 November 2026, for orientation",
  );
  secondCurrency.setRates({ ...rates, rates: { USD: 1.1 } });
  expect(await renderStage(view, index)).not.toContain("≈");
  secondCurrency.setRates(rates);
  secondCurrency.choose(undefined);
  for (const listing of listings) {
    expect(await renderStage(listing.view, index, listing.more)).not.toContain("≈");
  }
});
