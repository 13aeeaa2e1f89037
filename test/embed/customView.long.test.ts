import { createServer, type ServerResponse } from "node:http";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { joinAsBuyer, openBrowser, openPage, PHONE, picture } from "../support/browser/browser.ts";
import { openAdmin } from "../support/embed/adminPage.ts";
import { listenUntilDone } from "../support/server/hostServer.ts";
import { openTestServer } from "../support/server/testServer.ts";

type Behaviour = "speaks" | "is silent" | "hangs" | "is away";

/** Says what it draws; `ready` is the protocol's message. */
const offerPage = (speaks: boolean): string => `<!doctype html><meta charset="utf-8"><body><script>
  const draw = () => {
    const { data } = JSON.parse(decodeURIComponent(location.hash.slice(1)));
    document.body.textContent = "Offer of " + data.discount + " %";
  };
  addEventListener("hashchange", draw);
  draw();
  ${speaks ? 'parent.postMessage({ offplan: 1, type: "ready" }, "*");' : ""}
</script>`;

/** The embedder's server, which does as it is told. */
async function openHost() {
  let behaviour: Behaviour = "speaks";
  const waiting = new Set<ServerResponse>();
  const answer = (response: ServerResponse): void => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    // Its own default in a common library: a page of another origin may not read it.
    if (behaviour === "speaks") response.setHeader("cross-origin-resource-policy", "same-origin");
    response.end(offerPage(behaviour === "speaks"));
  };
  const origin = await listenUntilDone(
    createServer((request, response) => {
      if (behaviour === "is away") request.socket.destroy();
      else if (behaviour === "hangs") waiting.add(response);
      else answer(response);
    }),
  );
  return {
    origin,
    from: (next: Behaviour) => {
      behaviour = next;
      if (next === "hangs") return;
      for (const response of waiting) answer(response);
      waiting.clear();
    },
  };
}

const present = (page: Page, call: "show" | "present", argument: object) =>
  page.locator("offplan-desk").evaluate(
    (element, [name, given]) => {
      (element as unknown as Record<string, (given: object) => void>)[name]?.(given);
    },
    [call, argument] as const,
  );

const REFUSED = {
  en: "This page does not answer; the presentation goes on without it.",
  ar: "هذه الصفحة لا تستجيب، والعرض مستمر من دونها.",
};

test("a page of the embedder's is waited for quietly, is said to be missing on desk and phone, and is tried again", async () => {
  const host = await openHost();
  const admin = await openAdmin("");
  const server = await openTestServer({
    ALLOWED_ORIGINS: admin.origin,
    CUSTOM_VIEWS: ["offer", "plan", "visit"].map((name) => `${name}=${host.origin}/${name}`).join(),
  });
  const token = await server.signIn();
  admin.show(`<!doctype html><meta charset="utf-8"><title>Admin</title>
    <script type="module" src="${server.url}/element.js"></script>
    <script type="module">
      document.querySelector("offplan-desk").addEventListener("live", ({ detail }) => { window.link = detail.link; });
      document.querySelector("offplan-desk").addEventListener("view", () => { window.isOpen = true; });
    </script>
    <body style="margin:0"><offplan-desk style="height:100vh" project="lagoon-terraces" token="${token}"></offplan-desk>`);
  const browser = await openBrowser();
  const { page } = await openPage(browser, { viewport: { width: 1280, height: 720 } });
  await page.goto(admin.origin);
  await page.waitForFunction(() => "isOpen" in window);
  const desk = page.frames()[1];
  if (desk === undefined) throw new Error("no desk");
  await present(page, "present", {});
  await page.waitForFunction(() => "link" in window);
  const link = await page.evaluate(() => (window as unknown as { link: string }).link);
  const { page: buyer, context } = await openPage(browser, PHONE);
  await joinAsBuyer(buyer, link, "Omar");
  const arab = (await openPage(browser, { ...PHONE, locale: "ar" })).page;
  await arab.goto(link);
  await arab.locator("input[name=name], input").first().fill("ليلى");
  await arab.locator("button[type=submit]").tap();
  await arab.locator("main .stage").waitFor();
  const show = (name: string, discount: number) =>
    present(page, "show", { screen: "custom", name, data: { discount } });
  const everywhere = [desk, buyer, arab] as const;
  const drawn = async (text: string): Promise<void> => {
    for (const place of everywhere) {
      const frame = place.locator("main .stage iframe:not(.invisible)");
      await frame.contentFrame().getByText(text).waitFor();
    }
  };
  const picturesOf = async (name: string): Promise<void> => {
    await picture(page, `custom-${name}-desk`);
    await picture(buyer, `custom-${name}-phone`);
    await picture(arab, `custom-${name}-phone-ar`);
  };

  // One that speaks is shown, although it may not be read from another origin; new data is drawn in place.
  await show("offer", 5);
  await drawn("Offer of 5 %");
  await show("offer", 7);
  await drawn("Offer of 7 %");
  await picturesOf("shown");

  // One that does not, once it has loaded.
  host.from("is silent");
  await show("plan", 8);
  await drawn("Offer of 8 %");

  // While it hangs, a quiet word; nothing of the browser's own.
  host.from("hangs");
  await show("visit", 9);
  for (const place of everywhere) {
    await place.locator("main .custom-wait").waitFor();
    await expect(place.locator("main .stage iframe.invisible").count()).resolves.toBe(1);
    // A page that comes soon shows nothing before, so the word fades in late.
    await place
      .locator("main .custom-wait")
      .evaluate((word) => Promise.all(word.getAnimations().map(({ finished }) => finished)));
  }
  await expect(buyer.locator("main .custom-wait").textContent()).resolves.toBe(
    "The page is opening…",
  );
  await picturesOf("opening");
  host.from("is silent");
  await drawn("Offer of 9 %");

  // One whose server is away: a sentence in the reader's language, and the rest goes on.
  host.from("is away");
  await present(page, "show", { screen: "layouts" });
  await buyer.getByRole("heading", { name: "Layouts" }).waitFor();
  await show("offer", 10);
  const told = (place: (typeof everywhere)[number]) =>
    place.locator("main .custom-note[role=alert]");
  for (const place of everywhere) await told(place).waitFor();
  await expect(told(buyer).innerText()).resolves.toContain(REFUSED.en);
  await expect(told(desk).innerText()).resolves.toContain(REFUSED.en);
  await expect(told(arab).innerText()).resolves.toContain(REFUSED.ar);
  await picturesOf("failed");
  for (const width of [360, 1440]) {
    const target = width === 360 ? arab : page;
    const size = target.viewportSize();
    await target.setViewportSize({ width, height: width === 360 ? 740 : 900 });
    await picture(target, `custom-failed-${width}`);
    if (size !== null) await target.setViewportSize(size);
  }
  host.from("speaks");
  await told(buyer).getByRole("button", { name: "Try again" }).tap();
  await told(desk).getByRole("button", { name: "Try again" }).click();
  await told(arab).getByRole("button").tap();
  await drawn("Offer of 10 %");

  // Without a network the phone says the same, and opens it by itself once there is one.
  await present(page, "show", { screen: "layouts" });
  await buyer.getByRole("heading", { name: "Layouts" }).waitFor();
  host.from("is away");
  await show("offer", 11);
  await told(buyer).waitFor();
  await context.setOffline(true);
  host.from("speaks");
  await context.setOffline(false);
  await buyer
    .locator("main .stage iframe:not(.invisible)")
    .contentFrame()
    .getByText("Offer of 11 %")
    .waitFor();
  await present(page, "show", { screen: "layouts" });
  await buyer.getByRole("heading", { name: "Layouts" }).waitFor();
});
