import { expect, test } from "vitest";
import { axe, overflowOf } from "../../support/browser/axe.ts";
import {
  openBrowser,
  openPage,
  PHONE,
  picture,
  signInLink,
} from "../../support/browser/browser.ts";
import { openTestServer } from "../../support/server/testServer.ts";
import { someOf } from "../../support/size.ts";

test.for(someOf(["en-GB", "ru-RU", "ar-AE"], 2))(
  "two compared homes stand side by side on a phone of 360 px, a third is scrolled to: %s",
  async (locale) => {
    const server = await openTestServer();
    const phone = { ...PHONE, viewport: { width: 360, height: 740 }, locale };
    const { page, complaints } = await openPage(await openBrowser(), phone);
    await page.goto(signInLink(server));
    await page.locator("main .stage-view").waitFor();
    await page.goto(`${server.url}/agent?project=lagoon-terraces&view=compare:b-1204,b-1404,a-501`);
    await page.locator('[data-screen="compare"] table').waitFor();
    const seen = () =>
      page.evaluate(() => {
        const isSeen = (element: Element) => {
          const { left, right } = element.getBoundingClientRect();
          return left >= 0 && right <= innerWidth;
        };
        const names = [...document.querySelectorAll('th[scope="row"]')].slice(1);
        return {
          homes: [...document.querySelectorAll<HTMLElement>("th[data-anchor]")]
            .filter(isSeen)
            .map(({ dataset }) => dataset["anchor"]),
          named: names.length > 5 && names.every(isSeen),
        };
      });
    expect(await seen()).toEqual({ homes: ["unit:b-1204", "unit:b-1404"], named: true });
    const cut = await page
      .locator("td")
      .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).length);
    expect(cut).toBe(0);
    await picture(page, `compare-${locale}`);
    await page.locator('th[data-anchor="unit:a-501"]').scrollIntoViewIfNeeded();
    await page
      .locator('th[data-anchor="unit:a-501"]')
      .evaluate((head) => head.scrollIntoView({ inline: "end", block: "nearest" }));
    await expect.poll(seen).toEqual({ homes: ["unit:b-1404", "unit:a-501"], named: true });
    expect([await overflowOf(page), await axe(page), complaints]).toEqual([0, [], []]);
  },
);
