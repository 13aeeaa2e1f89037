import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createFormat } from "../../../../client/ui/text/format.ts";
import { LANGUAGES } from "../../../../client/ui/text/language.ts";
import { formatMoney, scaleOf, type Priced } from "../../../../client/ui/text/money.ts";
import type { Unit } from "../../../../schema/catalogue/catalogue.ts";
import { CURRENCIES, currencyDigits } from "../../../../schema/catalogue/currencies.ts";
import { learnPrices, readPrice } from "../../../../server/catalogue/list/figures/prices.ts";

const plain = (text: string) =>
  text
    .replaceAll(/[\u00A0\u202F]/g, " ")
    .replaceAll(/[\u200E\u200F\u061C]/g, "")
    .trim();
const currencyOf = (currency: string) => ({ currency, digits: currencyDigits(currency) ?? -1 });
const code = fc.constantFrom(...CURRENCIES);

describe("trap 39: every currency of the standard", () => {
  test("has the digits of ISO 4217", () => {
    const of = (digits: number) => CURRENCIES.filter((each) => currencyDigits(each) === digits);
    expect(of(0).join(" ")).toBe(
      "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    );
    expect(of(3).join(" ")).toBe("BHD IQD JOD KWD LYD OMR TND");
    expect(of(4).join(" ")).toBe("CLF UYW");
    expect(CURRENCIES.length - of(2).length).toBe(26);
    expect(["RSD", "HUF", "LBP", "IDR"].map(currencyDigits)).toEqual([2, 2, 2, 2]);
    expect(["XAU", "XTS", "DEM", "QQQ", ""].map(currencyDigits)).not.toContain(2);
  });

  test("shows the exact amount, whatever the engine's data on the currency", () => {
    for (const each of CURRENCIES) {
      const money = currencyOf(each);
      const fraction = "7".repeat(money.digits);
      const minor = Number(`18500000${fraction}`);
      for (const language of LANGUAGES) {
        const digits = plain(formatMoney(minor, money, language)).replaceAll(/\D/g, "");
        expect(`${each} ${digits}`).toBe(`${each} 18500000${fraction}`);
      }
    }
  });

  test("is read back from what is shown", () => {
    fc.assert(
      fc.property(code, fc.integer({ min: 1, max: 10 ** 12 }), (each, minor) => {
        const money = currencyOf(each);
        const shown = formatMoney(minor, money, "en");
        const column = learnPrices(
          [shown, `1,000,000.${"5".repeat(money.digits)}`],
          each,
          money.digits,
        );
        expect(readPrice(shown, column)).toEqual({ ok: true, value: minor });
      }),
    );
  });
});

const project = (currency: string, ...prices: readonly number[]): Priced => ({
  ...currencyOf(currency),
  units: prices.map((price, at): Unit => ({
    id: `a-${at}`,
    building: "a",
    floor: 1,
    number: String(at),
    span: 1,
    aspects: [],
    price: price * 10 ** (currencyDigits(currency) ?? 0),
  })),
});

describe("full amounts", () => {
  test("have no needless decimals, and all of the currency's where they have any", () => {
    const { money } = createFormat("en");
    expect(plain(money(298_000_000, currencyOf("AED")))).toBe("AED 2,980,000");
    expect(plain(money(1_850_000_000, currencyOf("RSD")))).toBe("RSD 18,500,000");
    expect(plain(money(92_500_750, currencyOf("KWD")))).toBe("KWD 92,500.750");
    expect(plain(money(9_800_000, currencyOf("JPY")))).toBe("JPY 9,800,000");
    expect(plain(createFormat("ru").money(1_250_000_000, currencyOf("RUB")))).toBe("12 500 000 ₽");
  });

  test("of rupees are grouped by lakh and crore", () => {
    expect(plain(createFormat("en").money(785_280_000, currencyOf("INR")))).toBe("INR 78,52,800");
    expect(plain(createFormat("ru").money(785_280_000, currencyOf("INR")))).toBe("78 52 800 ₹");
  });
});

describe("figures of a board", () => {
  const figures = (priced: Priced, language: (typeof LANGUAGES)[number] = "en") => {
    const { figure } = createFormat(language);
    return [
      scaleOf(priced).name,
      ...priced.units.map(({ price = 0 }) => plain(figure(price, priced))),
    ];
  };

  test("suit the range of the project", () => {
    expect(figures(project("AED", 920_000, 12_500_000))).toEqual(["million", "0.92", "12.50"]);
    expect(figures(project("KWD", 64_900, 92_500.75, 114_800.5))).toEqual([
      "thousand",
      "64.9",
      "92.5",
      "114.8",
    ]);
    expect(figures(project("USD", 450_000, 600_000))).toEqual(["thousand", "450", "600"]);
    expect(figures(project("RSD", 9_800_000, 21_250_000))).toEqual(["million", "9.80", "21.25"]);
    expect(figures(project("VND", 2_500_000_000, 20_000_000_000))).toEqual([
      "billion",
      "2.50",
      "20.00",
    ]);
    expect(figures(project("INR", 7_852_800, 12_800_000))).toEqual(["lakh", "78.5", "128.0"]);
    expect(figures(project("INR", 12_000_000, 32_500_000))).toEqual(["crore", "1.20", "3.25"]);
    expect(figures(project("AED", 35_000, 1_250_000))).toEqual(["thousand", "35", "1,250"]);
    expect(figures(project("RUB", 12_340_000), "ru")).toEqual(["million", "12,34"]);
    expect(figures(project("EUR", 1200))).toEqual(["one", "1,200"]);
  });

  test("are the same with and without held back homes", () => {
    const shown = project("AED", 920_000, 12_500_000);
    const [parking] = project("AED", 1_000).units;
    if (parking === undefined) throw new Error("no home");
    const all = { ...shown, units: [...shown.units, { ...parking, hidden: true as const }] };
    expect(scaleOf(all)).toEqual(scaleOf(shown));
  });

  test("fit their column: at most seven characters, whatever the prices", () => {
    fc.assert(
      fc.property(
        code,
        fc.integer({ min: 3, max: 9 }),
        fc.array(fc.integer({ min: 10, max: 999 }), { minLength: 1, maxLength: 20 }),
        (each, power, values) => {
          const prices = values.map((value) => value * 10 ** (power - 1));
          for (const figure of figures(project(each, ...prices)).slice(1)) {
            expect(figure.length).toBeLessThanOrEqual(7);
          }
        },
      ),
    );
  });
});
