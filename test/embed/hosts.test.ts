import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { joinAsBuyer, openBrowser, openPage, PHONE, picture } from "../support/browser/browser.ts";
import { openConsumer, type Consumer } from "../support/embed/consumer.ts";
import { startHost } from "../support/embed/nodeHost.ts";
import { openStrippingProxy } from "../support/server/hostServer.ts";
import { AGENT_KEY } from "../support/server/serverCalls.ts";

const GUIDE = new URL("../../server/embedding.md", import.meta.url);

let consumer: Consumer;
beforeAll(async () => {
  consumer = await openConsumer();
  await mkdir(join(consumer.folder, "public"));
});
afterAll(() => consumer.remove());

/** The file that the guide shows under this name, to the letter. */
async function fromGuide(name: string): Promise<string> {
  const text = await readFile(GUIDE, "utf8");
  const [, found] = new RegExp(`\`${name}\`:\\n\\n\`\`\`\\w+\\n([^]*?)\`\`\``).exec(text) ?? [];
  if (found === undefined) throw new Error(`the guide shows no ${name}`);
  return found;
}

const linkIn = async (page: Page): Promise<string> => {
  const [, framed] = page.frames();
  await framed?.getByRole("button", { name: "Remote presentation" }).click();
  const href = await framed?.getByRole("link", { name: "WhatsApp" }).getAttribute("href");
  return /https?:\/\/\S+\/p\/\S+/.exec(decodeURIComponent(href ?? ""))?.[0] ?? "";
};

/** Every request of a page that is not below this address. */
const strayRequests = (page: Page, below: string): string[] => {
  const stray: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(below) && !request.url().startsWith("data:")) {
      stray.push(request.url());
    }
  });
  return stray;
};

test("the guide, followed to the letter: Express beside another WebSocket server, with the host's own session", async () => {
  await consumer.write("server.js", await fromGuide("server.js"));
  await consumer.write("public/admin.html", await fromGuide("public/admin.html"));
  const port = await startHost(consumer.folder, "server.js");
  const origin = `http://localhost:${port}`;
  const browser = await openBrowser();
  const { page } = await openPage(browser, { viewport: { width: 420, height: 900 } });
  await page.goto(`${origin}/admin.html`);
  const link = await linkIn(page);
  expect(link).toMatch(new RegExp(`^${origin}/viewings/p/`));
  await picture(page, "embed-guide");
  const { page: buyer } = await openPage(browser, PHONE);
  const stray = strayRequests(buyer, `${origin}/viewings/`);
  await joinAsBuyer(buyer, link);
  await buyer.getByText("B-1204").first().waitFor();
  expect(stray).toEqual([]);
  const echo = await page.evaluate(
    (address) =>
      new Promise((resolve) => {
        const socket = new WebSocket(address);
        socket.addEventListener("open", () => socket.send("still here"));
        socket.addEventListener("message", ({ data }) => resolve(data));
      }),
    origin.replace("http", "ws"),
  );
  expect(echo).toBe("still here");
});

/** A server of plain `node:http`, all by its environment. */
const PLAIN = `import { createServer } from "node:http";
     import { createOffplan } from "offplan-live/server";
     const offplan = await createOffplan({ env: process.env });
     const server = createServer((request, response) =>
       offplan.handle(request, response, () => response.end("theirs")),
     );
     server.on("upgrade", (request, socket, head) => {
       if (!offplan.upgrade(request, socket, head)) socket.destroy();
     });
     server.listen(Number(process.env.PORT), "127.0.0.1", () => console.log("listening"));`;

test("node:http below a base path, behind a proxy that strips it", async () => {
  let server = "";
  const proxy = await openStrippingProxy("/sales/viewings", () => server, {
    "x-forwarded-prefix": "/sales/viewings",
  });
  await consumer.write("plain.js", PLAIN);
  const port = await startHost(consumer.folder, "plain.js", {
    AGENT_KEY,
    DATA_DIR: ".plain",
    BASE_PATH: "/sales/viewings",
    PUBLIC_URL: proxy,
    TRUST_PROXY: "loopback",
  });
  server = `http://127.0.0.1:${port}`;
  const browser = await openBrowser();
  const { page: desk } = await openPage(browser, {
    viewport: { width: 1280, height: 720 },
    agentName: "Anna",
  });
  const stray = strayRequests(desk, `${proxy}/sales/viewings/`);
  await desk.goto(`${proxy}/sales/viewings/agent?project=lagoon-terraces#key=${AGENT_KEY}`);
  await desk.getByRole("button", { name: "Remote presentation" }).click();
  await desk.getByRole("button", { name: "Start presenting" }).click();
  const href = await desk.getByRole("link", { name: "WhatsApp" }).getAttribute("href");
  const link = /https?:\/\/\S+\/p\/\S+/.exec(decodeURIComponent(href ?? ""))?.[0] ?? "";
  const { page: buyer } = await openPage(browser, PHONE);
  const strayOfBuyer = strayRequests(buyer, `${proxy}/sales/viewings/`);
  await joinAsBuyer(buyer, link);
  expect([stray, strayOfBuyer]).toEqual([[], []]);
  await expect(fetch(`${server}/agent`).then((page) => page.text())).resolves.toBe("theirs");
});
