import { expect, test } from "vitest";
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
import { makePack } from "../../server/catalogue/packs.ts";
import { someOf } from "../../support/size.ts";

const STATUSES = ["available", "reserved", "sold"] as const;
const rows = (count: number, row: (at: number) => string): readonly string[] =>
  Array.from({ length: count }, (_, at) => `${row(at + 1)};${STATUSES[at % 3]}`);

/** Villas in two phases, plots on a plan, and a tower with a duplex, parking, storage and a shop. */
const UNITS = [
  "building;floor;number;position;label;bedrooms;area;kind;phase;price;status",
  ...rows(
    90,
    (at) =>
      `v;0;V${at};;${at % 2 === 0 ? `Villa ${at} – Type B Corner, Street 4` : ""};${3 + (at % 4)};${260 + at};villa;Phase ${at <= 40 ? 1 : 2};${3_100_000 + at * 21_000}`,
  ),
  ...rows(4, (at) => `p;0;${at};${at};;;${800 + at};plot;;${1_100_000 + at}`),
  ...rows(9, (at) => {
    const floor = Math.ceil(at / 3);
    return `t;${floor === 1 && at === 3 ? "1 to 2" : floor};${floor}0${((at - 1) % 3) + 1};;;2;94,5;apartment;;${2_000_000 + at}`;
  }).filter((_, at) => at !== 5),
  ...rows(60, (at) => `t;-1;PK${at};;;;12,5;parking;;${90_000 + at}`),
  ...rows(4, (at) => `t;-1;S${at};;;;6;storage;;${20_000 + at}`),
  ...rows(1, () => "t;0;1;;;;140;commercial;;4000000"),
];
const PLOTS = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 400"><path d="M0 0h800v400H0z" fill="#f4f1ea"/>${[0, 1, 2, 3].map((at) => `<path d="M${40 + at * 180} 60h160v280h-160z" fill="none" stroke="#999"/>`).join("")}</svg>`;

const pack = () =>
  makePack({
    project: {
      name: { en: "Palm Hills", ar: "تلال النخيل" },
      buildings: [
        {
          id: "v",
          name: { en: "Villas and townhouses", ar: "الفلل" },
          floors: [{ number: 0, label: "—" }],
        },
        {
          id: "p",
          name: { en: "Land plots", ar: "الأراضي" },
          floors: [{ number: 0, plan: "plots" }],
        },
        {
          id: "t",
          name: { en: "Tower T", ar: "البرج" },
          floors: [
            { number: -1, label: "B1" },
            { number: 0, label: "G" },
            { number: 1 },
            { number: 2 },
            { number: 3 },
          ],
        },
      ],
      plans: {
        plots: {
          image: "media/plots.svg",
          units: [0, 1, 2, 3].map((at) => ({
            position: at + 1,
            outline: [
              [40 + at * 180, 60],
              [200 + at * 180, 60],
              [200 + at * 180, 340],
              [40 + at * 180, 340],
            ],
          })),
        },
      },
    },
    units: `${UNITS.join("\n")}\n`,
    files: { "media/plots.svg": PLOTS },
  });

test.for(
  someOf(
    [
      { form: "desk", locale: "en-GB" },
      { form: "desk", locale: "ar-AE" },
      { form: "phone", locale: "en-GB" },
      { form: "phone", locale: "ar-AE" },
    ],
    3,
  ),
)(
  "villas, plots, parking and duplexes are each shown by their kind: $form, $locale",
  async ({ form, locale }) => {
    const server = await openTestServer({ PROJECTS_DIR: pack() });
    const { page, complaints } = await openPage(await openBrowser(), {
      ...(form === "desk" ? DESK : PHONE),
      locale,
    });
    await page.goto(signInLink(server));
    await page.locator("main .stage-view").waitFor();
    const name = `kinds-${form}-${locale}`;
    const open = async (view: string) => {
      await page.goto(`${server.url}/agent?project=riverside&view=${view}`);
      await page.locator("main .stage-view").waitFor();
    };
    const stageText = () => page.locator("main .stage").first().innerText();

    await open("building:v");
    const row = page.locator(".home-row").first();
    await row.waitFor();
    expect(await page.locator(".board").count()).toBe(0);
    // No page renders many more rows than are visible.
    expect(await page.locator("main .stage").first().locator(".home-row").count()).toBeLessThan(90);
    expect(await stageText()).not.toMatch(/floor|الطابق|—/i);
    expect([await overflowOf(page), await axe(page)]).toEqual([0, []]);
    await picture(page, `${name}-villas`);

    await open("unit:v-V41");
    await page.getByRole("heading", { name: "V41" }).first().waitFor();
    expect(await stageText()).not.toMatch(/floor|الطابق|—/i);
    await picture(page, `${name}-villa`);

    await open("building:p");
    await page.locator('.floor-plan [data-anchor="unit:p-1"]').first().waitFor();
    expect([await overflowOf(page), await axe(page)]).toEqual([0, []]);
    await picture(page, `${name}-plots`);

    await open("building:t");
    const cells = page.locator("main .stage").first().locator(".board-cell");
    await cells.first().waitFor();
    expect(await cells.count()).toBe(8);
    const heights = await cells.evaluateAll((cells) =>
      cells.map((cell) => Math.round(cell.getBoundingClientRect().height)),
    );
    expect(new Set(heights).size).toBe(2);
    expect([await overflowOf(page), await axe(page)]).toEqual([0, []]);
    await picture(page, `${name}-tower`);

    await open("floor:t/-1");
    await page.locator(".home-row").first().waitFor();
    await picture(page, `${name}-basement`);

    // A home and its parking beside each other; the desk offers it, and a phone follows.
    if (form === "desk") {
      await open("unit:t-101");
      await page.locator('[data-anchor="unit:t-PK1"]').last().click();
    } else await open("compare:t-101,t-PK1");
    await page.locator("main table").first().waitFor();
    expect(await stageText()).toContain("2,090,002");
    await picture(page, `${name}-together`);
    expect(complaints).toEqual([]);
  },
);
