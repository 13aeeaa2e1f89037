import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { AGENT_KEY } from "../../support/server/serverCalls.ts";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-sync",
  // Chromium treats a fulfilled page as one of the public network, which may not load from 127.0.0.1.
  "--disable-features=LocalNetworkAccessChecks",
];
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** An agent's desk and a buyer's phone in one presentation, each in a Chromium of its own. */
export interface Viewing {
  readonly agent: Page;
  readonly buyer: Page;
  close(): Promise<void>;
}

export interface ViewingOptions {
  readonly executablePath: string;
  /** The server's URL. */
  readonly origin: string;
  /** The buyer's URL of the server, if different. */
  readonly buyerOrigin?: string;
  /** Called before the buyer's page is opened. */
  readonly prepareBuyer?: (context: BrowserContext) => Promise<void>;
  /** Built pages that replace the server's own. */
  readonly pages: string;
  readonly relayPort: number;
}

/** Serves the pages of another build; all other requests go to the server. */
async function servePages(
  context: BrowserContext,
  pages: string,
  relayPort: number,
): Promise<void> {
  await context.addInitScript((port) => {
    globalThis.benchRelayPort = port;
  }, relayPort);
  await context.route("**/*", async (route) => {
    const { pathname } = new URL(route.request().url());
    const isPage = route.request().resourceType() === "document";
    const file = isPage ? "index.html" : pathname.slice(1);
    if (!isPage && !pathname.startsWith("/assets/")) return route.continue();
    const contentType = TYPES[extname(file)] ?? "application/octet-stream";
    return route.fulfill({ body: await readFile(join(pages, file)), contentType });
  });
}

async function openPage(
  browser: Browser,
  { pages, relayPort }: ViewingOptions,
  device: Parameters<Browser["newContext"]>[0],
  prepare?: ViewingOptions["prepareBuyer"],
): Promise<Page> {
  const context = await browser.newContext({ locale: "en-GB", ...device });
  await servePages(context, pages, relayPort);
  await prepare?.(context);
  return context.newPage();
}

async function invite(
  agent: Page,
  { origin, buyerOrigin = origin }: ViewingOptions,
): Promise<string> {
  await agent.addInitScript(() => localStorage.setItem("offplan.agentName", ""));
  await agent.goto(`${origin}/agent#key=${AGENT_KEY}`);
  await agent.getByRole("button", { name: "Remote presentation" }).click();
  await agent.getByRole("button", { name: "Start presenting" }).click();
  const mail = await agent.getByRole("link", { name: "E-mail" }).getAttribute("href");
  const path = /\/p\/\S+/.exec(decodeURIComponent(mail ?? ""))?.[0];
  if (path === undefined) throw new Error("the desk shows no link");
  await agent.keyboard.press("Escape");
  return `${buyerOrigin}${path}`;
}

export async function openViewing(options: ViewingOptions): Promise<Viewing> {
  const { executablePath } = options;
  const launch = () => chromium.launch({ executablePath, args: FLAGS });
  const browsers = await Promise.all([launch(), launch()]);
  const close = async (): Promise<void> => {
    await Promise.all(browsers.map((browser) => browser.close()));
  };
  try {
    const [desk, phone] = browsers;
    const agent = await openPage(desk, options, { viewport: { width: 1440, height: 900 } });
    const link = await invite(agent, options);
    const device = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
    const buyer = await openPage(phone, options, device, options.prepareBuyer);
    await buyer.goto(link);
    await buyer.getByRole("button", { name: "Join the viewing" }).tap();
    await buyer.getByText("Your agent is presenting").waitFor();
    return { agent, buyer, close };
  } catch (error) {
    await close();
    throw error;
  }
}
