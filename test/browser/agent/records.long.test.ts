import { expect, test } from "vitest";
import type { PresentationResponse } from "../../../schema/protocol/api.ts";
import {
  DESK,
  openBrowser,
  openPage,
  PHONE,
  picture,
  signInLink,
} from "../../support/browser/browser.ts";
import { openTestServer } from "../../support/server/testServer.ts";

test("trap 58: the agent's records load a page at a time, and the focus moves to the first new one", async () => {
  const server = await openTestServer();
  const oldest = await server.present({ buyer: { name: "Layla" } });
  for (let visit = 0; visit < 22; visit += 1) await oldest.join(`Guest ${visit}`);
  for (let place = 0; place < 53; place += 1) await server.present();
  const browser = await openBrowser();
  for (const [locale, settings, records, more] of [
    ["en-GB", "Settings", "Presentations", "Show more"],
    ["ar-AE", "الإعدادات", "العروض", "عرض المزيد"],
  ] as const) {
    const look = locale === "ar-AE" ? PHONE : DESK;
    const { page, complaints } = await openPage(browser, { ...look, locale });
    await page.goto(signInLink(server));
    await page.getByRole("button", { name: settings }).click();
    await page.getByRole("menuitem", { name: records }).click();
    const rows = page
      .getByRole("dialog")
      .getByRole("listitem")
      .filter({ has: page.getByRole("heading", { level: 3 }) });
    const button = page.getByRole("button", { name: more });
    await button.scrollIntoViewIfNeeded();
    expect(await rows.count()).toBe(50);
    await picture(page, `records-more-${locale}`);
    await button.click();
    await expect.poll(() => rows.count()).toBe(54);
    expect(await button.count()).toBe(0);
    const isFocused = (row: Element) => row.contains(document.activeElement);
    expect(await rows.nth(50).evaluate(isFocused)).toBe(true);
    await rows.last().scrollIntoViewIfNeeded();
    await picture(page, `records-end-${locale}`);
    expect(complaints).toEqual([]);
  }
});

test("trap 58: a buyer who returns in another tab continues the same visit", async () => {
  const server = await openTestServer();
  const presentation = await server.present();
  const { page, context } = await openPage(await openBrowser(), PHONE);
  let tab = page;
  for (const name of ["Omar", ""]) {
    await tab.goto(presentation.link);
    if (name !== "") await tab.getByLabel("Your name").fill(name);
    await tab.getByRole("button", { name: "Join the viewing" }).tap();
    await tab.locator(".stage").waitFor();
    await tab.close();
    tab = await context.newPage();
  }
  const path = `/api/presentations/${presentation.id}`;
  const answer = await server.call("GET", path, undefined, presentation.agentToken);
  const { visits } = (await answer.json()) as PresentationResponse;
  expect(visits?.map(({ name }) => name)).toEqual(["Omar"]);
});
