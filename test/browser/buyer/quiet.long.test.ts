import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { MESSAGE, SYNC } from "../../../schema/protocol/protocol.ts";
import { joinAsBuyer, MOVING, openPage, PHONE } from "../../support/browser/browser.ts";
import { homeOn, openTowerB, openViewing } from "../../support/browser/viewing.ts";

declare global {
  /** Number of React's commits. */
  var commits: number | undefined;
  /** Changes in the page other than of the agent's pointer and the room it points into. */
  var changed: string[] | undefined;
}

/** Counts React's commits through the hook of its developer tools. Call before the page's own scripts run. */
const countCommits = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    globalThis.commits = 0;
    Object.assign(globalThis, {
      __REACT_DEVTOOLS_GLOBAL_HOOK__: {
        supportsFiber: true,
        inject: () => 1,
        onCommitFiberRoot: () => (globalThis.commits = (globalThis.commits ?? 0) + 1),
        onCommitFiberUnmount: () => undefined,
      },
    });
  });

const commits = (page: Page): Promise<number> => page.evaluate(() => globalThis.commits ?? NaN);

/** Records changes in the page from now on, except of the pointer and the highlighted room under it. */
const watchChanges = (page: Page): Promise<void> =>
  page.evaluate(() => {
    globalThis.changed = [];
    new MutationObserver((mutations) => {
      for (const { target, type } of mutations) {
        const element = target instanceof Element ? target : target.parentElement;
        if (element?.closest(".agent-pointer, [data-room]") !== null) continue;
        globalThis.changed?.push(`${type} of ${element.tagName} ${element.className}`);
      }
    }).observe(document.body, {
      attributes: true,
      characterData: true,
      childList: true,
      subtree: true,
    });
  });

/** Resolves once React has rendered all pending updates. */
const drawn = (page: Page): Promise<unknown> =>
  page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );

/** Counts the document updates that reach the page. Call before it connects. */
function countUpdates(page: Page): () => number {
  let updates = 0;
  page.on("websocket", (socket) =>
    socket.on("framereceived", ({ payload }) => {
      if (payload[0] === MESSAGE.sync && payload[1] === SYNC.update) updates += 1;
    }),
  );
  return () => updates;
}

async function openPointing() {
  const { browser, desk, link } = await openViewing({}, MOVING);
  const phone = await openPage(browser, { ...PHONE, ...MOVING });
  await countCommits(phone.page);
  const arrived = countUpdates(phone.page);
  await joinAsBuyer(phone.page, link, "Carol");
  await openTowerB(desk.page);
  await homeOn(desk.page, "b-1204").click();
  await phone.page.getByRole("heading", { name: "B-1204" }).waitFor();
  // Announcing the agent's resting view is the page's last change after a home is opened.
  await phone.page.getByRole("status").filter({ hasText: "B-1204" }).waitFor();
  const drawing = desk.page.getByRole("main").locator('[data-surface][data-anchor^="layout:"]');
  const box = await drawing.first().boundingBox();
  if (box === null) throw new Error("no plan on the desk");
  const point = (x: number): Promise<void> =>
    desk.page.mouse.move(box.x + x * box.width, box.y + 0.5 * box.height);
  return { desk, phone, point, arrived };
}

test("a moving pointer redraws nothing of the buyer's page but itself", async () => {
  const { phone, point } = await openPointing();
  const hand = phone.page.locator(".stage .agent-pointer:not([data-off])");
  const room = phone.page.locator(".stage [data-room][data-pointed]").first();
  const xOf = async (): Promise<number> => (await hand.boundingBox())?.x ?? NaN;
  await point(0.3);
  await hand.waitFor();
  await drawn(phone.page);
  const start = await room.getAttribute("data-room");
  await watchChanges(phone.page);
  const before = await commits(phone.page);
  expect(before).toBeGreaterThan(0);
  for (const x of [0.35, 0.4, 0.45, 0.5, 0.55, 0.6]) {
    const from = await xOf();
    await point(x);
    await expect.poll(xOf).not.toBe(from);
  }
  await expect.poll(() => room.getAttribute("data-room")).not.toBe(start);
  await drawn(phone.page);
  expect(await commits(phone.page)).toBe(before);
  expect(await phone.page.evaluate(() => globalThis.changed)).toEqual([]);
});

test("a hidden page renders no received changes, and is current again when it is visible", async () => {
  const { desk, phone, arrived } = await openPointing();
  const setVisibility = (state: string): Promise<void> =>
    phone.page.evaluate((next) => {
      Object.defineProperty(document, "visibilityState", { get: () => next, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, state);
  await setVisibility("hidden");
  const [before, updates] = [await commits(phone.page), arrived()];
  await desk.page.goBack();
  await desk.page.getByRole("main").getByRole("heading", { name: "Tower B" }).waitFor();
  await expect.poll(arrived).toBeGreaterThan(updates);
  await drawn(phone.page);
  expect(await commits(phone.page)).toBe(before);
  expect(await phone.page.getByRole("heading", { name: "B-1204" }).isVisible()).toBe(true);
  await setVisibility("visible");
  await phone.page.getByRole("heading", { name: "Tower B" }).waitFor();
});
