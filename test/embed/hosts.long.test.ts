import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { joinAsBuyer, openBrowser, openPage, PHONE, picture } from "../support/browser/browser.ts";
import { openAdmin } from "../support/embed/adminPage.ts";
import { openConsumer, type Consumer } from "../support/embed/consumer.ts";
import { PLAIN_HOST, startHost } from "../support/embed/nodeHost.ts";
import { openStrippingProxy } from "../support/server/hostServer.ts";
import { AGENT_KEY } from "../support/server/serverCalls.ts";

const GUIDE = new URL("../../server/embedding.md", import.meta.url);

let consumer: Consumer;
beforeAll(async () => {
  consumer = await openConsumer(["react", "react-dom", "vite", "@vitejs/plugin-react"]);
  await mkdir(join(consumer.folder, "public"));
  await mkdir(join(consumer.folder, "admin"));
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

test("node:http below a base path, behind a proxy that strips it", async () => {
  let server = "";
  const proxy = await openStrippingProxy("/sales/viewings", () => server, {
    "x-forwarded-prefix": "/sales/viewings",
  });
  await consumer.write("plain.js", PLAIN_HOST);
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

const ADMIN = `
import { createRoot } from "react-dom/client";
import { Inspector, Stage, usePresentation, useViewers } from "offplan-live/react";

const server = document.body.dataset.server;
const token = async () => {
  const answer = await fetch(server + "/api/sign-in", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ key: document.body.dataset.key }),
  });
  return (await answer.json()).token;
};

function Admin() {
  const presentation = usePresentation({ server, project: "lagoon-terraces", token });
  const viewers = useViewers(presentation);
  const { status, view } = presentation;
  return (
    <>
      <button onClick={() => presentation.present()}>Present</button>
      <button onClick={() => presentation.show({ screen: "unit", unit: "b-1204" })}>Show</button>
      <output id="link">{status.kind === "live" ? status.started.link : ""}</output>
      <output id="view">{JSON.stringify(view)}</output>
      <ul>{viewers.map(({ clientId, name }) => <li key={clientId}>{name}</li>)}</ul>
      <Stage presentation={presentation} title="Stage" style={{ height: "44rem" }} />
      <Inspector presentation={presentation} title="Inspector" style={{ height: "30rem" }} />
    </>
  );
}
createRoot(document.getElementById("root")).render(<Admin />);
`;

test("a React admin of another site presents by hooks, draws the stage in a frame, and has one copy of Yjs", async () => {
  await consumer.write("admin/main.jsx", ADMIN);
  await consumer.write(
    "vite.config.js",
    `import react from "@vitejs/plugin-react";
     export default { plugins: [react()], build: { outDir: "built", target: "es2022", modulePreload: false,
       rolldownOptions: { input: "admin/main.jsx", output: { entryFileNames: "admin.js", codeSplitting: false } } } };`,
  );
  const built = await consumer.run("vite", "build", "--logLevel", "error");
  expect(built).toEqual({ code: 0, said: "" });
  const script = await readFile(join(consumer.folder, "built", "admin.js"), "utf8");
  expect(script.split("__ $YJS$ __").length - 1).toBe(1);

  const admin = await openAdmin("");
  await consumer.write("standing.js", PLAIN_HOST);
  const port = await startHost(consumer.folder, "standing.js", {
    BASE_PATH: "/viewings",
    AGENT_KEY,
    DATA_DIR: ".react",
    ALLOWED_ORIGINS: admin.origin,
  });
  const server = `http://127.0.0.1:${port}/viewings`;
  admin.show(
    `<!doctype html><meta charset="utf-8"><title>Admin</title><body data-server="${server}" data-key="${AGENT_KEY}">
     <div id="root"></div><script type="module">${script.replaceAll("</script", "<\\/script")}</script>`,
  );
  const browser = await openBrowser();
  const { page } = await openPage(browser, { viewport: { width: 1280, height: 1600 } });
  await page.goto(admin.origin);
  await page.getByRole("button", { name: "Show" }).click();
  await page.getByRole("button", { name: "Present" }).click();
  await expect.poll(() => page.locator("#link").textContent()).toContain("/viewings/p/");
  const link = (await page.locator("#link").textContent()) ?? "";
  const { page: buyer } = await openPage(browser, PHONE);
  await joinAsBuyer(buyer, link, "Omar");
  await buyer.getByText("B-1204").first().waitFor();
  await page.getByRole("listitem").getByText("Omar").waitFor();
  const stage = page.frameLocator('iframe[title="Stage"]');
  await stage.getByText("B-1204").first().waitFor();
  await page.frameLocator('iframe[title="Inspector"]').getByText("Omar").first().waitFor();
  await picture(page, "embed-react");
  // What is opened in the frame is shown to the buyer.
  await stage.getByRole("button", { name: /close/i }).first().click();
  await expect.poll(() => page.locator("#view").textContent()).toContain('"building"');
  await expect.poll(() => buyer.locator(".stage").getAttribute("data-screen")).toBe("building");
});

/** One file, on a site of its own. */
const elementPage = (server: string, token: string): string => `<!doctype html>
<meta charset="utf-8"><title>Admin</title>
<script type="module" src="${server}/element.js"></script>
<offplan-present project="lagoon-terraces" unit="b-1204" token="${token}"></offplan-present>
<offplan-desk project="lagoon-terraces" token="${token}"></offplan-desk>
<script type="module">
  for (const name of ["present", "desk"]) {
    const element = document.querySelector("offplan-" + name);
    element.addEventListener("live", ({ detail }) => element.setAttribute("data-link", detail.link));
    element.addEventListener("ready", () => element.setAttribute("data-ready", ""));
  }
</script>`;

test("one HTML file with both elements, on another site: each presents to a phone of its own", async () => {
  const admin = await openAdmin("");
  await consumer.write("elements.js", PLAIN_HOST);
  const port = await startHost(consumer.folder, "elements.js", {
    AGENT_KEY,
    DATA_DIR: ".elements",
    BASE_PATH: "/viewings",
    ALLOWED_ORIGINS: admin.origin,
  });
  const server = `http://127.0.0.1:${port}/viewings`;
  const signedIn = await fetch(`${server}/api/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ key: AGENT_KEY, name: "Anna" }),
  });
  const { token } = (await signedIn.json()) as { token: string };
  admin.show(elementPage(server, token));
  const browser = await openBrowser();
  const { page } = await openPage(browser, { viewport: { width: 1280, height: 1600 } });
  await page.goto(admin.origin);

  const button = page.locator("offplan-present");
  await page.locator("offplan-present[data-ready]").waitFor();
  const framed = page.frames().find((frame) => frame.url().includes("/embed/present"));
  await framed?.getByRole("button", { name: "Remote presentation" }).click();
  const linkOf = async (element: typeof button): Promise<string> => {
    await expect.poll(() => element.getAttribute("data-link")).toContain(`${server}/p/`);
    return (await element.getAttribute("data-link")) ?? "";
  };
  const { page: first } = await openPage(browser, PHONE);
  await joinAsBuyer(first, await linkOf(button), "Omar");
  await first.getByText("B-1204").first().waitFor();
  await framed?.getByText("Omar").waitFor();

  const desk = page.locator("offplan-desk");
  await desk.evaluate((element) => {
    const desked = element as unknown as {
      present(options: object): void;
      show(view: object): void;
    };
    desked.present({ minutes: 15, buyer: { name: "Lina" } });
    desked.show({ screen: "layouts" });
  });
  const { page: second } = await openPage(browser, PHONE);
  await joinAsBuyer(second, await linkOf(desk));
  await second.getByRole("heading", { name: "Layouts" }).waitFor();
  // Neither drives the other's.
  await expect(first.getByText("B-1204").first().isVisible()).resolves.toBe(true);
  await picture(page, "embed-elements");
});
