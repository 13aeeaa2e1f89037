import type { BrowserContext, Page } from "playwright-core";
import { expect, test } from "vitest";
import { DESK, openBrowser, openPage, PHONE, signInLink } from "../support/browser/browser.ts";
import { openTestServer } from "../support/server/testServer.ts";

const BASE = "/viewings/";

/** Whatever a context asks for, by page, frame or socket, that is not below the base path. */
function strays(context: BrowserContext): string[] {
  const found: string[] = [];
  const look = (url: string): void => {
    const { protocol, pathname } = new URL(url);
    if (!["data:", "blob:"].includes(protocol) && !`${pathname}/`.startsWith(BASE)) found.push(url);
  };
  context.on("request", (request) => look(request.url()));
  context.on("page", (page) => page.on("websocket", (socket) => look(socket.url())));
  return found;
}

test("every page below a base path asks for nothing outside of it", async () => {
  const server = await openTestServer({ BASE_PATH: "/viewings" });
  const browser = await openBrowser();
  const desk = await openPage(browser, { ...DESK, agentName: "Anna" });
  const strayOfDesk = strays(desk.context);
  const sockets: string[] = [];
  const watch = (page: Page) => page.on("websocket", (socket) => sockets.push(socket.url()));
  watch(desk.page);
  await desk.page.goto(signInLink(server));
  await desk.page.getByRole("button", { name: "Remote presentation" }).waitFor();

  const presentation = await server.present();
  const phone = await openPage(browser, PHONE);
  const strayOfPhone = strays(phone.context);
  watch(phone.page);
  await openStage(desk.page, server.url, presentation.id);
  await phone.page.goto(presentation.link);
  await phone.page.getByRole("button", { name: "Join the viewing" }).tap();
  await phone.page.locator(".stage").first().waitFor();
  await phone.page.reload();
  await phone.page.locator(".stage").first().waitFor();

  const colleague = await openPage(browser, DESK);
  const strayOfColleague = strays(colleague.context);
  watch(colleague.page);
  await colleague.page.goto(await presentation.inviteColleague());
  await colleague.page.getByRole("textbox").first().fill("Boris");
  await colleague.page.getByRole("textbox").first().press("Enter");
  await colleague.page.locator(".stage").first().waitFor();

  const recap = await server.call(
    "POST",
    `/api/presentations/${presentation.id}/recap`,
    undefined,
    presentation.agentToken,
  );
  const { link } = (await recap.json()) as { link: string };
  await phone.page.goto(link);
  await phone.page.getByRole("heading").first().waitFor();
  for (const path of ["inspect", "replay"]) {
    await desk.page.goto(`${server.url}/${path}/${presentation.id}`);
    await desk.page.locator("main, [role=main], .stage").first().waitFor();
  }
  await desk.page.goto(`${new URL(server.url).origin}/viewings`);
  await desk.page.getByRole("button", { name: "Remote presentation" }).waitFor();

  expect([strayOfDesk, strayOfPhone, strayOfColleague]).toEqual([[], [], []]);
  expect(sockets.length).toBeGreaterThan(1);
  for (const socket of sockets) expect(new URL(socket).pathname.startsWith(BASE)).toBe(true);
});

/** Several views of the desk, with their pictures. */
async function openStage(page: Page, url: string, id: string): Promise<void> {
  expect(id).not.toBe("");
  for (const view of ["unit:b-1204", "layouts", "floor:b/12", "gallery:pool"]) {
    await page.goto(`${url}/agent?project=lagoon-terraces&view=${encodeURIComponent(view)}`);
    await page.locator(".stage").first().waitFor();
  }
}
