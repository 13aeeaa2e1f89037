import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { View } from "../../../schema/presentation/presentation.ts";
import { axe, overflowOf } from "../../support/browser/axe.ts";
import { openBrowser, openPage, PHONE, picture } from "../../support/browser/browser.ts";
import { illegible } from "../../support/browser/legible.ts";
import { openAgent } from "../../support/server/people.ts";
import { openTestServer } from "../../support/server/testServer.ts";
import { someOf } from "../../support/size.ts";

const TWICE = { standard: 32, fixed: 32 };
const STAGE_SHARE = 0.4;

const VIEWS: readonly View[] = [
  { screen: "masterplan", masterplan: "masterplan" },
  { screen: "building", building: "b" },
  { screen: "floor", building: "b", floor: 12 },
  { screen: "layouts" },
  { screen: "layout", layout: "2c" },
  { screen: "gallery", image: "lobby" },
  { screen: "compare", units: ["b-1204", "b-1404", "a-501"] },
  { screen: "shortlist" },
  { screen: "unit", unit: "b-1204" },
];

async function judge(page: Page, name: string): Promise<readonly string[]> {
  const stage = await page.evaluate((share) => {
    const main = document.querySelector("#root main")?.getBoundingClientRect().height ?? 0;
    return main >= innerHeight * share - 1;
  }, STAGE_SHARE);
  const wide = await overflowOf(page);
  await picture(page, `large-${name}`);
  return [
    ...(await axe(page)),
    ...(await illegible(page)),
    ...(stage ? [] : ["the stage is lower than two fifths"]),
    ...(wide > 0 ? [`${wide} px too wide`] : []),
  ].map((complaint) => `${name}: ${complaint}`);
}

test.for(
  someOf(
    [
      { locale: "en-GB", viewport: { width: 390, height: 844 } },
      { locale: "ru-RU", viewport: { width: 360, height: 640 } },
      { locale: "ar-AE", viewport: { width: 360, height: 740 } },
    ],
    1,
  ),
)(
  "with text at twice its size every page can be read: $locale",
  { timeout: 180_000 },
  async ({ locale, viewport }) => {
    const server = await openTestServer();
    const presentation = await server.present();
    const agent = await openAgent(server, presentation);
    agent.provider.awareness.setLocalState({ role: "agent", name: "Amira" });
    const { page, context } = await openPage(await openBrowser(), { ...PHONE, locale, viewport });
    const session = await context.newCDPSession(page);
    await session.send("Page.setFontSizes", { fontSizes: TWICE });
    const found: string[] = [];
    const look = async (name: string) => {
      found.push(...(await judge(page, `${locale.slice(0, 2)}-${name}`)));
    };

    await page.goto(presentation.link);
    await page.locator("h1").filter({ hasNotText: "viewing" }).waitFor();
    await page.locator("main img").waitFor();
    await look("join");
    await page.locator("button[type=submit]").tap();
    await page.locator(".stage-view").waitFor();
    for (const view of VIEWS) {
      agent.writer.write({ view });
      await page.locator(`[data-screen="${view.screen}"]`).waitFor();
      await look(view.screen);
    }
    await page.locator("footer button").last().tap();
    await page.locator("header nav").waitFor();
    await look("exploring");
    await page.locator("header button").first().tap();
    await page.getByRole("dialog").waitFor();
    await look("menu");
    await page.keyboard.press("Escape");
    await server.call(
      "DELETE",
      `/api/presentations/${presentation.id}`,
      undefined,
      presentation.agentToken,
    );
    await page.locator("footer").waitFor({ state: "detached" });
    await look("ended");
    expect(found).toEqual([]);
  },
);
