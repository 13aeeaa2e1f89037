import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { DESK, joinAsBuyer, openBrowser, openPage, PHONE } from "../support/browser/browser.ts";
import { openConsumer, type Consumer } from "../support/embed/consumer.ts";
import { PLAIN_HOST, startHost } from "../support/embed/nodeHost.ts";
import { freePort } from "../support/server/process/freePort.ts";
import { AGENT_KEY } from "../support/server/serverCalls.ts";
import { startNginx } from "../support/services/nginx.ts";

const DEPLOY = new URL("../../server/deploy/", import.meta.url);
const BASE = "/viewings";
const SEEN_FALLBACK = { events: "(server-sent events)", state: "(polling, 2 s behind)" };

let consumer: Consumer;
beforeAll(async () => {
  consumer = await openConsumer();
  await consumer.write("plain.js", PLAIN_HOST);
});
afterAll(() => consumer.remove());

const documented = (name: string): Promise<string> => readFile(new URL(name, DEPLOY), "utf8");

/** Replaces every occurrence of what has to be there. */
function change(text: string, found: string | RegExp, by: string): string {
  const changed = text.replaceAll(found, by);
  if (changed === text) throw new Error(`the documented configuration has no ${found}`);
  return changed;
}

type Location = (documented: string) => string;
const keep: Location = (location) => location;
/** As its comment says. */
const strip: Location = (location) =>
  change(change(location, /^\tproxy_pass .*\n/gm, ""), "\t# proxy_", "\tproxy_");
const stripSilently: Location = (location) =>
  change(strip(location), /^.*X-Forwarded-Prefix.*\n/gm, "");

interface Site {
  /** Through nginx. */
  readonly url: string;
  /** Past it. */
  readonly direct: string;
}

/** The server, and the documented location in the server block of somebody's site. */
async function openSite(
  location: Location,
  env: (url: string) => Readonly<Record<string, string>>,
  more = "",
): Promise<Site> {
  const near = await freePort();
  const url = `http://127.0.0.1:${near}${BASE}`;
  const port = await startHost(consumer.folder, "plain.js", {
    AGENT_KEY,
    DATA_DIR: `.data-${near}`,
    TRUST_PROXY: "1",
    ...env(url),
  });
  const [map] = /^map [^}]*\}/m.exec(await documented("nginx.conf")) ?? [];
  const own = change(location(await documented("nginx-path.conf")), ":4000", `:${port}`);
  await startNginx(
    `${map ?? ""}
     server { listen 127.0.0.1:${near}; location / { return 418; }\n${more}\n${own} }`,
    near,
  );
  return { url, direct: `http://127.0.0.1:${port}${BASE}` };
}

/** An agent and a buyer in Chromium, both through the proxy unless the desk has another address. */
async function openViewing(url: string, deskUrl = url) {
  const below = new URL(`${url}/`);
  const strays: string[] = [];
  const sockets: string[] = [];
  const pictures: string[] = [];
  const note = (address: string): void => {
    const { protocol, host, pathname } = new URL(address);
    const isInside = host === below.host && pathname.startsWith(below.pathname);
    if (!["data:", "blob:"].includes(protocol) && !isInside) strays.push(address);
  };
  const browser = await openBrowser();
  const watch = (page: Page): void => {
    page.on("request", (request) => note(request.url()));
    page.on("websocket", (socket) => {
      note(socket.url());
      sockets.push(socket.url());
    });
    page.on("response", (response) => {
      if (response.ok() && response.url().includes("/media/")) pictures.push(response.url());
    });
  };
  const own = { ignoreHTTPSErrors: true };
  const { page: desk } = await openPage(browser, { ...DESK, ...own, agentName: "Anna" });
  if (deskUrl === url) watch(desk);
  await desk.goto(`${deskUrl}/agent?project=lagoon-terraces#key=${AGENT_KEY}`);
  await desk.getByRole("button", { name: "Remote presentation" }).click();
  await desk.getByRole("button", { name: "Start presenting" }).click();
  const href = await desk.getByRole("link", { name: "WhatsApp" }).getAttribute("href");
  const link = /https?:\/\/\S+\/p\/\S+/.exec(decodeURIComponent(href ?? ""))?.[0] ?? "";
  expect(link.startsWith(`${deskUrl}/p/`)).toBe(true);
  await desk.keyboard.press("Escape");
  const { page: phone } = await openPage(browser, { ...PHONE, ...own });
  watch(phone);
  await joinAsBuyer(phone, link.replace(deskUrl, url), "Bob");
  return { desk, phone, strays, sockets, pictures };
}

async function follows({ desk, phone }: Awaited<ReturnType<typeof openViewing>>): Promise<void> {
  const rail = desk.getByRole("navigation", { name: "Development" });
  for (const tower of ["Tower B", "Tower A"]) {
    await rail.getByRole("button", { name: new RegExp(`^${tower},`) }).click();
    await phone.getByRole("heading", { name: tower }).waitFor();
  }
}

const noiseOf = (sigma: number) => ({ type: "gaussian", mean: 128, sigma }) as const;

const statusesOf = (addresses: readonly string[]): Promise<readonly number[]> =>
  Promise.all(addresses.map(async (address) => (await fetch(address)).status));

describe.each([
  ["that keeps the path", keep, () => ({ BASE_PATH: BASE }), "agent"],
  ["that strips the path and says so", strip, () => ({ BASE_PATH: BASE }), "agent"],
  [
    "that strips the path of a server that has it in its address",
    stripSilently,
    (url: string) => ({ PUBLIC_URL: url }),
    // At the root only paths that exist are taken; this one is the host's.
    "",
  ],
] as const)("node:http behind an nginx %s", (_name, location, env, root) => {
  test("presents over WebSockets, with pictures, and leaves its neighbours alone", async () => {
    const { url } = await openSite(location, env);
    const viewing = await openViewing(url);
    await follows(viewing);
    await expect.poll(() => viewing.pictures.length).toBeGreaterThan(0);
    expect(viewing.sockets.length).toBeGreaterThan(1);
    expect(viewing.strays).toEqual([]);
    const { origin } = new URL(url);
    const neighbours = [origin, `${url}x`];
    const operators = ["/metrics", "/readyz", "/healthz"].map((path) => url + path);
    expect(await statusesOf([...neighbours, ...operators])).toEqual([418, 418, 404, 404, 404]);
    expect((await fetch(url)).url).toBe(`${url}/${root}`);
  });
});

test.each([
  ["server-sent events", "events", "if ($http_upgrade) { return 403; }"],
  [
    "polling",
    "state",
    "if ($http_upgrade) { return 403; } location ~ /sync/.*/events { return 403; }",
  ],
] as const)(
  "through an nginx that lets no WebSocket through, %s carries the viewing",
  async (_name, door, more) => {
    const { url, direct } = await openSite(strip, () => ({ BASE_PATH: BASE }), more);
    const viewing = await openViewing(url, direct);
    await viewing.desk.getByText(SEEN_FALLBACK[door]).waitFor();
    await follows(viewing);
    expect(viewing.strays).toEqual([]);
  },
);

/** A certificate of its own for 127.0.0.1, as two files. */
async function makeCertificate(): Promise<{ readonly pem: string; readonly key: string }> {
  const folder = await mkdtemp(join(tmpdir(), "offplan-certificate-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const [pem, key] = [join(folder, "own.pem"), join(folder, "own.key")];
  const made = ["-keyout", key, "-out", pem, "-days", "2", "-subj", "/CN=127.0.0.1"];
  const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  await promisify(execFile)("openssl", ["req", "-x509", ...kind, ...made]);
  return { pem, key };
}

test("the documented nginx.conf serves over TLS, asks the process that is left, and takes large lists and pictures", async () => {
  const [near, plain, gone] = [await freePort(), await freePort(), await freePort()];
  const url = `https://127.0.0.1:${near}`;
  const port = await startHost(consumer.folder, "plain.js", {
    AGENT_KEY,
    DATA_DIR: ".data-tls",
    PUBLIC_URL: url,
    TRUST_PROXY: "1",
  });
  const { pem, key } = await makeCertificate();
  const own = [
    ["app-1:3000", `127.0.0.1:${gone}`],
    ["app-2:3000", `127.0.0.1:${port}`],
    ["listen 80;", `listen 127.0.0.1:${plain};`],
    ["listen 443 ", `listen 127.0.0.1:${near} `],
    [/\/etc\/nginx\/certificates\/\S+\.pem/g, pem],
    [/\/etc\/nginx\/certificates\/\S+\.key/g, key],
  ] as const;
  let http = await documented("nginx.conf");
  for (const [found, by] of own) http = change(http, found, by);
  await startNginx(http, near);

  const viewing = await openViewing(url);
  await follows(viewing);
  expect(viewing.sockets.every((socket) => socket.startsWith("wss:"))).toBe(true);
  const { request } = viewing.desk.context();
  const page = await request.get(`${url}/agent`);
  expect(page.headers()["strict-transport-security"]).toContain("max-age");
  const redirect = await request.get(`http://127.0.0.1:${plain}/agent`, { maxRedirects: 0 });
  expect([redirect.status(), redirect.headers()["location"]]).toEqual([
    301,
    "https://127.0.0.1/agent",
  ]);

  const signIn = await request.post(`${url}/api/sign-in`, { data: { key: AGENT_KEY } });
  const { token } = (await signIn.json()) as { token: string };
  const authorization = `Bearer ${token}`;
  const project = `${url}/api/projects/lagoon-terraces`;
  const list = await request.get(`${project}/list?format=csv`, { headers: { authorization } });
  const rows = (await list.text()).trimEnd().split(/\r?\n/);
  const long = "x".repeat(5000);
  const padded = rows.map((row, index) => `${row},${index === 0 ? "Note" : long}`).join("\n");
  expect(padded.length).toBeGreaterThan(1_000_000);
  const dryRun = await request.put(`${project}/list?dryRun=1`, {
    headers: { authorization, "content-type": "text/csv" },
    data: padded,
  });
  expect([dryRun.status(), await dryRun.json()]).toMatchObject([200, { applied: false }]);
  const noise = { width: 2000, height: 1500, channels: 3, noise: noiseOf(128) } as const;
  const photograph = await sharp({ create: { ...noise, background: "#888888" } })
    .png()
    .toBuffer();
  expect(photograph.byteLength).toBeGreaterThan(3_000_000);
  const picture = await request.put(`${project}/pictures/view.png?place={"kind":"gallery"}`, {
    headers: { authorization, "content-type": "image/png" },
    data: photograph,
  });
  const put = (await picture.json()) as { readonly src: string };
  expect([picture.status(), put]).toMatchObject([201, { name: "view.png" }]);
  const narrow = await request.get(`${url}${put.src}?w=640`);
  expect([narrow.status(), narrow.headers()["content-type"]]).toEqual([200, "image/webp"]);
});
