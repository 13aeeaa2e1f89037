import type { Page } from "playwright-core";
import { expect, test } from "vitest";
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
import { packWithHidden } from "../../support/room/packWithHidden.ts";
import { openTestServer, type TestServer } from "../../support/server/testServer.ts";
import { longTest } from "../../support/size.ts";

const HOME = "b-1204";

const cell = (page: Page, unit: string) =>
  page.getByRole("main").locator(`.stage td[data-unit="${unit}"]`);

const justChanged = (page: Page) =>
  page.getByRole("main").locator(`.stage td[data-unit="${HOME}"][data-changed]`);

async function openTowerB(page: Page): Promise<void> {
  const rail = page.getByRole("navigation", { name: "Development" });
  await rail.getByRole("button", { name: /^Tower B,/ }).click();
  await cell(page, HOME).waitFor();
}

async function openBoth(environment: Record<string, string> = {}) {
  const server = await openTestServer(environment);
  const browser = await openBrowser();
  const desk = await openPage(browser, DESK);
  await desk.page.goto(signInLink(server));
  const link = await startPresenting(desk.page);
  const phone = await openPage(browser, PHONE);
  await joinAsBuyer(phone.page, link, "Bob");
  await openTowerB(desk.page);
  return { server, browser, desk, phone };
}

const setStatus = async (server: TestServer, unit: string, status: string) =>
  server.call(
    "PATCH",
    `/api/projects/lagoon-terraces/units/${unit}`,
    { status },
    await server.signIn(),
  );

test("a heart goes from the phone to the desk, to the shortlist, and to the last page", async () => {
  const { desk, phone } = await openBoth();
  await cell(desk.page, HOME).click();
  const heart = phone.page.getByRole("button", { name: "I like this home" });
  await heart.tap();
  await expect.poll(() => heart.getAttribute("aria-pressed")).toBe("true");

  await desk.page.getByText("Bob likes this home").waitFor();
  await desk.page.getByText("Bob likes B-1204").waitFor();
  await desk.page.getByRole("main").locator(`td[data-unit="${HOME}"][data-liked]`).waitFor();
  await desk.page.getByText("likes 1 home", { exact: true }).waitFor();
  await picture(desk.page, "heart-desk");
  await picture(phone.page, "heart-phone");
  await desk.page.getByRole("button", { name: "Add to shortlist" }).click();
  await desk.page.getByRole("button", { name: "Shortlisted" }).waitFor();

  await phone.page.reload();
  await phone.page.getByRole("heading", { name: "B-1204" }).waitFor();
  await expect.poll(() => heart.getAttribute("aria-pressed")).toBe("true");

  await phone.page.getByRole("button", { name: "Look around" }).tap();
  const small = phone.page.getByRole("button", { name: "I like B-1204" });
  await small.tap();
  await desk.page.getByText("Bob likes this home").waitFor({ state: "detached" });
  await picture(phone.page, "heart-exploring");
  await small.tap();
  await desk.page.getByText("Bob likes this home").waitFor();

  await desk.page.getByRole("button", { name: "End", exact: true }).click();
  await desk.page.getByRole("button", { name: "End for everybody" }).click();
  await phone.page.getByRole("heading", { name: "Homes you liked" }).waitFor();
  await phone.page.getByText("B-1204").waitFor();
  await picture(phone.page, "heart-ended");
  expect([...desk.complaints, ...phone.complaints]).toEqual([]);
});

longTest("an agent's desk on a phone marks the home that a buyer likes and views", async () => {
  const { desk, phone } = await openBoth();
  await phone.page.getByRole("button", { name: "Look around" }).tap();
  await cell(phone.page, HOME).tap();
  await phone.page.locator(".unit-sheet").getByRole("button", { name: "Open" }).tap();
  await phone.page.getByRole("button", { name: "I like B-1204" }).tap();
  await desk.page.setViewportSize(PHONE.viewport);
  const marked = cell(desk.page, HOME);
  await marked.locator(".lucide-heart").waitFor();
  await marked.locator(".lucide-eye").waitFor();
  await marked.scrollIntoViewIfNeeded();
  await picture(desk.page, "heart-agent-phone");
  expect([...desk.complaints, ...phone.complaints]).toEqual([]);
});

longTest("a heart that cannot be sent is undone, with a notice", async () => {
  const { desk, phone } = await openBoth();
  await cell(desk.page, HOME).click();
  await phone.page.route("**/hearts/**", (route) => route.abort());
  const heart = phone.page.getByRole("button", { name: "I like this home" });
  await heart.tap();
  await phone.page.getByText("This was not saved").waitFor();
  expect(await heart.getAttribute("aria-pressed")).toBe("false");
});

longTest(
  "a home that another agent sells changes on every screen, with the hint and similar homes",
  async () => {
    const { server, browser, desk, phone } = await openBoth();
    await cell(desk.page, HOME).click();
    await phone.page.getByRole("heading", { name: "B-1204" }).waitFor();
    const colleague = await openPage(browser, DESK);
    await colleague.page.goto(signInLink(server));
    await openTowerB(colleague.page);

    const seen = Promise.all([
      phone.page.getByText("just reserved").waitFor(),
      phone.page.getByRole("main").getByText("Reserved", { exact: true }).waitFor(),
      justChanged(desk.page).waitFor(),
      desk.page.getByRole("article").getByText("just reserved").waitFor(),
      justChanged(colleague.page).waitFor(),
    ]);
    expect((await setStatus(server, HOME, "reserved")).status).toBe(200);
    await seen;
    await picture(phone.page, "reserved-phone");
    await picture(desk.page, "reserved-desk");
    for (const page of [phone.page, desk.page]) {
      await page.getByRole("main").getByText("The same layout, still available").waitFor();
    }
    const sold = phone.page.getByText("just sold").waitFor();
    expect((await setStatus(server, HOME, "sold")).status).toBe(200);
    await sold;
  },
);

longTest(
  "a held back home is on the desk alone: marked there, refused while live, absent on the phone",
  async () => {
    const { desk, phone } = await openBoth({ PROJECTS_DIR: await packWithHidden([HOME]) });
    await phone.page.getByRole("heading", { name: "Tower B" }).waitFor();
    expect(await cell(phone.page, HOME).count()).toBe(0);
    expect(await cell(phone.page, "b-1404").count()).toBe(1);
    await desk.page.getByRole("main").locator(`td[data-unit="${HOME}"][data-held-back]`).waitFor();

    await cell(desk.page, HOME).click();
    await desk.page.getByText("This home is not shown to buyers").waitFor();
    expect(await desk.page.getByRole("heading", { name: "B-1204" }).count()).toBe(0);
    await picture(desk.page, "held-back-refused");

    await desk.page.getByRole("button", { name: "Pause mirroring" }).click();
    await cell(desk.page, HOME).click();
    await desk.page.getByRole("article").getByRole("heading", { name: "B-1204" }).waitFor();
    await desk.page.getByRole("article").getByText("not shown to buyers").waitFor();
    await picture(desk.page, "held-back-paused");
    await desk.page.getByRole("button", { name: "Resume" }).click();
    await desk.page.getByRole("article").waitFor({ state: "detached" });

    await cell(desk.page, "b-1404").click();
    await phone.page.getByRole("heading", { name: "B-1404" }).waitFor();
    expect([...desk.complaints, ...phone.complaints]).toEqual([]);
  },
);
