import type { Browser, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { axe, overflowOf } from "../../support/browser/axe.ts";
import { DESK, openPage, picture } from "../../support/browser/browser.ts";
import { homeOn, openTowerB, openViewing } from "../../support/browser/viewing.ts";
import { longTest } from "../../support/size.ts";

const bar = (page: Page) => page.getByRole("banner");
const presenters = (page: Page) => page.getByRole("list", { name: "Who presents" });
const chip = (page: Page, text: string | RegExp) =>
  presenters(page).getByRole("listitem").filter({ hasText: text });

/** Invites a colleague through the dialog, closes it and returns the link. */
async function inviteColleague(page: Page): Promise<string> {
  await bar(page).getByRole("button", { name: "Invite a colleague" }).click();
  const mailto = await page.getByRole("link", { name: "E-mail" }).getAttribute("href");
  const link = /https?:\/\/\S+\/agent\/join\/\S+/.exec(decodeURIComponent(mailto ?? ""))?.[0];
  if (link === undefined) throw new Error(`no link in ${mailto}`);
  await page.keyboard.press("Escape");
  return link;
}

async function joinAsColleague(page: Page, link: string, name: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel("Your name, as buyers see it").fill(name);
  await page.getByRole("button", { name: "Join and present" }).click();
  await bar(page).getByRole("button", { name: "Leave" }).waitFor();
}

async function openColleague(browser: Browser, link: string, name = "Boris") {
  const opened = await openPage(browser, DESK);
  await joinAsColleague(opened.page, link, name);
  return opened;
}

/** The agent, a colleague who joined by the link, and Bob on his phone. */
async function openTogether() {
  const viewing = await openViewing();
  const colleagueLink = await inviteColleague(viewing.desk.page);
  const colleague = await openColleague(viewing.browser, colleagueLink);
  await chip(viewing.desk.page, "Boris").waitFor();
  return { ...viewing, colleague, colleagueLink };
}

describe("two desks and a phone", () => {
  test("both open views, the phone and the other desk follow, the bars name the active presenter", async () => {
    const { desk, colleague, phone } = await openTogether();
    await openTowerB(colleague.page);
    await phone.page.getByRole("heading", { name: "Tower B" }).waitFor();
    await chip(desk.page, "Boris opened Tower B").waitFor();
    await chip(colleague.page, "You presenting now").waitFor();
    await picture(desk.page, "colleague-drives-owner");
    await picture(colleague.page, "colleague-drives-colleague");

    await homeOn(desk.page, "b-1204").click();
    await phone.page.getByRole("heading", { name: "B-1204" }).waitFor();
    await colleague.page.getByRole("heading", { name: "B-1204" }).waitFor();
    await chip(colleague.page, "Layla opened B-1204").waitFor();
    await chip(desk.page, "You presenting now").waitFor();
    await picture(phone.page, "colleague-phone");
    expect([...desk.complaints, ...colleague.complaints, ...phone.complaints]).toEqual([]);
  });

  longTest(
    "each sees the pointers of all others under their names, and the phone sees all",
    async () => {
      const { browser, desk, colleague, colleagueLink, phone } = await openTogether();
      const third = await openColleague(browser, colleagueLink, "Clara");
      await openTowerB(desk.page);
      await homeOn(desk.page, "b-1204").click();
      const plan = (page: Page) =>
        page.getByRole("main").locator('.stage [data-surface][data-anchor^="layout:"]').first();
      const pointAt = async (page: Page, share: number) => {
        const box = await plan(page).boundingBox();
        if (box === null) throw new Error("no plan on the desk");
        const [x, y] = [box.x + share * box.width, box.y + share * box.height];
        await page.mouse.move(x, y);
        await page.mouse.move(x + 4, y);
      };
      await Promise.all([desk, colleague, third].map(({ page }) => plan(page).waitFor()));
      const seen = (page: Page, name: string) =>
        page
          .getByRole("main")
          .locator(".agent-pointer:not([data-off])")
          .filter({ hasText: name })
          .count();
      const hands = [
        [phone.page, "Clara"],
        [desk.page, "Clara"],
        [colleague.page, "Clara"],
        [third.page, "Boris"],
        [third.page, "Layla"],
        [desk.page, "Boris"],
        [colleague.page, "Layla"],
        [phone.page, "Boris"],
        [phone.page, "Layla"],
      ] as const;
      // A resting pointer fades: all move until each has been seen, which on a busy machine takes more than one check.
      const unseen = new Set(hands);
      const lookOnce = async () => {
        await pointAt(desk.page, 0.3);
        await pointAt(colleague.page, 0.7);
        await pointAt(third.page, 0.5);
        for (const hand of unseen) if ((await seen(hand[0], hand[1])) === 1) unseen.delete(hand);
        return unseen.size;
      };
      await expect.poll(lookOnce).toBe(0);
      await picture(phone.page, "colleague-three-hands");
      await picture(desk.page, "colleague-three-hands-desk");
    },
  );

  longTest(
    "a colleague's desk has none of the agent's own actions, and axe finds no violation",
    async () => {
      const { desk, colleague } = await openTogether();
      for (const name of ["End", "Extend", "Invite", "Invite a colleague", "Inspector"]) {
        expect(await bar(desk.page).getByRole("button", { name, exact: true }).count()).toBe(1);
        expect(await bar(colleague.page).getByRole("button", { name, exact: true }).count()).toBe(
          0,
        );
      }
      await homeOn(colleague.page, "b-1204").waitFor({ state: "hidden" });
      await openTowerB(colleague.page);
      await homeOn(colleague.page, "b-1204").click();
      await desk.page.getByRole("button", { name: /^Status of B-1204/ }).waitFor();
      expect(await colleague.page.getByRole("button", { name: /^Status of/ }).count()).toBe(0);
      expect([await axe(desk.page), await axe(colleague.page)]).toEqual([[], []]);
      expect([await overflowOf(desk.page), await overflowOf(colleague.page)]).toEqual([0, 0]);
    },
  );

  longTest(
    "a reload continues as the same participant; another tab replaces the first",
    async () => {
      const { desk, colleague, colleagueLink, phone } = await openTogether();
      await colleague.page.reload();
      await bar(colleague.page).getByRole("button", { name: "Leave" }).waitFor();
      expect(new URL(colleague.page.url()).hash).toBe("");
      const second = await colleague.context.newPage();
      await second.goto(colleagueLink);
      await bar(second).getByRole("button", { name: "Leave" }).waitFor();
      await colleague.page.getByRole("button", { name: "Take back" }).waitFor();
      await expect.poll(() => presenters(desk.page).getByRole("listitem").count()).toBe(2);
      await openTowerB(second);
      await phone.page.getByRole("heading", { name: "Tower B" }).waitFor();
    },
  );
});

longTest("the agent leaves and the colleague presents on; a returning agent sees it", async () => {
  const { desk, colleague, phone, link } = await openTogether();
  const place = desk.page.url();
  await desk.page.goto("about:blank");
  await presenters(colleague.page).waitFor({ state: "detached" });
  await openTowerB(colleague.page);
  await phone.page.getByRole("heading", { name: "Tower B" }).waitFor();
  await phone.page.getByText(/^.?Boris.? is presenting$/).waitFor();
  await picture(phone.page, "colleague-alone-phone");
  await desk.page.goto(place);
  await desk.page.getByText("Boris presents with you.").waitFor();
  await desk.page.getByRole("heading", { name: "Tower B" }).first().waitFor();
  await phone.page.getByText(/Boris.? and .?Layla.? are presenting/).waitFor();
  expect(link).toContain("/p/");
});

longTest("a withdrawn colleague sees an explanation; the buyer's page is unaffected", async () => {
  const { desk, colleague, colleagueLink, phone } = await openTogether();
  await openTowerB(colleague.page);
  await phone.page.getByRole("heading", { name: "Tower B" }).waitFor();
  await bar(desk.page).getByRole("button", { name: "Invite a colleague" }).click();
  const dialog = desk.page.getByRole("dialog", { name: "Present with a colleague" });
  await dialog.getByText("Presenting with you: Boris").waitFor();
  expect(await axe(desk.page)).toEqual([]);
  await picture(desk.page, "colleague-dialog");
  await dialog.getByRole("button", { name: "Take the link back" }).click();
  await colleague.page.getByRole("heading", { name: "Thank you for presenting" }).waitFor();
  await colleague.page.getByText("Layla goes on presenting alone.").waitFor();
  expect(await axe(colleague.page)).toEqual([]);
  await picture(colleague.page, "colleague-withdrawn");
  await presenters(desk.page).waitFor({ state: "detached" });
  expect(await phone.page.getByRole("heading", { name: "Tower B" }).isVisible()).toBe(true);
  await colleague.page.goto("about:blank");
  await colleague.page.goto(colleagueLink);
  await colleague.page.getByRole("heading", { name: "This link does not open" }).waitFor();
});

longTest("on the join page nobody presents yet, and a name is asked for", async () => {
  const { browser, desk } = await openViewing();
  const link = await inviteColleague(desk.page);
  const { page, complaints } = await openPage(browser, DESK);
  await page.goto(link);
  await page.getByRole("heading", { name: "Layla invites you to present" }).waitFor();
  expect(await axe(page)).toEqual([]);
  await picture(page, "colleague-door");
  await page.getByRole("button", { name: "Join and present" }).click();
  await page.getByText("Buyers see who presents").waitFor();
  expect(await presenters(desk.page).count()).toBe(0);
  expect(complaints).toEqual([]);
});
