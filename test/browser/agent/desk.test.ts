import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { JoinResponse } from "../../../schema/protocol/api.ts";
import { axe, overflowOf } from "../../support/browser/axe.ts";
import { AGENT_KEY } from "../../support/server/serverCalls.ts";
import {
  DESK,
  joinAsBuyer,
  openBrowser,
  openPage,
  PHONE,
  picture,
  signInLink,
  startPresenting,
} from "../../support/browser/browser.ts";
import { openStockClient } from "../../support/server/wires/stockClient.ts";
import { openTestServer } from "../../support/server/testServer.ts";
import { homeOn, openTowerB, openViewing } from "../../support/browser/viewing.ts";
import { longTest, someOf } from "../../support/size.ts";

longTest(
  "the agent recalls an exploring buyer, who may stay, and return when asked again",
  async () => {
    const { desk, phone } = await openViewing();
    const bringBack = desk.page.getByRole("button", { name: "Bring back" });
    await openTowerB(desk.page);
    await phone.page.getByRole("heading", { name: "Tower B" }).waitFor();
    expect(await bringBack.isVisible()).toBe(false);
    await phone.page.getByRole("button", { name: "Look around" }).tap();
    await homeOn(desk.page, "b-1204").click();
    await bringBack.click();
    const asked = phone.page.getByRole("button", { name: "Your agent invites you back" });
    await asked.waitFor();
    await picture(phone.page, "asked-back-phone");
    await picture(desk.page, "bring-back-desk");
    expect(await axe(desk.page)).toEqual([]);

    await phone.page.getByRole("button", { name: "Stay here" }).tap();
    await phone.page.getByRole("button", { name: "Back to your agent" }).waitFor();
    expect(await phone.page.getByRole("heading", { name: "Tower B" }).isVisible()).toBe(true);
    expect(await desk.page.getByText("looking at Tower B").isVisible()).toBe(true);

    await bringBack.click();
    await asked.tap();
    await phone.page.getByRole("heading", { name: "B-1204" }).waitFor();
    await bringBack.waitFor({ state: "hidden" });
    await phone.page.getByRole("button", { name: "Look around" }).tap();
    await phone.page.getByRole("button", { name: "Back to your agent" }).waitFor();
    expect([...desk.complaints, ...phone.complaints]).toEqual([]);
  },
);

longTest("five minutes before the end both sides show it, and one tap extends it", async () => {
  const server = await openTestServer();
  const browser = await openBrowser();
  const desk = await openPage(browser, DESK);
  await desk.page.goto(signInLink(server));
  const link = await startPresenting(desk.page);
  const path = `/api/presentations/${new URL(link).pathname.slice("/p/".length)}`;
  await server.call("PATCH", path, { minutes: 5.05 }, await server.signIn());
  await desk.page.reload();
  const phone = await openPage(browser, PHONE);
  await joinAsBuyer(phone.page, link);

  const more = desk.page.getByRole("button", { name: "Extend by 15 min" });
  await more.waitFor();
  const ending = phone.page.getByText("The viewing closes in");
  await ending.waitFor();
  await picture(desk.page, "five-minutes-desk");
  expect([...(await axe(desk.page)), ...(await axe(phone.page))]).toEqual([]);
  await picture(phone.page, "five-minutes-phone");

  await more.click();
  await desk.page.getByText("Open until").waitFor();
  await desk.page.getByRole("button", { name: "Extend", exact: true }).waitFor();
  await ending.waitFor({ state: "hidden", timeout: 30_000 });

  // Extending adds to the remaining time: some twenty minutes and fifteen more are thirty-five.
  await desk.page.getByRole("button", { name: "Extend", exact: true }).click();
  await picture(desk.page, "extend-desk");
  await desk.page.getByRole("menuitem", { name: /^15 min more, until / }).click();
  await expect
    .poll(() => desk.page.getByRole("timer").textContent(), { timeout: 10_000 })
    .toMatch(/^3[45]:/);
  expect([...desk.complaints, ...phone.complaints]).toEqual([]);
});

longTest(
  "a small desk shows the whole board beside a home, and the home's plan larger when pressed",
  async () => {
    const server = await openTestServer();
    const browser = await openBrowser();
    const { page, complaints } = await openPage(browser, DESK);
    await page.goto(signInLink(server));
    await openTowerB(page);
    await page.setViewportSize({ width: 1024, height: 768 });
    await homeOn(page, "b-1204").click();
    const plan = page.getByRole("button", { name: /^Open the plan of .* larger$/ });
    await plan.waitFor();
    const hiddenPixels = await page
      .locator(".building-scroll")
      .evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
    expect(hiddenPixels).toBe(0);
    expect(await axe(page)).toEqual([]);
    await picture(page, "small-desk");
    await plan.click();
    await page.getByText("Homes with this layout").waitFor();
    await page.getByText("4 m", { exact: true }).waitFor();
    await picture(page, "layout-large-desk");
    expect(await axe(page)).toEqual([]);
    expect(complaints).toEqual([]);
  },
);

const nameCard = (page: Page) => page.getByRole("form", { name: "What should buyers call you?" });

test("an agent is asked for a name beside the work, Settings change it, and buyers read it", async () => {
  const server = await openTestServer();
  const browser = await openBrowser();
  const desk = await openPage(browser, DESK);
  await desk.page.goto(signInLink(server));
  await nameCard(desk.page).getByText("Buyers will read: “Your agent invites you.”").waitFor();
  expect(await desk.page.evaluate(() => document.activeElement?.tagName)).toBe("BODY");
  expect(await axe(desk.page)).toEqual([]);
  await picture(desk.page, "name-asked");
  // The question waits while the agent works.
  const link = await startPresenting(desk.page);
  await desk.page.getByRole("button", { name: "Invite", exact: true }).click();
  const command = `HOST=0.0.0.0 PUBLIC_URL=http://192.168.7.20:${new URL(link).port} npm start`;
  await desk.page.getByText(command).waitFor();
  await picture(desk.page, "invite-loopback");
  await desk.page.keyboard.press("Escape");

  const phone = await openPage(browser, PHONE);
  await phone.page.goto(link);
  await phone.page.getByText("Your agent invites you to a private viewing").waitFor();
  const arabic = await openPage(browser, { ...PHONE, locale: "ar" });
  await arabic.page.goto(link);
  await arabic.page.getByText("يدعوك وكيلك إلى عرض خاص").waitFor();
  await picture(arabic.page, "join-unnamed-ar");
  await joinAsBuyer(phone.page, link);

  await desk.page.getByRole("button", { name: "Settings" }).click();
  await desk.page.getByRole("menuitem", { name: "Your name" }).click();
  await desk.page.getByLabel("Your name, as buyers see it").fill("Layla Haddad");
  await picture(desk.page, "name-dialog");
  expect(await axe(desk.page)).toEqual([]);
  await desk.page.getByRole("button", { name: "Save" }).click();
  // Present buyers see the presenter's name now; later ones read it on the invitation.
  await phone.page.getByText(/Layla Haddad.? is presenting/).waitFor();
  await arabic.page.reload();
  await arabic.page.getByText("Layla Haddad").waitFor();
  await openTowerB(desk.page);
  await phone.page.getByRole("heading", { name: "Tower B" }).waitFor();

  await desk.page.evaluate(() => sessionStorage.clear());
  await desk.page.goto("about:blank");
  await desk.page.goto(signInLink(server));
  await desk.page.getByRole("button", { name: "Remote presentation" }).waitFor();
  expect(await nameCard(desk.page).count()).toBe(0);
  expect([...desk.complaints, ...phone.complaints, ...arabic.complaints]).toEqual([]);
});

/** Texts of the buttons in a part of the page whose centre is covered or out of sight without scrolling. */
const outOfSight = (page: Page, part: string): Promise<readonly string[]> =>
  page.evaluate((selector) => {
    const buttons = [...document.querySelectorAll<HTMLElement>(`${selector} button`)];
    return buttons
      .filter((button) => button.checkVisibility())
      .filter((button) => {
        const { left, top, width, height } = button.getBoundingClientRect();
        const at = document.elementFromPoint(left + width / 2, top + height / 2);
        return at === null || !(button.contains(at) || at.contains(button));
      })
      .map((button) => button.textContent);
  }, part);

/** Pixels of a part of the desk that its scroller or the window cuts off. */
const cutOff = (page: Page, part: string): Promise<number> =>
  page.evaluate((selector) => {
    const element = document.querySelector(selector);
    if (element === null) throw new Error(`no ${selector}`);
    const own = element.getBoundingClientRect();
    const scroller = element.closest("[data-clip]")?.getBoundingClientRect();
    const top = Math.max(0, scroller?.top ?? 0);
    const bottom = Math.min(innerHeight, scroller?.bottom ?? innerHeight);
    return Math.round(Math.max(0, top - own.top) + Math.max(0, own.bottom - bottom));
  }, part);

test.for(
  someOf(
    [
      { width: 1280, height: 720, locale: "en-GB" },
      { width: 1280, height: 720, locale: "ru-RU" },
      { width: 1366, height: 768, locale: "ar-AE" },
    ],
    2,
  ),
)(
  "a laptop's desk has all of its rail in sight: $width × $height, $locale",
  async ({ width, height, locale }) => {
    const server = await openTestServer();
    const options = { viewport: { width, height }, locale };
    const { page, complaints } = await openPage(await openBrowser(), options);
    await page.goto(signInLink(server));
    await page.locator("main .stage-view").waitFor();
    for (const view of ["unit:b-1204", "compare:b-1204,b-1404,a-501"]) {
      await page.goto(`${server.url}/agent?project=lagoon-terraces&view=${view}`);
      await page.locator("main .stage-view").waitFor();
      expect(await outOfSight(page, "aside nav")).toEqual([]);
      const scrolled = await page
        .locator("aside nav > div")
        .evaluateAll((all) => all.filter((one) => one.scrollHeight > one.clientHeight + 1).length);
      expect(scrolled).toBe(0);
    }
    await page.goto(`${server.url}/agent?project=lagoon-terraces&view=unit:b-1204`);
    const panel = page.locator("article", { has: page.locator('[data-part="payment"]') });
    await panel.locator("nav button").nth(2).click();
    // The part that is opened is seen whole, under the home's number and the tabs.
    await expect.poll(() => cutOff(page, '[data-part="payment"]')).toBe(0);
    expect(await cutOff(page, "article h1")).toBe(0);
    expect(await outOfSight(page, "article nav")).toEqual([]);
    await panel.locator("nav button").nth(3).click();
    await expect.poll(() => cutOff(page, '[data-part="location"]')).toBe(0);
    expect(await cutOff(page, "article h1")).toBe(0);
    await picture(page, `laptop-${width}-${locale}`);
    expect([await overflowOf(page), await axe(page), complaints]).toEqual([0, [], []]);
  },
);

test.for(someOf(["en-GB", "ru-RU", "ar-AE"]))(
  "two viewers stand whole in the bar of a laptop, one of them looking around: %s",
  async (locale) => {
    const server = await openTestServer();
    const options = { viewport: { width: 1280, height: 720 }, locale };
    const { page, complaints } = await openPage(await openBrowser(), options);
    await page.goto(signInLink(server));
    await page.locator("[data-invites]").click();
    await page.locator('[role="dialog"] [type="submit"]').click();
    const mail = await page.locator('a[href^="mailto:"]').getAttribute("href");
    await page.keyboard.press("Escape");
    const link = new URL(/https?:\/\/\S+\/p\/\S+/.exec(decodeURIComponent(mail ?? ""))?.[0] ?? "");
    for (const name of ["Bob", "Александра Константиновна"]) {
      const joined = await server.call(
        "POST",
        `/api/presentations/${link.pathname.split("/")[2]}/join`,
        { secret: link.hash.slice(1), name },
      );
      const { room, token } = (await joined.json()) as JoinResponse;
      const client = openStockClient(server.url, room, token);
      await client.synced();
      const view = { screen: "building", building: "b" };
      client.provider.awareness.setLocalState({
        role: "buyer",
        name,
        attention: name === "Bob" ? { state: "exploring", view } : { state: "following" },
      });
    }
    const bar = page.getByRole("banner");
    const chips = bar.locator("li");
    await expect.poll(() => chips.count()).toBe(2);
    await expect.poll(() => chips.first().textContent()).toMatch(/B/);
    const cut = await bar
      .locator("ul")
      .evaluateAll((lists) =>
        lists.map((list) => Math.max(0, list.scrollWidth - list.clientWidth)),
      );
    expect(cut).toEqual([0]);
    expect(await overflowOf(page)).toBe(0);
    await picture(page, `two-viewers-${locale}`);
    expect([await axe(page), complaints]).toEqual([[], []]);
  },
);

longTest("the phone in the rail shows the buyer's status while mirroring is paused", async () => {
  const { desk } = await openViewing();
  await desk.page.getByRole("button", { name: "Pause mirroring" }).click();
  const said = desk.page.getByText("Your agent is looking something up");
  await said.waitFor();
  expect(await said.count()).toBe(1);
  expect(await axe(desk.page)).toEqual([]);
});

interface Focused {
  readonly name: string;
  readonly ringed: boolean;
}

/** The focused element: its accessible name, and whether a focus ring is visible. */
const focused = (page: Page): Promise<Focused> =>
  page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    const ringed = [element, ...element.querySelectorAll("*")].some((one) => {
      const { boxShadow, outlineStyle } = getComputedStyle(one);
      return boxShadow !== "none" || outlineStyle !== "none";
    });
    const name = element.getAttribute("aria-label") ?? element.textContent;
    return { name: name.replaceAll(/\s+/g, " ").trim().slice(0, 60), ringed };
  });

/** Presses a key until an element of this name has the focus; each stop must have a visible ring. */
async function focusBy(page: Page, key: string, name: RegExp): Promise<void> {
  const stops: string[] = [];
  for (let press = 0; press < 80; press += 1) {
    await page.keyboard.press(key);
    const stop = await focused(page);
    stops.push(stop.name);
    expect(stop, "a stop without a ring").toMatchObject({ ringed: true });
    if (name.test(stop.name)) return;
  }
  throw new Error(`${name} cannot be reached: ${stops.join(" | ")}`);
}

test("from the sign-in to the end by keyboard alone", async () => {
  const server = await openTestServer();
  const browser = await openBrowser();
  const { page, complaints } = await openPage(browser, DESK);
  const press = (key: string) => page.keyboard.press(key);
  await page.goto(`${server.url}/agent`);
  await page.getByLabel("Sign-in key").waitFor();
  await page.keyboard.type(AGENT_KEY);
  await press("Enter");
  await page.getByRole("button", { name: "Remote presentation" }).waitFor();

  await focusBy(page, "Tab", /^Tower B,/);
  await press("Enter");
  await page.getByRole("heading", { name: "Tower B" }).waitFor();
  await focusBy(page, "Tab", /^B-[\dPH]+,/);
  await focusBy(page, "ArrowLeft", /^Open floor PH/);
  await focusBy(page, "ArrowDown", /^Open floor 23/);
  await focusBy(page, "ArrowRight", /^B-2302,/);
  await focusBy(page, "ArrowDown", /^B-12\d\d,/);
  await focusBy(page, "ArrowRight", /^B-1204,/);
  await press("Enter");
  await page.getByRole("heading", { name: "B-1204" }).waitFor();
  await focusBy(page, "Tab", /^Shortlist/);
  await press("Space");

  await focusBy(page, "Shift+Tab", /^Remote presentation/);
  await press("Enter");
  const name = page.getByLabel("Buyer’s name");
  await name.waitFor();
  await expect.poll(async () => name.evaluate((field) => field.matches(":focus"))).toBe(true);
  await page.keyboard.type("Bob");
  await press("Enter");
  await page.getByRole("link", { name: "E-mail" }).waitFor();
  await press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await expect.poll(async () => (await focused(page)).name).toBe("Invite");

  await focusBy(page, "Tab", /^Pause mirroring$/);
  await press("Enter");
  await page.getByText("Paused. Buyers see B-1204").waitFor();
  await expect.poll(async () => (await focused(page)).name).toBe("Resume");
  await press("Enter");
  await focusBy(page, "Tab", /^End$/);
  await press("Enter");
  await expect.poll(async () => (await focused(page)).name).toBe("Go on presenting");
  await press("Escape");
  await page.getByRole("alertdialog").waitFor({ state: "detached" });
  await expect.poll(async () => (await focused(page)).name).toBe("End");
  await press("Enter");
  await expect.poll(async () => (await focused(page)).name).toBe("Go on presenting");
  await focusBy(page, "Shift+Tab", /^End for everybody$/);
  await press("Enter");
  await page.getByRole("button", { name: "Remote presentation" }).waitFor();
  expect(complaints).toEqual([]);
});

longTest(
  "an entered name is applied when the agent continues, and a skipped question does not return",
  async () => {
    const server = await openTestServer();
    const browser = await openBrowser();
    const typing = await openPage(browser, DESK);
    await typing.page.goto(signInLink(server));
    await typing.page.getByLabel("Your name").fill("Layla");
    await nameCard(typing.page).getByText("Buyers will read: “Layla invites you.”").waitFor();
    const link = await startPresenting(typing.page);
    const phone = await openPage(browser, PHONE);
    await phone.page.goto(link);
    await phone.page.getByText("Layla invites you to a private viewing").waitFor();

    const skipping = await openPage(browser, PHONE);
    await skipping.page.goto(signInLink(server));
    await skipping.page.getByLabel("Your name").fill("La");
    await nameCard(skipping.page).getByRole("button", { name: "Skip" }).tap();
    await nameCard(skipping.page).waitFor({ state: "detached" });
    await skipping.page.goto("about:blank");
    await skipping.page.goto(signInLink(server));
    await skipping.page.getByRole("button", { name: "Remote presentation" }).waitFor();
    expect(await nameCard(skipping.page).count()).toBe(0);
    expect([...typing.complaints, ...skipping.complaints]).toEqual([]);
  },
);

longTest(
  "without a network the sign-in retries by itself, and changed input is sent anew",
  async () => {
    const server = await openTestServer();
    const desk = await openPage(await openBrowser(), DESK);
    await desk.page.goto(`${server.url}/agent`, { waitUntil: "networkidle" });
    const key = desk.page.getByLabel("Sign-in key");
    await key.waitFor();
    await desk.context.setOffline(true);
    await key.fill("not the key");
    await key.press("Enter");
    await desk.page.getByText("No connection yet. We will keep trying.").waitFor();
    await key.fill(AGENT_KEY);
    expect(await desk.page.getByText("No connection yet").count()).toBe(0);
    await key.press("Enter");
    await desk.page.getByText("No connection yet. We will keep trying.").waitFor();
    await desk.context.setOffline(false);
    await desk.page.getByRole("button", { name: "Remote presentation" }).waitFor();
  },
);
