import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { inject, onTestFinished } from "vitest";
import { launchChromium } from "./chromium.ts";
import { AGENT_KEY, type TestServer } from "../server/testServer.ts";

const OUTPUT = join(import.meta.dirname, "..", "..", ".output");

/** Option for pages whose animations are tested. */
export const MOVING = { reducedMotion: "no-preference" } as const;
export const DESK = { viewport: { width: 1440, height: 900 } };
export const PHONE = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};

/** The run's Chromium; with `flags` a separate one. Its contexts are closed at the end of the test. */
export async function openBrowser(...flags: readonly string[]): Promise<Browser> {
  const browser =
    flags.length === 0
      ? await chromium.connect(inject("chromiumUrl"))
      : await launchChromium(...flags);
  onTestFinished(() => browser.close());
  return browser;
}

type PageOptions = Parameters<Browser["newContext"]>[0] & {
  /** The agent's stored name in this browser; without it the page asks for one. */
  readonly agentName?: string;
};

/** Runs in the page. */
function answerName(name: string): void {
  try {
    if (localStorage.getItem("offplan.agentName") === null) {
      localStorage.setItem("offplan.agentName", name);
    }
  } catch {
    // The browser refuses site data.
  }
}

/**
 * A page in its own context that records errors, warnings and requests to other origins. It asks for less motion unless
 * it is `MOVING`: a page that animates costs a fifth of the run.
 */
export async function openPage(
  browser: Browser,
  { agentName, ...options }: PageOptions,
): Promise<{
  readonly page: Page;
  readonly context: BrowserContext;
  readonly complaints: string[];
}> {
  const context = await browser.newContext({
    locale: "en-GB",
    reducedMotion: "reduce",
    ...options,
  });
  context.setDefaultTimeout(45_000);
  if (agentName !== undefined) await context.addInitScript(answerName, agentName);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (!["data:", "blob:"].includes(protocol) && hostname !== "127.0.0.1") {
      complaints.push(`third party: ${request.url()}`);
    }
  });
  return { page, context, complaints };
}

/** Saves a screenshot for visual review, if requested: `PICTURES=1`. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env["PICTURES"] !== "1") return;
  await mkdir(OUTPUT, { recursive: true });
  await page.screenshot({ path: join(OUTPUT, `${name}.png`) });
}

export const signInLink = (server: TestServer): string => `${server.url}/agent#key=${AGENT_KEY}`;

/** Completes the invitation's dialog, closes it, and returns the link. */
export async function startPresenting(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Remote presentation" }).click();
  await page.getByRole("button", { name: "Start presenting" }).click();
  const email = page.getByRole("link", { name: "E-mail" });
  const mailto = (await email.getAttribute("href")) ?? "";
  const link = /https?:\/\/\S+\/p\/\S+/.exec(decodeURIComponent(mailto))?.[0];
  if (link === undefined) throw new Error(`no link in ${mailto}`);
  await page.keyboard.press("Escape");
  return link;
}

/** Opens the link as a buyer and completes the join page. */
export async function joinAsBuyer(page: Page, link: string, name?: string): Promise<void> {
  await page.goto(link);
  if (name !== undefined) await page.getByLabel("Your name").fill(name);
  await page.getByRole("button", { name: "Join the viewing" }).tap();
  await page.getByText("Your agent is presenting").waitFor();
}
