import { expect, test } from "vitest";
import { picture } from "../../support/browser/browser.ts";
import { homeOn, openTowerB, openViewing } from "../../support/browser/viewing.ts";
import { longTest } from "../../support/size.ts";

test("an exploring buyer asks to show a home, and one press opens it for all", async () => {
  const { desk, phone } = await openViewing();
  await phone.page.getByRole("button", { name: "Look around" }).tap();
  await phone.page.getByRole("button", { name: "Towers" }).tap();
  await phone.page.getByRole("main").getByRole("gridcell").first().waitFor();
  await phone.page.getByRole("button", { name: "Show this to all" }).tap();
  await phone.page.getByText("Your agent sees what you would like to show").waitFor();
  await picture(phone.page, "ask phone");
  await desk.page.locator("output").getByText("would like to show Tower A").waitFor();
  await picture(desk.page, "ask desk");
  await desk.page.getByRole("button", { name: "Show to all" }).click();
  await homeOn(desk.page, "a-301").waitFor();
  await expect.poll(() => desk.page.getByText("would like to show").count()).toBe(0);
  expect([...desk.complaints, ...phone.complaints]).toEqual([]);
});

longTest(
  "a buyer's long press is a mark on the desk for three seconds, and opens nothing",
  async () => {
    const { desk, phone } = await openViewing();
    await openTowerB(desk.page);
    const cell = homeOn(phone.page, "b-1404");
    await cell.scrollIntoViewIfNeeded();
    const box = await cell.boundingBox();
    if (box === null) throw new Error("no cell");
    const session = await phone.context.newCDPSession(phone.page);
    const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [at] });
    const ring = phone.page.locator(".hold-ring");
    await ring.waitFor();
    await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    const hand = desk.page.getByRole("main").locator(".agent-pointer[data-buyer]");
    await expect.poll(() => hand.getAttribute("data-off")).toBeNull();
    expect(await hand.innerText()).toBe("Bob");
    await picture(desk.page, "mark desk");
    await picture(phone.page, "mark phone");
    const target = await homeOn(desk.page, "b-1404").boundingBox();
    const arrow = await hand.boundingBox();
    if (target === null || arrow === null) throw new Error("no mark");
    expect(arrow.x).toBeGreaterThanOrEqual(target.x - 4);
    expect(arrow.x).toBeLessThanOrEqual(target.x + target.width + 4);
    expect(arrow.y).toBeGreaterThanOrEqual(target.y - 4);
    expect(arrow.y).toBeLessThanOrEqual(target.y + target.height + 4);
    await expect.poll(() => hand.count(), { timeout: 10_000 }).toBe(0);
    await expect.poll(() => ring.count()).toBe(0);
    expect(await phone.page.getByText("Your agent is presenting").count()).toBe(1);
  },
);
