import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { joinAsBuyer, openBrowser, openPage, PHONE, picture } from "../support/browser/browser.ts";
import { openAdmin } from "../support/embed/adminPage.ts";
import { openTestServer, type TestServer } from "../support/server/testServer.ts";
import { longTest, someOf } from "../support/size.ts";

const ELEMENT_BUDGET_BYTES = 2000;

/** The admin's page: one file with the element, which notes every event of it. */
const pageWith = (server: string, element: string): string => `<!doctype html>
<meta charset="utf-8"><title>Admin</title>
<script type="module" src="${server}/element.js"></script>
<script type="module">
  const element = document.querySelector(".offplan");
  window.heard = [];
  for (const type of ["ready", "live", "viewer", "heart", "view", "ended", "token-needed"]) {
    element.addEventListener(type, ({ detail }) => window.heard.push(detail));
  }
</script>
<body>${element}`;

type Heard = Readonly<Record<string, unknown>>;
const heard = (page: Page) => page.evaluate(() => (window as unknown as { heard: Heard[] }).heard);
const untilHeard = async (page: Page, fits: (message: Heard) => boolean): Promise<Heard> => {
  let found: Heard | undefined;
  await expect
    .poll(async () => {
      found = (await heard(page)).find(fits);
      return found !== undefined;
    })
    .toBe(true);
  return found ?? {};
};

async function open(makeElement: (token: string) => string, blocked = false) {
  const admin = await openAdmin("");
  const server = await openTestServer({ ALLOWED_ORIGINS: admin.origin });
  const token = await server.signIn();
  admin.show(pageWith(server.url, makeElement(token)));
  const browser = await openBrowser(
    ...(blocked ? ["--test-third-party-cookie-phaseout", "--block-third-party-cookies"] : []),
  );
  const { page, context } = await openPage(browser, { viewport: { width: 1100, height: 900 } });
  if (blocked) await context.addInitScript(refuseStorage);
  await page.goto(admin.origin);
  return { admin, server, token, browser, page };
}

/** Runs in every page and frame: site data is blocked, as a strict browser does to a frame. */
function refuseStorage(): void {
  for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
    Object.defineProperty(window, name, {
      get() {
        throw new DOMException("The request was denied.", "SecurityError");
      },
    });
  }
}

const buyerOf = async (browser: Awaited<ReturnType<typeof openBrowser>>, link: string) => {
  const { page } = await openPage(browser, PHONE);
  await joinAsBuyer(page, link, "Omar");
  return page;
};

describe.each(
  someOf(
    [
      ["as browsers are", false],
      ["with third-party cookies and all site data blocked", true],
    ],
    1,
  ),
)("<offplan-present>, %s", (_name, blocked) => {
  test("is a button that becomes a link, and its page drives what the buyer sees", async () => {
    const { page, browser } = await open(
      (token) =>
        `<offplan-present class="offplan" style="width:22rem" project="lagoon-terraces" unit="b-1204" token="${token}"></offplan-present>`,
      blocked,
    );
    const present = page.locator("offplan-present");
    await untilHeard(page, ({ type }) => type === "ready");
    const [framed] = page.frames().slice(1);
    await untilHeard(page, ({ type }) => type === "view");
    const goTo = (unit: string) =>
      present.evaluate((element, next) => element.setAttribute("unit", next), unit);
    const shows = (unit: string) =>
      untilHeard(
        page,
        ({ type, view }) =>
          type === "view" && JSON.stringify(view) === `{"screen":"unit","unit":"${unit}"}`,
      );
    await goTo("a-301");
    await shows("a-301");
    await framed?.getByRole("button", { name: "Remote presentation" }).click();
    const live = await untilHeard(page, ({ type }) => type === "live");
    expect(live["offplan"]).toBe(1);
    await expect.poll(() => present.getAttribute("live")).toBe("");
    await framed?.getByRole("link", { name: "WhatsApp" }).waitFor();
    await picture(page, `embed-present-${blocked ? "blocked" : "open"}`);

    const buyer = await buyerOf(browser, String(live["link"]));
    await buyer.getByText("A-301").first().waitFor();
    await untilHeard(page, ({ type, name }) => type === "viewer" && name === "Omar");
    // The admin's page goes on to another home: the same presentation shows it.
    await goTo("b-1204");
    await shows("b-1204");
    await buyer.getByText("B-1204").first().waitFor();
    await present.evaluate((element) =>
      (element as unknown as { show(view: object): void }).show({ screen: "layouts" }),
    );
    await untilHeard(
      page,
      ({ type, view }) => type === "view" && JSON.stringify(view) === '{"screen":"layouts"}',
    );
    await buyer.getByRole("heading", { name: "Layouts" }).waitFor();
    expect((await heard(page)).filter(({ type }) => type === "ready")).toHaveLength(1);
    await present.evaluate((element) => (element as unknown as { end(): void }).end());
    await untilHeard(page, ({ type }) => type === "ended");
    await untilHeard(page, ({ type, state }) => type === "viewer" && state === "left");
  });
});

test("<offplan-desk> is the whole desk, starts by its page's word, and asks for a token when one is over", async () => {
  const { page, server, browser } = await open(
    (token) =>
      `<offplan-desk class="offplan" project="lagoon-terraces" token="${token}"></offplan-desk>`,
  );
  const desk = page.locator("offplan-desk");
  await untilHeard(page, ({ type }) => type === "view");
  const [framed] = page.frames().slice(1);
  await framed?.getByRole("button", { name: "Remote presentation" }).waitFor();
  await picture(page, "embed-desk");
  await desk.evaluate((element) =>
    (element as unknown as { present(options: object): void }).present({
      minutes: 15,
      buyer: { name: "Omar" },
    }),
  );
  const { link } = await untilHeard(page, ({ type }) => type === "live");
  await buyerOf(browser, String(link));
  await untilHeard(page, ({ type, state }) => type === "viewer" && state === "following");

  const fresh = await server.signIn();
  await desk.evaluate((element, token) => {
    (element as unknown as { getToken: () => Promise<string> }).getToken = async () => token;
    element.setAttribute("token", "one-that-is-over");
  }, fresh);
  const asked = async () =>
    (await heard(page)).filter(({ type }) => type === "token-needed").length;
  const before = await asked();
  const end = () => desk.evaluate((element) => (element as unknown as { end(): void }).end());
  // The server refuses the call; its answer is what says that the token is over.
  await end();
  await expect.poll(asked).toBeGreaterThan(before);
  await end();
  await untilHeard(page, ({ type }) => type === "ended");
});

test("a link with a token opens the desk, and the token leaves the address", async () => {
  const server = await openTestServer();
  const { page } = await openPage(await openBrowser(), { agentName: "Anna" });
  const token = await server.signIn();
  await page.goto(`${server.url}/agent?project=lagoon-terraces#token=${token}`);
  await page.getByRole("button", { name: "Remote presentation" }).waitFor();
  expect(page.url()).not.toContain(token);
});

test("the elements' script is small and imports nothing", async () => {
  const { url } = await openTestServer({ ALLOWED_ORIGINS: "https://admin.example" });
  const text = await (await fetch(`${url}/element.js`)).text();
  expect(gzipSync(text).byteLength).toBeLessThanOrEqual(ELEMENT_BUDGET_BYTES);
  expect(text).not.toMatch(/\bimport\s*[("{]/);
});

longTest("without a token, the button says so", async () => {
  const { page } = await open(
    () => `<offplan-present class="offplan" project="lagoon-terraces"></offplan-present>`,
  );
  await untilHeard(page, ({ type }) => type === "token-needed");
  const [framed] = page.frames().slice(1);
  await framed?.getByRole("alert").waitFor();
  await expect(framed?.getByRole("alert").textContent()).resolves.toContain("not signed you in");
});

longTest(
  "of a development that does not exist, the frame says so and offers another try, all within its height",
  async () => {
    const { page } = await open(
      (token) =>
        `<offplan-present class="offplan" project="none" token="${token}"></offplan-present>`,
    );
    const [framed] = page.frames().slice(1);
    await framed?.getByRole("alert").waitFor();
    await framed?.getByRole("button", { name: "Try again" }).waitFor();
    const heights = await framed?.evaluate(() => {
      const { scrollHeight, clientHeight } = document.documentElement;
      return { scrollHeight, clientHeight };
    });
    expect(heights?.scrollHeight).toBe(heights?.clientHeight);
  },
);

/** What the desk in the frame says to whom. */
const attack = (server: string): string => `<!doctype html><meta charset="utf-8"><title>Evil</title>
<iframe src="${server}/agent?project=lagoon-terraces"></iframe>
<script>
  window.heard = [];
  addEventListener("message", ({ data }) => window.heard.push(data));
  const frame = document.querySelector("iframe");
  frame.addEventListener("load", () => {
    for (const message of [
      { offplan: 1, type: "token", token: "stolen" },
      { offplan: 1, type: "present", options: {} },
      { offplan: 1, type: "show", view: { screen: "layouts" } },
      { offplan: 1, type: "end" },
    ]) frame.contentWindow.postMessage(message, "*");
    window.attacked = true;
  });
</script>`;

describe("a hostile page", () => {
  test("that is not allowed frames nothing and hears nothing", async () => {
    const evil = await openAdmin("");
    const server: TestServer = await openTestServer({ ALLOWED_ORIGINS: "https://admin.example" });
    evil.show(attack(server.url));
    const { page } = await openPage(await openBrowser(), {});
    await page.goto(evil.origin);
    await page.waitForFunction(() => "attacked" in window);
    const [framed] = page.frames().slice(1);
    expect(framed?.url()).toMatch(/^chrome-error:/);
    expect(await heard(page)).toEqual([]);
  });

  test("in a frame beside the desk, or above the page that may frame it, drives nothing", async () => {
    const { page, server, token } = await open(
      (token) =>
        `<offplan-desk class="offplan" project="lagoon-terraces" token="${token}"></offplan-desk>`,
    );
    await untilHeard(page, ({ type }) => type === "view");
    const evil = await openAdmin("<!doctype html><title>Evil</title>", "127.0.0.1");
    await page.evaluate((address) => {
      const beside = document.createElement("iframe");
      beside.src = address;
      beside.name = "evil";
      document.body.append(beside);
    }, evil.origin);
    await page.frame("evil")?.waitForLoadState();
    await page.frame("evil")?.evaluate(() => {
      for (let index = 0; index < parent.frames.length; index += 1) {
        for (const type of ["present", "end"]) {
          parent.frames[index]?.postMessage({ offplan: 1, type, options: {} }, "*");
        }
        parent.frames[index]?.postMessage(
          { offplan: 1, type: "show", view: { screen: "layouts" } },
          "*",
        );
      }
      // Nor does it pass for the desk in the eyes of the element.
      parent.postMessage({ offplan: 1, type: "live", id: "x", link: "https://evil.example" }, "*");
    });
    // A message of the page's own is obeyed after those, so those were looked at.
    await page
      .locator("offplan-desk")
      .evaluate((element) =>
        (element as unknown as { show(view: object): void }).show({ screen: "shortlist" }),
      );
    await untilHeard(page, ({ view }) => JSON.stringify(view) === '{"screen":"shortlist"}');
    const said = await heard(page);
    expect(said.filter(({ type }) => type === "live")).toEqual([]);
    expect(JSON.stringify(said)).not.toContain("layouts");
    expect(JSON.stringify(said)).not.toContain(token);
    const mine = await server.call("GET", "/api/presentations", undefined, token);
    expect(await mine.json()).toEqual({ presentations: [] });
  });

  test("that moves the frame elsewhere gets no token there", async () => {
    const { page, token } = await open(
      (token) =>
        `<offplan-desk class="offplan" project="lagoon-terraces" token="${token}"></offplan-desk>`,
    );
    await untilHeard(page, ({ type }) => type === "view");
    const evil = await openAdmin(
      `<!doctype html><title>Evil</title><script>
        window.heard = [];
        addEventListener("message", ({ data }) => window.heard.push(data));
        parent.postMessage({ offplan: 1, type: "ready" }, "*");
        parent.postMessage({ offplan: 1, type: "token-needed" }, "*");
      </script>`,
      "127.0.0.1",
    );
    const [framed] = page.frames().slice(1);
    await framed?.goto(evil.origin);
    await page.locator("offplan-desk").evaluate((element, fresh) => {
      element.setAttribute("token", `${fresh}.again`);
    }, token);
    const got = await framed?.evaluate(() => (window as unknown as { heard: unknown[] }).heard);
    expect(got).toEqual([]);
  });
});
