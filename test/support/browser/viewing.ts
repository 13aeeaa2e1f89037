import type { Browser, Page } from "playwright-core";
import {
  DESK,
  joinAsBuyer,
  type MOVING,
  openBrowser,
  openPage,
  PHONE,
  signInLink,
  startPresenting,
} from "./browser.ts";
import { openTestServer, type TestServer } from "../server/testServer.ts";

type OpenedPage = Awaited<ReturnType<typeof openPage>>;

export interface OpenViewing {
  readonly server: TestServer;
  readonly browser: Browser;
  readonly link: string;
  readonly desk: OpenedPage;
  readonly phone: OpenedPage;
}

/** Layla, who presents the demo, and Bob, who joined. Their pages ask for less motion unless they are `MOVING`. */
export async function openViewing(
  environment: Record<string, string> = {},
  motion: Partial<typeof MOVING> = {},
): Promise<OpenViewing> {
  const server = await openTestServer(environment);
  const browser = await openBrowser();
  const desk = await openPage(browser, { ...DESK, ...motion, agentName: "Layla" });
  await desk.page.goto(signInLink(server));
  const link = await startPresenting(desk.page);
  const phone = await openPage(browser, { ...PHONE, ...motion });
  await joinAsBuyer(phone.page, link, "Bob");
  return { server, browser, link, desk, phone };
}

/** Elements that represent a home on the stage: a cell of the board, an outline, a row. */
export const homeOn = (page: Page, unit: string) =>
  page.getByRole("main").locator(`.stage [data-anchor="unit:${unit}"]`).first();

export async function openTowerB(page: Page): Promise<void> {
  const rail = page.getByRole("navigation", { name: "Development" });
  await rail.getByRole("button", { name: /^Tower B,/ }).click();
  await homeOn(page, "b-1204").waitFor();
}
