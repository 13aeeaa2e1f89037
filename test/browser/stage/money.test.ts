import { build } from "vite";
import { expect, test } from "vitest";
import { LANGUAGES } from "../../../client/ui/text/language.ts";
import { formatMoney } from "../../../client/ui/text/money.ts";
import { CURRENCIES, currencyDigits } from "../../../schema/catalogue/currencies.ts";
import { axe, overflowOf } from "../../support/browser/axe.ts";
import {
  DESK,
  openBrowser,
  openPage,
  PHONE,
  picture,
  signInLink,
} from "../../support/browser/browser.ts";
import { openTestServer } from "../../support/server/testServer.ts";
import { makeProjectsDir, writePack } from "../../server/catalogue/packs.ts";
import { longTest, someOf } from "../../support/size.ts";

/** `formatMoney` as a script that sets `globalThis.money`. */
async function bundleMoney(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "silent",
    build: {
      write: false,
      lib: {
        entry: `${import.meta.dirname}/../../../client/ui/text/money.ts`,
        formats: ["iife"],
        name: "money",
      },
    },
  });
  const [bundle] = [built].flat();
  const chunk = bundle !== undefined && "output" in bundle ? bundle.output[0] : undefined;
  if (chunk === undefined) throw new Error("nothing was built");
  return `${chunk.code};globalThis.money = money;`;
}

test("trap 39: every currency is shown with the same figures by Chromium as by Node", async () => {
  const { page } = await openPage(await openBrowser(), DESK);
  await page.addScriptTag({ content: await bundleMoney() });
  const amounts = CURRENCIES.map((currency) => {
    const digits = currencyDigits(currency) ?? 0;
    return { currency, digits, minor: Number(`18500000${"7".repeat(digits)}`) };
  });
  const shown = await page.evaluate(
    ({ amounts, languages }) => {
      type Format = (
        minor: number,
        currency: { currency: string; digits: number },
        language: string,
      ) => string;
      const { money } = globalThis as unknown as { money: { formatMoney: Format } };
      return languages.map((language) =>
        amounts.map((amount) => money.formatMoney(amount.minor, amount, language)),
      );
    },
    { amounts, languages: LANGUAGES },
  );
  const figuresOf = (text: string | undefined) => text?.replaceAll(/\D/g, "");
  for (const [at, language] of LANGUAGES.entries()) {
    const here = amounts.map((amount) => formatMoney(amount.minor, amount, language));
    expect(shown[at]?.map(figuresOf)).toEqual(here.map(figuresOf));
    expect(shown[at]?.map(figuresOf)).toEqual(amounts.map(({ minor }) => String(minor)));
  }
});

const PROJECTS = {
  rsd: { currency: "RSD", prices: ["18.500.000", "21.250.000", "9.800.000"] },
  kwd: { currency: "KWD", prices: ["85000", "92500.75", "114800.5"] },
  inr: { currency: "INR", prices: ["78,52,800", "1,20,00,000", "3,40,00,000"] },
  vnd: { currency: "VND", prices: ["2.500.000.000", "4.750.000.000", "19.900.000.000"] },
};

function packs(): string {
  const folder = makeProjectsDir();
  for (const [name, { currency, prices }] of Object.entries(PROJECTS)) {
    const rows = [1, 2].flatMap((floor) =>
      [0, 1, 2, 3, 4, 5, 6].map(
        (at) =>
          `a;${floor};${floor}0${at + 1};${at + 1};2;${70 + at};available;${prices[at % prices.length]}`,
      ),
    );
    writePack(folder, name, {
      project: {
        currency,
        payment: {
          steps: [
            { name: "Booking", percent: 5 },
            { name: "Construction", percent: 55 },
            { name: "Handover", percent: 40 },
          ],
        },
      },
      units: `building;floor;number;position;bedrooms;area;status;price\n${rows.join("\n")}\n`,
    });
  }
  return folder;
}

const LATIN = {
  rsd: ["18.50", "21.25", "9.80"],
  kwd: ["85.0", "92.5", "114.8"],
  inr: ["78.5", "120.0", "340.0"],
  vnd: ["2.50", "4.75", "19.90"],
};
const FIGURES: Record<string, Record<string, readonly string[]>> = {
  "en-360": {
    rsd: ["RSD million", ...LATIN.rsd],
    kwd: ["KWD thousand", ...LATIN.kwd],
    inr: ["INR lakh", ...LATIN.inr],
    vnd: ["VND billion", ...LATIN.vnd],
  },
  "ar-360": {
    rsd: ["مليون RSD", ...LATIN.rsd],
    kwd: ["ألف د.ك", ...LATIN.kwd],
    inr: ["لك ₹", ...LATIN.inr],
    vnd: ["مليار ₫", ...LATIN.vnd],
  },
  "ru-1280": {
    rsd: ["млн RSD", "18,50", "21,25", "9,80"],
    kwd: ["тыс. KWD", "85,0", "92,5", "114,8"],
    inr: ["лакхи ₹", "78,5", "120,0", "340,0"],
    vnd: ["млрд ₫", "2,50", "4,75", "19,90"],
  },
};

longTest(
  "a board's figures suit the project and fit their column, and full amounts keep their decimals",
  async () => {
    const server = await openTestServer({ PROJECTS_DIR: packs() });
    const browser = await openBrowser();
    const cut: string[] = [];
    for (const [name, options] of someOf(
      [
        ["en-360", { ...PHONE, viewport: { width: 360, height: 740 } }],
        ["ar-360", { ...PHONE, locale: "ar-AE", viewport: { width: 360, height: 740 } }],
        ["ru-1280", { locale: "ru-RU", viewport: { width: 1280, height: 720 } }],
      ] as const,
      1,
    )) {
      const { page, complaints } = await openPage(browser, options);
      await page.goto(signInLink(server));
      await page.getByText("Riverside").first().waitFor();
      const faces = page.locator('.board-cell[data-unit^="a-10"] .board-face');
      const check = async (project: string, view: string, ready: string) => {
        await page.goto(`${server.url}/agent?project=${project}&view=${view}`);
        await page.locator(ready).last().waitFor();
        const tooWide = await faces.evaluateAll(
          (all) => all.filter((face) => face.scrollWidth > face.clientWidth).length,
        );
        if (tooWide > 0) cut.push(`${name} ${project} ${view}`);
      };
      const shown: Record<string, readonly string[]> = {};
      for (const project of Object.keys(PROJECTS)) {
        await check(project, "building:a", ".board-cell");
        const legend = await page.locator(".building-head").last().innerText();
        const words = FIGURES[name]?.[project] ?? [];
        shown[project] = [
          ...words.slice(0, 1).filter((word) => legend.includes(word)),
          ...(
            await page.locator('.board-cell[data-unit^="a-10"] .board-figure').allInnerTexts()
          ).slice(0, 3),
        ];
        await picture(page, `money-board-${project}-${name}`);
        await check(project, "unit:a-102", "h1");
        await picture(page, `money-home-${project}-${name}`);
      }
      expect(shown).toEqual(FIGURES[name]);
      expect([await overflowOf(page), await axe(page), complaints]).toEqual([0, [], []]);
    }
    expect(cut).toEqual([]);
  },
);
