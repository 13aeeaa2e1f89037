import { text } from "node:stream/consumers";
import type { Browser, Locator, Page } from "playwright-core";
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
import { openTestServer, type TestServer } from "../../support/server/testServer.ts";
import { longTest } from "../../support/size.ts";

const HOME = "b-1204";
const LABEL = "B-1204";
/** Global that Yjs sets to detect being loaded twice. */
const YJS = "__ $YJS$ __";

const cell = (page: Page, unit: string) =>
  page.getByRole("main").locator(`.stage td[data-unit="${unit}"]`);

const setStatus = async (server: TestServer, status: string) =>
  server.call(
    "PATCH",
    `/api/projects/lagoon-terraces/units/${HOME}`,
    { status },
    await server.signIn(),
  );

/** Changes one home's price by a list, as a company does. */
async function setPrice(server: TestServer, from: string, to: string): Promise<void> {
  const token = await server.signIn();
  const path = "/api/projects/lagoon-terraces/list";
  const list = await (await server.call("GET", `${path}?format=csv`, undefined, token)).text();
  const rows = list.split("\n").map((row) => (row.includes(LABEL) ? row.replace(from, to) : row));
  const put = await fetch(`${server.url}${path}`, {
    method: "PUT",
    headers: { authorization: `Bearer ${token}`, "content-type": "text/csv" },
    body: rows.join("\n"),
  });
  expect(await put.json()).toMatchObject({ applied: true, priceUp: 1 });
}

/** Fills in the follow-up of the recap, and checks that a wrong number is refused in its field. */
async function fillFollowUp(dialog: Locator): Promise<void> {
  await dialog.getByLabel("Next appointment").fill("2030-12-01T09:30");
  await dialog.getByLabel("Where").fill("Sales gallery, Port Saif");
  await dialog.getByLabel("Your phone").fill("050 123 45 67");
  await dialog.getByRole("button", { name: "Save for the recap" }).click();
  await dialog.getByText("With the country’s code").waitFor();
  await dialog.getByLabel("Your phone").fill("+971 50 123 45 67");
  await dialog.getByLabel("Your e-mail").fill("anna@example.com");
  await dialog.getByRole("button", { name: "Save for the recap" }).click();
  await dialog.getByText("Saved. It stands in the recap.").waitFor();
}

/** Presents two homes to Olga, who likes the first, and ends. Returns the desk, her phone and the recap's link. */
async function presentAndEnd(server: TestServer, browser: Browser) {
  const desk = await openPage(browser, { ...DESK, agentName: "Anna" });
  await desk.page.goto(signInLink(server));
  const link = await startPresenting(desk.page);
  const phone = await openPage(browser, PHONE);
  await joinAsBuyer(phone.page, link, "Olga");
  const rail = desk.page.getByRole("navigation", { name: "Development" });
  await rail.getByRole("button", { name: /^Tower B,/ }).click();
  await cell(desk.page, HOME).click();
  const heart = phone.page.getByRole("button", { name: "I like this home" });
  await heart.tap();
  await desk.page.getByText("Olga likes this home").waitFor();
  await desk.page.getByRole("main").getByRole("button", { name: "Shortlist" }).click();
  await cell(desk.page, "b-1404").click();
  await phone.page.getByRole("heading", { name: "B-1404" }).waitFor();
  await desk.page.getByRole("button", { name: "End", exact: true }).click();
  await desk.page.getByRole("button", { name: "End for everybody" }).click();
  await desk.page.getByRole("button", { name: "Send a recap" }).click();
  const dialog = desk.page.getByRole("dialog", { name: "Send a recap" });
  const mailto = await dialog.getByRole("link", { name: "E-mail" }).getAttribute("href");
  const recap = /https?:\/\/\S+\/r\/\S+/.exec(decodeURIComponent(mailto ?? ""))?.[0] ?? "";
  await fillFollowUp(dialog);
  await picture(desk.page, "recap-send");
  await desk.page.keyboard.press("Escape");
  return { desk, phone, recap };
}

const SIZES = [
  [360, 740],
  [390, 844],
  [1280, 720],
  [1440, 900],
] as const;

/** Takes pictures of the page at each size, and as printed, for review. */
async function lookAt(page: Page, name: string): Promise<void> {
  if (process.env["PICTURES"] !== "1") return;
  const before = page.viewportSize();
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    const { mkdir } = await import("node:fs/promises");
    await mkdir("test/.output", { recursive: true });
    await page.screenshot({ path: `test/.output/${name}-${width}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 720, height: 1010 });
  await page.emulateMedia({ media: "print" });
  await page.screenshot({ path: `test/.output/${name}-paper.png`, fullPage: true });
  await page.emulateMedia({ media: null });
  await page.pdf({ path: `test/.output/${name}.pdf`, preferCSSPageSize: true });
  if (before !== null) await page.setViewportSize(before);
}

test("a recap stays with the buyer: homes as they were and are, without a room, until erased or withdrawn", async () => {
  const server = await openTestServer();
  const browser = await openBrowser();
  const { desk, phone, recap } = await presentAndEnd(server, browser);
  expect((await setStatus(server, "reserved")).status).toBe(200);
  await setPrice(server, "2980000", "3050000");

  const scripts: Promise<string>[] = [];
  phone.page.on("response", (response) => {
    if (response.request().resourceType() === "script") scripts.push(response.text());
  });
  await phone.page.goto(recap);
  const liked = phone.page.getByRole("region", { name: "Homes you liked" });
  const home = liked.getByRole("article", { name: "B-1204" });
  await home.getByText("Reserved", { exact: true }).waitFor();
  await home.getByText("Available", { exact: true }).waitFor();
  await phone.page
    .getByRole("region", { name: "Also seen" })
    .getByRole("article", { name: "B-1404" })
    .waitFor();
  const whatsApp = await home.getByRole("link", { name: "WhatsApp" }).getAttribute("href");
  expect(whatsApp).toContain("https://wa.me/971501234567?text=");
  expect(decodeURIComponent(whatsApp ?? "")).toContain("B-1204");
  await home.getByText("AED 3,050,000").first().waitFor();
  await home.getByText("AED 2,980,000").waitFor();
  await home.getByText("December 2028").waitFor();
  await home.getByText("AED 1,220,000").first().waitFor();
  const download = phone.page.waitForEvent("download");
  await phone.page.getByRole("button", { name: "Add to calendar" }).tap();
  const ics = await text(await (await download).createReadStream());
  expect(ics).toContain("DTSTART:20301201T093000Z");
  expect(ics).toContain("LOCATION:Sales gallery\\, Port Saif");
  const other = phone.page.getByRole("article", { name: "B-1404" });
  await other.getByRole("button", { name: "I like this home" }).tap();
  await expect
    .poll(() =>
      other.getByRole("button", { name: "I like this home" }).getAttribute("aria-pressed"),
    )
    .toBe("true");
  expect((await Promise.all(scripts)).filter((text) => text.includes(YJS))).toEqual([]);
  await lookAt(phone.page, "recap-en");

  await phone.page.getByLabel("Let the agent know").check();
  await phone.page.getByLabel("Language").selectOption("ar");
  await phone.page.getByRole("heading", { name: "الوحدات التي أعجبتك" }).waitFor();
  expect(await phone.page.evaluate(() => document.documentElement.dir)).toBe("rtl");
  await phone.page.getByText("3,050,000").first().waitFor();
  await phone.page.getByText("ديسمبر 2028").first().waitFor();
  await lookAt(phone.page, "recap-ar");
  await phone.page.getByLabel("اللغة").selectOption("ru");
  await phone.page.getByRole("heading", { name: "Вам понравились" }).waitFor();
  await phone.page
    .getByText(/3\s050\s000/)
    .first()
    .waitFor();
  await phone.page.getByText("декабрь 2028").first().waitFor();
  await lookAt(phone.page, "recap-ru");
  await phone.page.getByLabel("Язык").selectOption("en");

  await desk.page.getByRole("button", { name: "Settings" }).click();
  await desk.page.getByRole("menuitem", { name: "Presentations" }).click();
  await desk.page.getByRole("button", { name: "What was seen" }).click();
  await desk.page
    .getByRole("row", { name: /B-1204/ })
    .getByText("Liked")
    .waitFor();
  await desk.page.getByText("Olga likes B-1204.").waitFor();
  await desk.page
    .getByRole("row", { name: /B-1404/ })
    .getByText("Liked")
    .waitFor();
  const notes = desk.page.getByLabel("Your notes");
  await notes.fill("Sells her flat first.");
  await desk.page.getByRole("button", { name: "Save notes" }).click();
  await desk.page.getByText("Saved.").waitFor();
  // A heart in the recap reaches the open record.
  await other.getByRole("button", { name: "I like this home" }).tap();
  await desk.page.getByText("Olga no longer likes B-1404").waitFor();
  await picture(desk.page, "recap-seen");
  await desk.page.getByRole("button", { name: "Send a recap" }).last().click();
  await desk.page.getByText(/^Opened 1 time/).waitFor();
  await picture(desk.page, "recap-record");

  await phone.page.getByRole("button", { name: "Forget my part" }).tap();
  await phone.page.getByRole("button", { name: "Delete my part" }).tap();
  await phone.page.getByText("Your part has been deleted.").waitFor();
  expect(await liked.count()).toBe(0);
  await phone.page.reload();
  await phone.page.getByRole("article", { name: "B-1204" }).waitFor();
  expect(await liked.count()).toBe(0);

  await desk.page.getByRole("button", { name: "Take the link back" }).click();
  const stranger = await openPage(browser, PHONE);
  await expect
    .poll(async () => {
      await stranger.page.goto(recap);
      return stranger.page.getByRole("heading").first().innerText();
    })
    .toBe("This summary does not open");
  await picture(stranger.page, "recap-withdrawn");
  // A request in flight when the presentation ended is answered with 410.
  const complaints = [...desk.complaints, ...phone.complaints];
  expect(complaints.filter((complaint) => !complaint.includes("410 (Gone)"))).toEqual([]);
});

const openRecords = async (page: Page): Promise<void> => {
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("menuitem", { name: "Presentations" }).click();
};

/** Checks that the live bar is one line and not cut, in each language on a small laptop. */
async function checkBar(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 720 });
  for (const [language, unshown] of [
    ["ru", "1 не показана"],
    ["ar", "واحدة لم تُعرض"],
    ["en", "1 not shown"],
  ] as const) {
    await page.evaluate((chosen) => localStorage.setItem("offplan.language", chosen), language);
    await page.reload();
    await page.getByRole("button", { name: unshown }).waitFor();
    await picture(page, `bar-${language}`);
    const bar = page.locator("header").filter({ has: page.getByRole("timer") });
    const { height, cut } = await bar.evaluate((header) => ({
      height: header.getBoundingClientRect().height,
      cut: [...header.querySelectorAll("*")]
        .map((part) => part.getBoundingClientRect())
        .filter(({ left, right, width }) => width > 1 && (left < -1 || right > innerWidth + 1))
        .length,
    }));
    expect([language, height <= 54, cut]).toEqual([language, true, 0]);
  }
  await page.setViewportSize(DESK.viewport);
}

longTest(
  "an agent presents again, sees the homes still to show, returns to an open presentation, and ends it from the list",
  async () => {
    const server = await openTestServer();
    const browser = await openBrowser();
    const { desk } = await presentAndEnd(server, browser);
    const { page } = desk;
    await openRecords(page);
    await page.getByRole("button", { name: "What was seen" }).click();
    await picture(page, "recap-timeline");
    await page.getByRole("button", { name: "Present again from Masterplan" }).click();
    await page.getByRole("dialog", { name: "Invite to a viewing" }).waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => page.url()).toContain("view=masterplan:");

    await openRecords(page);
    await page.getByRole("button", { name: "What was seen" }).click();
    await page.getByRole("button", { name: "Present again from here" }).click();
    await page.getByRole("button", { name: "Start presenting" }).click();
    const mailto = await page.getByRole("link", { name: "E-mail" }).getAttribute("href");
    const link = /https?:\/\/\S+\/p\/\S+/.exec(decodeURIComponent(mailto ?? ""))?.[0] ?? "";
    await page.keyboard.press("Escape");
    const phone = await openPage(browser, PHONE);
    await joinAsBuyer(phone.page, link, "Olga");
    await phone.page.getByRole("heading", { name: "B-1404" }).waitFor();
    await checkBar(page);
    await page.getByRole("button", { name: "1 not shown" }).click();
    await page.getByRole("menuitem", { name: "B-1204" }).click();
    await phone.page.getByRole("heading", { name: "B-1204" }).waitFor();
    await page.getByRole("button", { name: "1 not shown" }).waitFor({ state: "detached" });

    // Another window of the same agent finds it in the list.
    const other = await openPage(browser, { ...DESK, agentName: "Anna" });
    await other.page.goto(signInLink(server));
    await openRecords(other.page);
    await other.page.getByRole("button", { name: "Return to it" }).click();
    await other.page.getByRole("timer").waitFor();
    await other.page.getByRole("heading", { name: "B-1204" }).waitFor();
    await openRecords(other.page);
    await picture(other.page, "recap-open");
    await other.page.getByRole("button", { name: "End it" }).click();
    await other.page.getByRole("button", { name: "End for everybody" }).click();
    await other.page.getByRole("button", { name: "Return to it" }).waitFor({ state: "detached" });
    await other.page.getByRole("timer").waitFor({ state: "detached" });
  },
);

longTest("likes of a buyer who is not recorded survive a reload and are never sent", async () => {
  const server = await openTestServer();
  const browser = await openBrowser();
  const desk = await openPage(browser, { ...DESK, agentName: "Anna" });
  await desk.page.goto(signInLink(server));
  const link = await startPresenting(desk.page);
  const phone = await openPage(browser, PHONE);
  const hearts: string[] = [];
  phone.page.on("request", (request) => {
    if (request.url().includes("/hearts")) hearts.push(request.url());
  });
  await phone.page.goto(link);
  await phone.page.getByText(/^A summary is kept until/).waitFor();
  await lookAt(phone.page, "join-en");
  await phone.page.getByLabel("Language").selectOption("ar");
  await phone.page.getByText(/^يُحتفظ بملخص/).waitFor();
  await lookAt(phone.page, "join-ar");
  await phone.page.getByLabel("اللغة").selectOption("en");
  await phone.page.getByLabel("Without my part").check();
  await phone.page.getByLabel("Your name").fill("Olga");
  await phone.page.getByRole("button", { name: "Join the viewing" }).tap();
  await phone.page.getByText("Your agent is presenting").waitFor();
  const rail = desk.page.getByRole("navigation", { name: "Development" });
  await rail.getByRole("button", { name: /^Tower B,/ }).click();
  await cell(desk.page, HOME).click();
  const heart = phone.page.getByRole("button", { name: "I like this home" });
  await heart.tap();
  await expect.poll(() => heart.getAttribute("aria-pressed")).toBe("true");
  await phone.page.reload();
  await expect.poll(() => heart.getAttribute("aria-pressed")).toBe("true");
  expect(hearts).toEqual([]);
  expect(phone.complaints).toEqual([]);
});
