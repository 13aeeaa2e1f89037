import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openWriter } from "../../../schema/presentation/document.ts";
import { openBrowser, openPage } from "../../support/browser/browser.ts";
import { makeProjectsDir, writePack } from "../../server/catalogue/packs.ts";
import { openStockClient } from "../../support/server/wires/stockClient.ts";
import { openTestServer, type TestServer } from "../../support/server/testServer.ts";
import { someOf } from "../../support/size.ts";

const OUTPUT = join(import.meta.dirname, "..", "..", ".output");
const DEMO = "lagoon-terraces";
const DEMO_PACK = join(import.meta.dirname, "..", "..", "..", "server", "demo", "pack", DEMO);

/** The recap's link of a presentation in which these homes were shown. */
async function recapOf(server: TestServer, project: string, units: readonly string[]) {
  const presentation = await server.present({ project });
  const { id, room, agentToken } = presentation;
  const agent = openStockClient(server.url, room, await presentation.roomToken("agent"));
  await agent.synced();
  const writer = openWriter(agent.doc);
  for (const unit of units) writer.write({ view: { screen: "unit", unit } });
  const path = `/api/presentations/${id}`;
  // A home shown for under 250 ms is not in the history; a saved one is.
  writer.write({ shortlist: { add: units } });
  await agent.until(() => agent.state()?.shortlist.length === units.length);
  await expect
    .poll(async () => {
      const answer = await server.call("GET", `${path}/history`, undefined, agentToken);
      const { moments } = (await answer.json()) as { moments: readonly { kind: string }[] };
      return moments.filter(({ kind }) => kind === "shortlist").length;
    })
    .toBe(units.length);
  const contact = { phone: "+971501234567", email: "anna@example.com" };
  await server.call("PATCH", `${path}/follow-up`, { contact }, agentToken);
  await server.call("DELETE", path, undefined, agentToken);
  const made = await server.call("POST", `${path}/recap`, {}, agentToken);
  return ((await made.json()) as { link: string }).link;
}

/** Number of pages. Page objects are not compressed; only their contents are. */
const pagesIn = (pdf: Buffer): number =>
  pdf.toString("latin1").match(/\/Type\s*\/Page(?![a-zA-Z])/g)?.length ?? 0;

/** Prints the recap in the browser. */
async function print(page: Page, name: string): Promise<Buffer> {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  if (process.env["PICTURES"] === "1") {
    await mkdir(OUTPUT, { recursive: true });
    await writeFile(join(OUTPUT, `${name}.pdf`), pdf);
  }
  return pdf;
}

/** Content that does not fit its sheet, by home; runs in the page as laid out for paper. */
const cutSheets = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("[data-sheet]")].flatMap((sheet) => {
      const { bottom, left, right, height } = sheet.getBoundingClientRect();
      if (height > 1016) return [`${sheet.dataset["sheet"]}: ${height} px high`];
      const over = [...sheet.querySelectorAll("*")].filter((part) => {
        const box = part.getBoundingClientRect();
        const isShown = box.width > 0 && box.height > 0;
        const isOut = box.bottom > bottom + 1 || box.left < left - 1 || box.right > right + 1;
        return isShown && isOut && part.closest("svg svg, defs") === null;
      });
      return over.length === 0
        ? []
        : [`${sheet.dataset["sheet"]}: ${over[0]?.outerHTML.slice(0, 160)}`];
    }),
  );

/** Height of each plan as laid out for paper, in px; runs in the page. */
const planHeights = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll(".recap-plan svg, .recap-plan img")].map(
      (plan) => plan.getBoundingClientRect().height,
    ),
  );

async function openInLanguage(page: Page, link: string, language: string): Promise<void> {
  await page.evaluate((chosen) => localStorage.setItem("offplan.language", chosen), language);
  await page.goto("about:blank");
  await page.goto(link);
  await page.locator("[data-sheet]").first().waitFor();
  await page.evaluate(() => document.fonts.ready);
}

const LANGUAGES = ["en", "ru", "ar"] as const;
const DEMO_HOMES = ["b-1204", "b-1404", "a-301", "a-302", "b-501", "b-502", "b-601"];

const LONG = {
  en: "The Residences at Emirates Marina Waterfront Promenade, Phase Two",
  ru: "Резиденции на набережной Эмирейтс Марина, вторая очередь строительства",
  ar: "مساكن واجهة مارينا الإمارات البحرية على الممشى، المرحلة الثانية",
};

const stepsOf = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    name: {
      en: `Instalment ${at + 1}, on completion of floor slab ${at + 1}`,
      ru: `Платёж ${at + 1}, по завершении перекрытия этажа ${at + 1}`,
      ar: `الدفعة ${at + 1}، عند إنجاز بلاطة الطابق ${at + 1}`,
    },
    percent: 100 / count,
    due: `${2027 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`,
  }));

/** The demo with a long name and a payment plan of many steps. */
function longDemo(steps: number): string {
  const folder = makeProjectsDir();
  cpSync(DEMO_PACK, join(folder, DEMO), { recursive: true });
  const file = join(folder, DEMO, "project.json");
  const project = JSON.parse(readFileSync(file, "utf8")) as object;
  const payment = { steps: stepsOf(steps) };
  writeFileSync(file, JSON.stringify({ ...project, name: LONG, location: LONG, payment }));
  return folder;
}

/** A home without a plan, with a long name and an amount with decimals. */
function longHome(steps: number): string {
  const folder = makeProjectsDir();
  writePack(folder, "long", {
    project: { name: LONG, location: LONG, currency: "KWD", payment: { steps: stepsOf(steps) } },
    units:
      "building;floor;number;position;bedrooms;area;status;price\n" +
      "a;1;Presidential-Suite-101-With-Private-Garden;1;2;70;available;92500.75\n",
  });
  return folder;
}

/** Prints the recap in each language, and checks its sheets as laid out for paper. */
async function checkPrint(
  page: Page,
  link: string,
  name: string,
  pages: number,
  plansShown = pages,
): Promise<void> {
  for (const language of someOf(LANGUAGES, LANGUAGES.indexOf("ar"))) {
    await openInLanguage(page, link, language);
    // Printed at once: parts that are normally drawn later are drawn for the print.
    const pdf = await print(page, `print-${name}-${language}`);
    expect([name, language, pagesIn(pdf)]).toEqual([name, language, pages]);
    // Text can be copied: each font maps its glyphs to characters.
    expect(pdf.toString("latin1")).toContain("/ToUnicode");
    const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
    await page.setViewportSize({ width: 688, height: 1010 });
    await page.emulateMedia({ media: "print" });
    expect(await cutSheets(page)).toEqual([]);
    const plans = await planHeights(page);
    expect(plans).toHaveLength(plansShown);
    for (const height of plans) expect(height).toBeGreaterThan(110);
    await page.emulateMedia({ media: null });
    await page.setViewportSize({ width, height });
  }
}

const SIZE = { viewport: { width: 390, height: 844 } };

test("the recap prints one page a home, nothing cut, in every language", async () => {
  const server = await openTestServer();
  const browser = await openBrowser();
  const { page, complaints } = await openPage(browser, SIZE);
  await page.goto(server.url);
  for (const count of someOf([1, 2, 7], 1, 2)) {
    const link = await recapOf(server, DEMO, DEMO_HOMES.slice(0, count));
    await checkPrint(page, link, String(count), count);
  }
  // One home alone, as its own button prints it.
  await page.evaluate(() =>
    document
      .querySelectorAll("[data-sheet]")
      .forEach((sheet, at) => sheet.toggleAttribute("data-unprinted", at !== 3)),
  );
  expect(pagesIn(await print(page, "print-alone"))).toBe(1);
  expect(complaints).toEqual([]);
}, 120_000);

test("long names and long payment plans fit a home's page", async () => {
  const browser = await openBrowser();
  for (const [name, packs, project, unit] of someOf(
    [
      ["long-demo", longDemo(24), DEMO, "b-1204"],
      ["long-14", longHome(14), "long", "a-Presidential-Suite-101-With-Private-Garden"],
      ["long-40", longHome(40), "long", "a-Presidential-Suite-101-With-Private-Garden"],
    ] as const,
    2,
  )) {
    const server = await openTestServer({ PROJECTS_DIR: packs });
    const { page } = await openPage(browser, SIZE);
    await page.goto(server.url);
    const link = await recapOf(server, project, [unit]);
    await checkPrint(page, link, name, 1, project === DEMO ? 1 : 0);
  }
}, 120_000);
