import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { joinAsBuyer, openPage, PHONE, picture } from "../../support/browser/browser.ts";
import { homeOn, openTowerB, openViewing } from "../../support/browser/viewing.ts";
import { longTest } from "../../support/size.ts";

const board = (page: Page) => page.getByRole("main").locator(".stage");

test("trap 60: followers see the part of a home that the agent opens or points at", async () => {
  const { browser, link, desk, phone } = await openViewing();
  const other = await openPage(browser, { ...PHONE, viewport: { width: 360, height: 740 } });
  await joinAsBuyer(other.page, link, "Carol");
  await openTowerB(desk.page);
  await homeOn(desk.page, "b-1204").click();
  const tab = (page: Page, name: string) => page.getByRole("tab", { name, includeHidden: true });
  const shows = async (page: Page, name: string): Promise<void> => {
    const selected = () => tab(page, name).getAttribute("aria-selected");
    await expect.poll(selected).toBe("true");
  };
  const panel = board(desk.page).locator(".stage-panel");
  await Promise.all([shows(phone.page, "Plan"), shows(other.page, "Plan")]);

  // A press on the part itself, between its controls.
  await panel.locator('[data-part="payment"] dt').click();
  await Promise.all([shows(phone.page, "Payment"), shows(other.page, "Payment")]);
  await panel.locator('button[aria-current="true"]', { hasText: "Payment" }).waitFor();
  await expect.poll(() => desk.page.url()).toContain("view=unit:b-1204/payment");
  await phone.page.getByText("Your agent opened the payment plan of home B-1204").waitFor();
  await picture(desk.page, "payment-desk");
  await picture(phone.page, "payment-phone");

  // One buyer opens another part, which is exploring; the other still follows.
  await tab(other.page, "Location").tap();
  await shows(other.page, "Location");
  await desk.page.getByText("looking at B-1204, location").waitFor();
  await other.page.getByRole("button", { name: /Back to your agent.*payment/ }).waitFor();
  await picture(other.page, "location-exploring-phone");
  await other.page.getByRole("button", { name: "Back to your agent" }).tap();
  await shows(other.page, "Payment");

  // While the agent points at a picture, followers see the pictures.
  await panel.locator('[data-anchor="image:pool"]').hover();
  await Promise.all([shows(phone.page, "Views"), shows(other.page, "Views")]);
  await shows(desk.page, "Views");
  await picture(phone.page, "views-pointed-phone");
  await panel.getByRole("heading", { name: "B-1204" }).hover();
  await Promise.all([shows(phone.page, "Payment"), shows(other.page, "Payment")]);
  await panel.locator('[data-anchor="payment:1"]').hover();
  await phone.page.locator('[data-anchor="payment:1"][data-highlighted]').waitFor();
  await picture(phone.page, "payment-pointed-phone");

  await desk.page.goBack();
  await Promise.all([shows(phone.page, "Plan"), shows(other.page, "Plan")]);
  await panel.getByRole("button", { name: "Location" }).press("Enter");
  await Promise.all([shows(phone.page, "Location"), shows(other.page, "Location")]);
  await picture(desk.page, "location-desk");

  // A focus inside a part that the agent changes stays within the parts.
  await other.page.getByRole("button", { name: "Open the masterplan" }).focus();
  // A desk of a phone's size has the same tabs, and all see the part that it opens.
  await desk.page.setViewportSize({ width: 390, height: 844 });
  await board(desk.page).getByRole("tab", { name: "Payment" }).click();
  await Promise.all([shows(phone.page, "Payment"), shows(other.page, "Payment")]);
  await expect
    .poll(() => other.page.evaluate(() => document.activeElement?.textContent))
    .toBe("Payment");
  await desk.page.goBack();
  await desk.page.goBack();
  await desk.page.goBack();
  await homeOn(desk.page, "b-1404").click();
  await phone.page.getByRole("heading", { name: "B-1404" }).waitFor();
  expect([...desk.complaints, ...phone.complaints, ...other.complaints]).toEqual([]);
});

longTest(
  "trap 60: a home's sheet over the agent's view is exploring, and returning closes it",
  async () => {
    const { browser, link, desk, phone } = await openViewing();
    const back = (page: Page) => page.getByRole("button", { name: "Back to your agent" });
    const sheet = (page: Page, home: string) =>
      page.getByRole("region", { name: home, exact: true });
    const smallPhone = desk.page.locator('aside .stage[data-form="phone"]');
    await openTowerB(desk.page);
    await homeOn(phone.page, "b-1204").tap();
    await sheet(phone.page, "B-1204").waitFor();
    await phone.page.getByText("Looking around").waitFor();
    await desk.page.getByText("looking at B-1204").waitFor();
    await desk.page.getByText("What Bob sees").waitFor();
    await smallPhone.getByText("B-1204", { exact: true }).first().waitFor();
    await picture(phone.page, "sheet-board-phone");
    await picture(desk.page, "sheet-board-desk");
    await back(phone.page).tap();
    await phone.page.getByText("Your agent is presenting").waitFor();
    await desk.page.getByText("What the buyer sees").waitFor();
    expect(await sheet(phone.page, "B-1204").count()).toBe(0);

    // Closed by its own button, the keyboard or the browser's back button, the phone follows as before.
    const closings = [
      () => phone.page.getByRole("button", { name: "Back to the board" }).tap(),
      () => phone.page.keyboard.press("Escape"),
      () => phone.page.goBack(),
    ];
    for (const close of closings) {
      await homeOn(phone.page, "b-1404").tap();
      await sheet(phone.page, "B-1404").waitFor();
      await close();
      await sheet(phone.page, "B-1404").waitFor({ state: "detached" });
      await phone.page.getByText("Your agent is presenting").waitFor();
    }

    const other = await openPage(browser, { ...PHONE, viewport: { width: 360, height: 740 } });
    await joinAsBuyer(other.page, link, "Carol");
    await board(desk.page).getByRole("button", { name: "Open floor 12", exact: true }).click();
    await other.page.locator('[data-anchor="unit:b-1204"]').first().tap();
    await sheet(other.page, "B-1204").waitFor();
    await desk.page.getByText("looking at B-1204").waitFor();
    await phone.page.getByText("Your agent is presenting").waitFor();
    await desk.page.getByText("What the buyer sees").waitFor();
    await picture(other.page, "sheet-floor-phone");
    await desk.page.getByRole("button", { name: "Bring back" }).click();
    await other.page.getByText("Your agent invites you back").waitFor();
    await back(other.page)
      .or(other.page.getByRole("button", { name: "Your agent invites" }))
      .tap();
    await sheet(other.page, "B-1204").waitFor({ state: "detached" });
    await other.page.getByText("Your agent is presenting").waitFor();

    // The filters of the layouts cover the agent's view too.
    const rail = desk.page.getByRole("navigation", { name: "Development" });
    await rail.getByRole("button", { name: /^Layouts/ }).click();
    await other.page.getByRole("button", { name: "Filters" }).tap();
    await desk.page.getByText("looking at Layouts").waitFor();
    await other.page.getByRole("dialog", { name: "Filters" }).waitFor();
    await other.page.keyboard.press("Escape");
    await other.page.getByText("Your agent is presenting").waitFor();
    expect([...desk.complaints, ...phone.complaints, ...other.complaints]).toEqual([]);
  },
);

longTest(
  "a filtered board is marked on both sides: the agent clears it for all, a buyer for themselves",
  async () => {
    const { desk, phone } = await openViewing();
    const note = (page: Page) =>
      page.getByRole("main").getByRole("region", { name: "Filters that are on" });
    const rail = desk.page.getByRole("navigation", { name: "Development" });
    await rail.getByRole("button", { name: /^Layouts/ }).click();
    await board(desk.page)
      .getByRole("button", { name: /^Two bedrooms,/ })
      .click();
    await openTowerB(desk.page);
    for (const { page } of [desk, phone]) {
      await note(page).getByText("Two bedrooms").waitFor();
      await note(page)
        .getByText(/of 143 homes fit/)
        .waitFor();
    }
    await picture(desk.page, "filtered-board-desk");
    await picture(phone.page, "filtered-board-phone");

    await note(phone.page).getByRole("button", { name: "Clear all" }).tap();
    await phone.page.getByText("Looking around").waitFor();
    await note(phone.page).waitFor({ state: "detached" });
    expect(await note(desk.page).count()).toBe(1);
    await phone.page.getByRole("button", { name: "Back to your agent" }).tap();
    await note(phone.page).waitFor();

    await note(desk.page).getByRole("button", { name: "Clear all" }).click();
    await note(phone.page).waitFor({ state: "detached" });
    await phone.page.getByText("Your agent is presenting").waitFor();
    expect([...desk.complaints, ...phone.complaints]).toEqual([]);
  },
);
