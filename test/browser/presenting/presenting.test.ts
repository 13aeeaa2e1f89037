import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { picture } from "../../support/browser/browser.ts";
import { homeOn, openTowerB, openViewing } from "../../support/browser/viewing.ts";
import { longTest } from "../../support/size.ts";

const board = (page: Page) => page.getByRole("main").locator(".stage");

test("from the sign-in to a highlighted home on the buyer's phone, and to the end", async () => {
  const { desk, phone } = await openViewing();
  await desk.page.getByText("Bob", { exact: true }).waitFor();
  await openTowerB(desk.page);
  await phone.page.getByRole("heading", { name: "Tower B" }).waitFor();

  await homeOn(desk.page, "b-1204").hover();
  await phone.page.locator('[data-anchor="unit:b-1204"][data-highlighted]').waitFor();
  await picture(desk.page, "presenting-desk");
  await picture(phone.page, "highlight-phone");

  await homeOn(desk.page, "b-1204").click();
  await phone.page.getByRole("heading", { name: "B-1204" }).waitFor();
  await picture(phone.page, "home-phone");
  await picture(desk.page, "home-desk");

  await desk.page.getByRole("button", { name: "End", exact: true }).click();
  await desk.page.getByRole("button", { name: "End for everybody" }).click();
  await phone.page.getByText("Thank you for coming").waitFor();
  await picture(phone.page, "ended-phone");
  expect([...desk.complaints, ...phone.complaints]).toEqual([]);
});

test("the agent's pointer on a plan is shown at the same point of the buyer's plan", async () => {
  const { desk, phone } = await openViewing();
  await openTowerB(desk.page);
  await homeOn(desk.page, "b-1204").click();
  const drawing = '[data-surface][data-anchor^="layout:"]';
  const plan = board(desk.page).locator(drawing).first();
  const at = { x: 0.5, y: 0.4 };
  const box = await plan.boundingBox();
  if (box === null) throw new Error("no plan on the desk");
  // A resting pointer fades, and a busy machine may take longer: it keeps moving at its place.
  const point = async (): Promise<void> => {
    const [x, y] = [box.x + at.x * box.width, box.y + at.y * box.height];
    await desk.page.mouse.move(x + 1, y);
    await desk.page.mouse.move(x, y);
  };

  /** Distance of the agent's pointer from its place, in pixels of the screen. */
  const missed = async (stage: Locator): Promise<number> => {
    await point();
    const pointer = stage.locator(".agent-pointer:not([data-off])");
    const [shown, surface] = [
      await pointer.boundingBox(),
      await stage.locator(drawing).first().boundingBox(),
    ];
    if (shown === null || surface === null) return Infinity;
    const expected = { x: surface.x + at.x * surface.width, y: surface.y + at.y * surface.height };
    return Math.hypot(shown.x - expected.x, shown.y - expected.y);
  };
  await expect.poll(() => missed(phone.page.locator(".stage"))).toBeLessThan(8);
  await expect.poll(() => missed(desk.page.locator('.stage[data-form="phone"]'))).toBeLessThan(4);
  await picture(phone.page, "pointer-phone");
});

longTest("the browser's back button takes both back; a reload continues presenting", async () => {
  const { desk, phone } = await openViewing();
  await openTowerB(desk.page);
  await homeOn(desk.page, "b-1204").click();
  await phone.page.getByRole("heading", { name: "B-1204" }).waitFor();
  await desk.page.goBack();
  await phone.page.getByRole("heading", { name: "Tower B" }).waitFor();

  await desk.page.reload();
  await desk.page.getByRole("button", { name: "End", exact: true }).waitFor();
  await homeOn(desk.page, "b-1204").click();
  await phone.page.getByRole("heading", { name: "B-1204" }).waitFor();
});

longTest("a second tab takes over; the first shows that and can take back", async () => {
  const { server, desk, phone } = await openViewing();
  const second = await desk.context.newPage();
  await second.goto(`${server.url}/agent`);
  await second.evaluate(
    (kept) => kept.forEach(([key, value]) => sessionStorage.setItem(key, value)),
    await desk.page.evaluate(() => Object.entries<string>(sessionStorage)),
  );
  await second.goto(desk.page.url());
  await second.getByRole("button", { name: "End", exact: true }).waitFor();
  await desk.page.getByRole("button", { name: "Take back" }).click();
  await openTowerB(desk.page);
  await phone.page.getByRole("heading", { name: "Tower B" }).waitFor();
  await second.getByRole("button", { name: "Take back" }).waitFor();
});

longTest("a restart of the server is a short reconnect for both", async () => {
  const { server, desk, phone } = await openViewing();
  await openTowerB(desk.page);
  await phone.page.getByRole("heading", { name: "Tower B" }).waitFor();
  await server.restart();
  await homeOn(desk.page, "b-1204").click();
  await phone.page.getByRole("heading", { name: "B-1204" }).waitFor();
});

test("the buyer explores, the agent sees it, one tap returns", async () => {
  const { desk, phone } = await openViewing();
  await openTowerB(desk.page);
  await phone.page.getByRole("heading", { name: "Tower B" }).waitFor();
  await phone.page.getByRole("button", { name: "Look around" }).tap();
  await homeOn(desk.page, "b-1204").click();
  await phone.page.getByRole("button", { name: "Back to your agent" }).waitFor();
  await desk.page.getByText("looking at").waitFor();
  await picture(phone.page, "exploring-phone");
  await phone.page.getByRole("button", { name: "Back to your agent" }).tap();
  await phone.page.getByRole("heading", { name: "B-1204" }).waitFor();
});

test("while mirroring is paused the buyer's view stays, marked as such; resuming catches up", async () => {
  const { desk, phone } = await openViewing();
  await openTowerB(desk.page);
  await phone.page.getByRole("heading", { name: "Tower B" }).waitFor();
  await desk.page.getByRole("button", { name: "Pause mirroring" }).click();
  await phone.page.getByText("Your agent is looking something up").waitFor();
  await homeOn(desk.page, "b-1204").click();
  await desk.page.getByRole("main").getByRole("heading", { name: "B-1204" }).waitFor();
  expect(await phone.page.getByRole("heading", { name: "Tower B" }).isVisible()).toBe(true);
  await picture(desk.page, "paused-desk");
  await picture(phone.page, "paused-phone");
  await desk.page.getByRole("button", { name: "Resume" }).click();
  await phone.page.getByRole("heading", { name: "B-1204" }).waitFor();
});

longTest("when the agent's tab is closed the buyer keeps the view and sees why", async () => {
  const { desk, phone } = await openViewing();
  await openTowerB(desk.page);
  await phone.page.getByRole("heading", { name: "Tower B" }).waitFor();
  await desk.page.close();
  await phone.page.getByText("Your agent has stepped away").waitFor();
  expect(await phone.page.getByRole("heading", { name: "Tower B" }).isVisible()).toBe(true);
  await picture(phone.page, "away-phone");
});

longTest("trap 4: tabs of one browser exchange nothing except through the server", async () => {
  const { link, desk } = await openViewing();
  const channels = await desk.context.newPage();
  await channels.goto(new URL("/agent", link).href);
  await channels.evaluate((room) => {
    const heard: unknown[] = [];
    Object.assign(globalThis, { heard });
    for (const name of [room, `${location.origin.replace("http", "ws")}/sync/${room}`]) {
      new BroadcastChannel(name).addEventListener("message", ({ data }) => heard.push(data));
    }
  }, new URL(link).pathname.slice(3));
  await openTowerB(desk.page);
  await desk.page.getByRole("heading", { name: "Tower B" }).waitFor();
  expect(
    await channels.evaluate(() => (globalThis as unknown as { heard: unknown[] }).heard),
  ).toEqual([]);
});
