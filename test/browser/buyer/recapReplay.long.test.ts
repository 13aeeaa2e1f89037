import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Moment, MomentContent } from "../../../schema/history/moment.ts";
import { unitView, type View } from "../../../schema/presentation/presentation.ts";
import {
  DESK,
  openBrowser,
  openPage,
  PHONE,
  picture,
  signInLink,
} from "../../support/browser/browser.ts";
import { keepMoments } from "../../support/server/disk/keepMoments.ts";
import type { Presentation } from "../../support/server/serverCalls.ts";
import { openTestServer, type TestServer } from "../../support/server/testServer.ts";

const CLIENT = join(import.meta.dirname, "../../../client/dist");
const SECOND = 1_000;
/** The presentation is written this long before now. */
const AGO_MS = 20 * 60 * SECOND;

const tower: View = { screen: "building", building: "b" };
const shows = (view: View) => ({ kind: "view", view, by: "sara" }) as const;

/** Moments by seconds from the beginning. The pause is not played, and of the silence after it only 5 s. */
const SAID: readonly (readonly [seconds: number, content: MomentContent])[] = [
  [0, { kind: "joined", by: "sara", role: "agent", name: "Sara" }],
  [1, shows(tower)],
  [9, { kind: "pointed", anchor: "unit:b-1204", ms: 3_000, by: "sara" }],
  [10, shows(unitView("b-1204"))],
  [15, { kind: "status", unit: "b-1204", status: "available" }],
  [20, { kind: "paused", by: "sara" }],
  [50, { kind: "resumed", by: "sara" }],
  [50, shows(unitView("b-1404"))],
  [55, { kind: "shortlist", unit: "b-1404", kept: true }],
  [400, shows({ screen: "shortlist" })],
  [420, { kind: "left", by: "sara" }],
];

const subjectOf = (token: string): string =>
  (JSON.parse(atob(token.split(".")[1] ?? "")) as { sub: string }).sub;

/** An ended presentation to Olga, who joined after five seconds, and its recap's link. */
async function presentInThePast(server: TestServer) {
  const presentation = await server.present({ buyer: { name: "Olga" } });
  const olga = subjectOf((await presentation.join("Olga")).token);
  const arrival = [5, { kind: "joined", by: olga, role: "buyer", name: "Olga" }] as const;
  const start = Date.now() - AGO_MS;
  const moments = [...SAID.slice(0, 2), arrival, ...SAID.slice(2)].map(
    ([seconds, content], n): Moment =>
      Object.assign({ at: start + seconds * SECOND, node: "one", n }, content),
  );
  keepMoments(server.dataDir, presentation.room, moments);
  const { id, agentToken } = presentation;
  const made = await server.call("POST", `/api/presentations/${id}/recap`, {}, agentToken);
  const { link } = (await made.json()) as { link: string };
  return { presentation, recap: link };
}

async function endIt(server: TestServer, { id, agentToken }: Presentation): Promise<void> {
  await server.call("DELETE", `/api/presentations/${id}`, undefined, agentToken);
}

const SIZES = [
  [360, 740],
  [390, 844],
  [1280, 720],
  [1440, 900],
] as const;

async function lookAt(page: Page, name: string): Promise<void> {
  if (process.env["PICTURES"] !== "1") return;
  const before = page.viewportSize();
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    await page.waitForTimeout(700);
    await picture(page, `${name}-${width}`);
  }
  if (before !== null) await page.setViewportSize(before);
}

/** Modules of a script, by the build's own source map; a script that only re-exports has none. */
async function modulesIn(script: string): Promise<readonly string[]> {
  const map = join(CLIENT, `${script}.map`);
  if (!existsSync(map)) return [script];
  return (JSON.parse(await readFile(map, "utf8")) as { sources: string[] }).sources;
}

/** Records the modules of every script that a page loads. */
function watchModules(page: Page): () => Promise<readonly string[]> {
  const names = new Set<string>();
  page.on("response", (response) => {
    if (response.request().resourceType() === "script") {
      names.add(new URL(response.url()).pathname);
    }
  });
  return async () => (await Promise.all([...names].map(modulesIn))).flat();
}

const YJS = /node_modules\/(?:yjs|y-protocols|y-websocket|y-utility)\//;

async function expectNoYjs(modules: readonly string[]): Promise<void> {
  expect(modules.some((module) => module.endsWith("replay/ReplayView.tsx"))).toBe(true);
  expect(modules.filter((module) => YJS.test(module))).toEqual([]);
}

const bar = (page: Page) => page.getByRole("slider").last();
const said = (page: Page) => bar(page).getAttribute("aria-valuetext");
const homeShown = (page: Page) => page.locator(".stage[data-screen=unit]");

test("a buyer replays the presentation, by touch and keyboard, in their own language, without a room", async () => {
  const server = await openTestServer();
  const { presentation, recap } = await presentInThePast(server);
  await endIt(server, presentation);
  const change = { status: "reserved" };
  const path = "/api/projects/lagoon-terraces/units/b-1204";
  await server.call("PATCH", path, change, presentation.agentToken);
  const { page, complaints } = await openPage(await openBrowser(), PHONE);
  const modulesOf = watchModules(page);
  await page.goto(recap);
  const open = page.getByRole("button", { name: "Watch it again" });
  await open.waitFor();
  expect((await modulesOf()).filter((module) => module.includes("/replay/"))).toEqual([]);
  await open.tap();
  const replay = page.getByRole("dialog", { name: "Replay" });
  await replay.waitFor();
  await expectNoYjs(await modulesOf());

  // From the buyer's coming to the pause 15 s, then 10 s of b-1404, of which 5 are the silence's, then the end's 25.
  await expect.poll(() => said(page)).toBe("0:00 of 0:50, Tower B");
  expect(await page.locator(".stage").getAttribute("data-screen")).toBe("building");
  await page.keyboard.press("ArrowRight");
  await homeShown(page).waitFor();
  expect(await said(page)).toBe("0:05 of 0:50, B-1204");
  // Its first status was set five seconds later.
  await replay.getByText("Then: status not known").waitFor();
  await bar(page).fill("11000");
  await replay.getByText("Then: available").waitFor();
  await lookAt(page, "replay-home-en");
  await bar(page).fill("3000");
  await page.locator('[data-anchor="unit:b-1204"][data-highlighted]').waitFor();
  // The cell is out of sight on a phone, and a press on the pill scrolls to it.
  await replay.getByRole("button", { name: "Your agent: B-1204" }).tap();
  await page.locator(".agent-pointer:not([data-off])").waitFor();
  await lookAt(page, "replay-en");
  await page.keyboard.press("Digit5");
  expect(await said(page)).toBe("0:25 of 0:50, Shortlist");
  await page.keyboard.press("Shift+ArrowLeft");
  expect(await said(page)).toBe("0:15 of 0:50, B-1404");
  await page.getByText(/^B-1404, chapter 3 of 4$/).waitFor({ state: "attached" });
  await page.keyboard.press("End");
  expect(await said(page)).toBe("0:50 of 0:50, Shortlist");
  await page.keyboard.press("Home");
  expect(await said(page)).toBe("0:00 of 0:50, Tower B");

  // At fourfold speed it soon reaches the home, and exploring pauses it.
  await replay.getByRole("button", { name: "4×" }).tap();
  await replay.getByRole("button", { name: "Play", exact: true }).tap();
  await homeShown(page).waitFor();
  await replay.getByRole("tab", { name: "Payment" }).tap();
  await replay.getByRole("button", { name: "Play", exact: true }).waitFor();
  await replay.getByRole("button", { name: "Back to the replay" }).tap();
  expect(await homeShown(page).count()).toBe(1);
  await replay.getByRole("button", { name: "Chapters" }).tap();
  await lookAt(page, "replay-chapters-en");
  await page.getByRole("button", { name: /^B-1404/ }).tap();
  await expect.poll(() => said(page)).toBe("0:15 of 0:50, B-1404");

  await page.goBack();
  await expect.poll(() => replay.count()).toBe(0);
  expect(await open.isVisible()).toBe(true);
  await page.getByLabel("Language").selectOption("ar");
  await page.getByRole("button", { name: "شاهد العرض مرة أخرى" }).tap();
  await expect.poll(() => said(page)).toContain("0:00 من 0:50");
  await page.keyboard.press("ArrowLeft");
  expect(await said(page)).toContain("0:05 من 0:50");
  await lookAt(page, "replay-ar");
  await page.keyboard.press("Escape");
  await expect.poll(() => bar(page).count()).toBe(0);
  expect(complaints).toEqual([]);
}, 120_000);

test("an agent replays all of it from the record, and sees an error when it cannot be loaded", async () => {
  const server = await openTestServer();
  const { presentation } = await presentInThePast(server);
  const nothing = await server.present();
  await endIt(server, presentation);
  await endIt(server, nothing);
  const browser = await openBrowser();
  const desk = await openPage(browser, { ...DESK, agentName: "Sara" });
  await desk.page.goto(signInLink(server));
  await desk.page.getByRole("button", { name: "Settings" }).click();
  await desk.page.getByRole("menuitem", { name: "Presentations" }).click();
  await desk.page.getByRole("button", { name: "What was seen" }).last().click();
  const [page] = await Promise.all([
    desk.context.waitForEvent("page"),
    desk.page.getByRole("link", { name: "Replay" }).click(),
  ]);
  const modulesOf = watchModules(page);
  await page.reload();
  await expect.poll(() => said(page)).toMatch(/^0:00 of 0:5\d, Tower B$/);
  await expectNoYjs(await modulesOf());
  await page.getByText("none was sent").waitFor({ state: "detached" });
  const followers = page.getByRole("list", { name: "Who was there" });
  await followers.getByText("No buyer was there").waitFor();
  await lookAt(page, "replay-agent-en");
  await page
    .getByRole("navigation")
    .getByRole("button", { name: /^B-1204/ })
    .click();
  expect(await said(page)).toMatch(/^0:09 of 0:5\d, B-1204$/);
  await followers.getByText("Olga").waitFor();
  await followers.getByText("following").waitFor();
  await page.getByText("status not known").waitFor();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => said(page)).toMatch(/^0:1\d of/);
  await lookAt(page, "replay-agent-home-en");

  await page.goto(`${server.url}/replay/${nothing.id}`);
  await page.getByText("Nothing was shown").waitFor();
  await picture(page, "replay-empty");
  await page.route("**/history", (route) => route.fulfill({ status: 503, body: "" }));
  await page.reload();
  await page.getByRole("alert").waitFor();
  await page.unroute("**/history");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByText("Nothing was shown").waitFor();
  await page.getByRole("button", { name: "Close the replay" }).click();
  await expect.poll(() => page.isClosed()).toBe(true);
}, 120_000);
