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
import { openHttpProxy, openTunnel, type ProxyHabits } from "../../support/services/proxy.ts";
import { openTestServer } from "../../support/server/testServer.ts";
import { longTest, someOf } from "../../support/size.ts";

async function openDesk() {
  const server = await openTestServer();
  const browser = await openBrowser();
  const desk = await openPage(browser, DESK);
  await desk.page.goto(signInLink(server));
  const link = await startPresenting(desk.page);
  return { server, browser, desk, link };
}

const through = (link: string, url: string): string => {
  const { pathname, hash } = new URL(link);
  return new URL(`${pathname}${hash}`, url).href;
};

const openTower = async (page: Page, tower: "A" | "B"): Promise<void> => {
  const rail = page.getByRole("navigation", { name: "Development" });
  await rail.getByRole("button", { name: new RegExp(`^Tower ${tower},`) }).click();
};

const towerShows = (page: Page, tower: "A" | "B"): Promise<void> =>
  page.getByRole("heading", { name: `Tower ${tower}` }).waitFor();

test.each(
  someOf(
    [
      [
        "server-sent events",
        "events",
        "(server-sent events)",
        { upgrades: "refuse", streams: "pass" },
      ],
      ["polling", "state", "(polling, 2 s behind)", { upgrades: "refuse", streams: "hold" }],
    ],
    0,
  ),
)("where a proxy refuses upgrades, %s carries the viewing", async (_name, door, shown, habits) => {
  const { server, browser, desk, link } = await openDesk();
  const proxy = await openHttpProxy(server.url, habits satisfies ProxyHabits);
  const phone = await openPage(browser, PHONE);
  await joinAsBuyer(phone.page, through(link, proxy.url), "Bob");
  await desk.page.getByText("Bob", { exact: true }).waitFor();
  await desk.page.getByText(shown).waitFor();
  await openTower(desk.page, "B");
  await towerShows(phone.page, "B");
  await phone.page.getByRole("button", { name: "Look around" }).tap();
  await desk.page
    .getByText(/looking/)
    .first()
    .waitFor();
  await picture(phone.page, `fallback-${door}-phone`);
  await picture(desk.page, `fallback-${door}-desk`);

  const paths = proxy.paths.join("\n");
  expect(paths).toMatch(new RegExp(`/sync/[^/]+/${door}\\?`));
  expect(paths).not.toMatch(/eyJ/);
});

test("offline the last view stays, marked as such; online it is current again", async () => {
  const { browser, desk, link } = await openDesk();
  const phone = await openPage(browser, PHONE);
  await joinAsBuyer(phone.page, link, "Bob");
  await openTower(desk.page, "B");
  await towerShows(phone.page, "B");
  await phone.context.setOffline(true);
  await phone.page.getByText("Connection lost").waitFor();
  await openTower(desk.page, "A");
  expect(await phone.page.getByRole("heading", { name: "Tower B" }).isVisible()).toBe(true);
  await phone.context.setOffline(false);
  await towerShows(phone.page, "A");
  await phone.page.getByText("Your agent is presenting").waitFor();
});

longTest("a half-open connection is detected, and replaced once the network works", async () => {
  const { server, browser, desk, link } = await openDesk();
  const tunnel = await openTunnel(server.url);
  const phone = await openPage(browser, PHONE);
  await joinAsBuyer(phone.page, through(link, tunnel.url), "Bob");
  await openTower(desk.page, "B");
  await towerShows(phone.page, "B");
  tunnel.swallow();
  await openTower(desk.page, "A");
  await phone.page.getByText("Connection lost").waitFor();
  expect(await phone.page.getByRole("heading", { name: "Tower B" }).isVisible()).toBe(true);
  tunnel.restore();
  await towerShows(phone.page, "A");
  await phone.page.getByText("Your agent is presenting").waitFor();
});

longTest(
  "a locked phone whose socket died meanwhile is current again when it is unlocked",
  async () => {
    const { server, browser, desk, link } = await openDesk();
    const tunnel = await openTunnel(server.url);
    const phone = await openPage(browser, PHONE);
    await joinAsBuyer(phone.page, through(link, tunnel.url), "Bob");
    const show = (state: "hidden" | "visible") =>
      phone.page.evaluate((visibility) => {
        Object.defineProperty(document, "visibilityState", {
          value: visibility,
          configurable: true,
        });
        document.dispatchEvent(new Event("visibilitychange"));
      }, state);
    await show("hidden");
    tunnel.swallow();
    await openTower(desk.page, "B");
    await desk.page.getByRole("heading", { name: "Tower B" }).first().waitFor();
    tunnel.restore();
    await show("visible");
    await towerShows(phone.page, "B");
  },
);

const OPEN: ProxyHabits = { upgrades: "pass", streams: "pass" };

longTest(
  "the page of a captive portal counts as a lost connection, until somebody signs in",
  async () => {
    const { server, browser, desk, link } = await openDesk();
    const proxy = await openHttpProxy(server.url, OPEN);
    const phone = await openPage(browser, PHONE);
    await joinAsBuyer(phone.page, through(link, proxy.url), "Bob");
    await openTower(desk.page, "B");
    await towerShows(phone.page, "B");
    proxy.behave({ ...OPEN, portal: true });
    proxy.cut();
    await phone.page.getByText("Connection lost").waitFor();
    await openTower(desk.page, "A");
    expect(await phone.page.getByRole("heading", { name: "Tower B" }).isVisible()).toBe(true);
    proxy.behave(OPEN);
    await towerShows(phone.page, "A");
    await phone.page.getByText("Your agent is presenting").waitFor();
  },
);

longTest(
  "a join page whose requests a captive portal answers waits, and continues by itself",
  async () => {
    const server = await openTestServer();
    const { link } = await server.present();
    const phone = await openPage(await openBrowser(), PHONE);
    const body = "<!doctype html><title>Hotel Wi-Fi</title><p>Room number?</p>";
    await phone.page.route("**/api/**", (route) =>
      route.fulfill({ contentType: "text/html", body }),
    );
    await phone.page.goto(link);
    await phone.page.getByText("No connection yet").waitFor();
    await phone.page.getByLabel("Your name").fill("Omar");
    await picture(phone.page, "portal-phone");
    await phone.page.getByRole("button", { name: "Join the viewing" }).tap();
    await phone.page.getByText("Joining…").waitFor();
    await phone.page.unroute("**/api/**");
    await phone.page.locator(".stage").waitFor();
    await phone.page.getByText("Your agent will be here in a moment").waitFor();
  },
);

longTest("a page from the browser's back/forward cache is current again at once", async () => {
  const { server, browser, desk, link } = await openDesk();
  const tunnel = await openTunnel(server.url);
  const phone = await openPage(browser, PHONE);
  await joinAsBuyer(phone.page, through(link, tunnel.url), "Bob");
  tunnel.swallow();
  await openTower(desk.page, "B");
  await desk.page.getByRole("heading", { name: "Tower B" }).first().waitFor();
  tunnel.restore();
  await phone.page.evaluate(() =>
    window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })),
  );
  await towerShows(phone.page, "B");
});

/** Makes the first call to each path with these endings hang. Resolves to the number of calls by ending. */
async function hangOnce(page: Page, ...endings: readonly string[]): Promise<Map<string, number>> {
  const made = new Map<string, number>();
  for (const ending of endings) {
    await page.route(`**/api/**/${ending}`, async (route) => {
      made.set(ending, (made.get(ending) ?? 0) + 1);
      if (made.get(ending) !== 1) await route.continue();
    });
  }
  return made;
}

longTest(
  "trap 31: requests that are never answered are repeated when the network returns",
  async () => {
    const server = await openTestServer();
    const { link } = await server.present();
    const phone = await openPage(await openBrowser(), PHONE);
    const made = await hangOnce(
      phone.page,
      "preview",
      "join",
      "units",
      "hearts",
      "lagoon-terraces",
    );
    const goOnline = () => phone.page.evaluate(() => window.dispatchEvent(new Event("online")));
    const hung = async (ending: string): Promise<void> => {
      await expect.poll(() => made.get(ending)).toBe(1);
    };
    await phone.page.goto(link);
    await hung("preview");
    await phone.page.getByRole("button", { name: "Join the viewing" }).tap();
    await phone.page.getByText("Joining…").waitFor();
    await goOnline();
    await hung("join");
    await goOnline();
    await hung("lagoon-terraces");
    await goOnline();
    await phone.page.locator(".stage").waitFor();
    await hung("units");
    await goOnline();
    await expect.poll(() => made.get("units")).toBeGreaterThan(1);
    await expect.poll(() => made.get("hearts")).toBeGreaterThan(1);
  },
);

/** Fails requests for a script of this name. Resolves to a function that ends this. */
async function withoutScript(page: Page, name: string): Promise<() => Promise<void>> {
  const pattern = new RegExp(`/assets/${name}-[^/]+\\.js$`);
  await page.route(pattern, (route) => route.abort());
  return () => page.unroute(pattern);
}

longTest(
  "trap 42: a part whose script does not load says so; the presentation goes on, and it can be retried",
  async () => {
    const { browser, desk, link } = await openDesk();
    const restoreDrawer = await withoutScript(desk.page, "Drawer");
    await desk.page.keyboard.press("Control+i");
    const broken = desk.page.getByText("This part could not be shown.");
    await broken.waitFor();
    await picture(desk.page, "part-drawer-desk");
    await openTower(desk.page, "B");
    await desk.page.getByRole("heading", { name: "Tower B" }).first().waitFor();
    expect(await desk.page.getByText("Live", { exact: true }).isVisible()).toBe(true);
    await restoreDrawer();
    await desk.page.getByRole("button", { name: "Try again" }).click();
    await desk.page.getByRole("region", { name: "Convergence" }).waitFor();
    await desk.page.keyboard.press("Control+i");

    const phone = await openPage(browser, PHONE);
    const restoreViewing = await withoutScript(phone.page, "ViewingPage");
    await phone.page.goto(link);
    await phone.page.getByRole("button", { name: "Join the viewing" }).tap();
    await phone.page.getByText("This part could not be shown.").waitFor();
    await picture(phone.page, "part-viewing-phone");
    await phone.page.getByRole("button", { name: "Try again" }).tap();
    await phone.page.getByText("This part still cannot be shown.").waitFor();
    await restoreViewing();
    await phone.page.getByRole("button", { name: "Reload" }).tap();
    await towerShows(phone.page, "B");
  },
);

longTest(
  "trap 42: a view that cannot be rendered breaks nothing else, and another view is rendered",
  async () => {
    const server = await openTestServer();
    const { page } = await openPage(await openBrowser(), DESK);
    await page.route("**/api/projects/lagoon-terraces", async (route) => {
      const response = await route.fetch();
      const project = (await response.json()) as { gallery: { id: string }[] };
      const gallery = project.gallery.map(({ id }) => ({ id }));
      await route.fulfill({ response, json: { ...project, gallery } });
    });
    await page.goto(signInLink(server));
    const link = await startPresenting(page);
    const rail = page.getByRole("navigation", { name: "Development" });
    await rail.getByRole("button", { name: /^Gallery/ }).click();
    await page.getByRole("main").getByText("This part could not be shown.").waitFor();
    await picture(page, "part-view-desk");
    expect(link).toContain("/p/");
    await openTower(page, "A");
    await page.getByRole("heading", { name: "Tower A" }).first().waitFor();
    expect(await page.getByText("Live", { exact: true }).isVisible()).toBe(true);
  },
);
