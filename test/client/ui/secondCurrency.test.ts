import { expect, test } from "vitest";
import { inSecondCurrency } from "../../../client/ui/text/secondCurrency.ts";
import { convert } from "../../../schema/protocol/rates.ts";

const rates = {
  base: "EUR",
  date: "2026-11-28",
  rates: { AED: 4.27, USD: 1.16, KWD: 0.356, JPY: 181 },
  isStale: false,
};
const aed = { currency: "AED", digits: 2 };
const said = (currency: string | undefined, minor = 260_500_000, project = aed) =>
  inSecondCurrency(minor, project, { currency, rates }, "en");

test.each([
  ["EUR", "EUR 610,000"],
  ["USD", "USD 708,000"],
  ["JPY", "JPY 110,000,000"],
  ["KWD", "KWD 217,000"],
])("a price is converted to %s, to three figures", (currency, text) => {
  expect(said(currency)).toBe(text);
});

test("a price is not converted to its own currency, to none, or to one without a rate", () => {
  expect([said("AED"), said(undefined), said("XXX")]).toEqual([undefined, undefined, undefined]);
});

test("reads minor units by the project's digits", () => {
  expect(said("EUR", 92_500_750, { currency: "KWD", digits: 3 })).toBe("EUR 260,000");
});

test("converts through the base currency, whichever it is", () => {
  expect(convert(427, "AED", "EUR", rates)).toBeCloseTo(100);
  expect(convert(100, "EUR", "AED", rates)).toBeCloseTo(427);
  expect(convert(427, "AED", "USD", rates)).toBeCloseTo(116);
});
