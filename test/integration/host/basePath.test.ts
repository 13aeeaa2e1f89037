import { createServer } from "node:http";
import { describe, expect, test } from "vitest";
import type { Project } from "../../../schema/catalogue/catalogue.ts";
import { bearer } from "../../support/server/wires/fallbackRoom.ts";
import {
  listenUntilDone,
  openHosted,
  openStrippingProxy,
} from "../../support/server/hostServer.ts";
import { openServerCalls } from "../../support/server/serverCalls.ts";
import { openTestServer } from "../../support/server/testServer.ts";
import { openAgent, openBuyer, sees, unitView } from "../../support/server/people.ts";

/** Everything that depends on the server's address: links, pictures, pages, sockets and the fallback transports. */
async function expectWhole(url: string): Promise<void> {
  const { pathname } = new URL(url);
  const calls = openServerCalls(url);
  const presentation = await calls.present();
  const colleague = await presentation.inviteColleague();
  for (const link of [presentation.link, colleague]) expect(link.startsWith(`${url}/`)).toBe(true);

  const server = { url, ...calls } as Parameters<typeof openAgent>[0];
  const agent = await openAgent(server, presentation);
  const buyer = await openBuyer(server, presentation);
  agent.writer.write({ view: unitView("b-1204") });
  await sees(buyer, unitView("b-1204"));
  const { token, room } = await presentation.join("Ann");
  const polled = await fetch(`${url}/sync/${room}/state`, { headers: bearer(token) });
  expect(polled.status).toBe(200);

  const project = await calls.call(
    "GET",
    "/api/projects/lagoon-terraces",
    undefined,
    presentation.agentToken,
  );
  const { hero } = (await project.json()) as Project;
  expect(hero?.src.startsWith(`${pathname}/media/`)).toBe(true);
  expect((await fetch(new URL(hero?.src ?? "", url))).status).toBe(200);

  for (const path of [new URL(presentation.link).pathname, `${pathname}/agent`]) {
    const page = await fetch(new URL(path, url));
    const text = await page.text();
    const addresses = [...text.matchAll(/\b(?:src|href)="([^"]+)"/g)].map(([, found]) => found);
    expect(addresses.length).toBeGreaterThan(2);
    for (const address of addresses) expect(address).toMatch(new RegExp(`^${pathname}/assets/`));
    const assets = addresses.map(
      async (address) => (await fetch(new URL(address ?? "", url))).status,
    );
    expect(new Set(await Promise.all(assets))).toEqual(new Set([200]));
    expect(text).toContain(`data-base="${pathname}"`);
  }
}

describe("a server of its own with BASE_PATH", () => {
  test("prints its whole address, and everything it serves and links to is below it", async () => {
    const { url } = await openTestServer({ BASE_PATH: "/viewings" });
    expect(new URL(url).pathname).toBe("/viewings");
    await expectWhole(url);
  });

  test("the Location of a created resource is its address", async () => {
    const server = await openTestServer({ BASE_PATH: "/viewings" });
    const token = await server.signIn();
    const headers = { authorization: `Bearer ${token}` };
    const locationOf = async (making: Promise<Response>): Promise<string> => {
      const { status, headers: answered } = await making;
      expect(status).toBe(201);
      const location = answered.get("location") ?? "";
      expect(location).toMatch(/^\/viewings\/api\//);
      return new URL(location, server.url).href;
    };
    const development = { name: "Riverside", currency: "AED", areaUnit: "m2" };
    const project = await locationOf(server.call("POST", "/api/projects", development, token));
    expect((await fetch(project, { headers })).status).toBe(200);

    const picture = await locationOf(
      fetch(`${project}/pictures/cover.svg`, {
        method: "PUT",
        headers: { ...headers, "content-type": "image/svg+xml" },
        body: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"/>',
      }),
    );
    const receiver = { url: "https://crm.example.com/hooks", events: ["buyer.joined"] };
    const webhook = await locationOf(server.call("POST", "/api/webhooks", receiver, token));
    for (const made of [picture, webhook]) {
      expect((await fetch(made, { method: "DELETE", headers })).status).toBe(204);
    }
  });

  test("behind a proxy that strips the path, it answers all the same", async () => {
    let url = "";
    const proxy = await openStrippingProxy("/viewings", () => url);
    const server = await openTestServer({ BASE_PATH: "/viewings", PUBLIC_URL: proxy });
    url = server.url;
    await expectWhole(`${proxy}/viewings`);
  });

  test("behind such a proxy, a path in PUBLIC_URL is enough", async () => {
    let url = "";
    const proxy = await openStrippingProxy("/sales/viewings", () => url);
    const server = await openTestServer({ PUBLIC_URL: `${proxy}/sales/viewings/` });
    url = server.url;
    expect(new URL(url).pathname).toBe("/");
    await expectWhole(`${proxy}/sales/viewings`);
  });
});

describe("inside another server behind a proxy that strips the path", () => {
  const open = async (env: Readonly<Record<string, string>>, headers: Record<string, string>) => {
    let url = "";
    const proxy = await openStrippingProxy("/viewings", () => url, headers);
    const offplan = await openHosted({
      basePath: "/viewings",
      env: { PUBLIC_URL: proxy, ...env },
    });
    const server = createServer((request, response) =>
      offplan.handle(request, response, () => {
        response.end("their page");
      }),
    );
    server.on("upgrade", (request, socket, head) => {
      if (!offplan.upgrade(request, socket, head)) socket.destroy();
    });
    url = await listenUntilDone(server);
    return { proxy, url };
  };

  test("X-Forwarded-Prefix names the path, if the proxy is trusted", async () => {
    const { proxy, url } = await open(
      { TRUST_PROXY: "loopback" },
      { "x-forwarded-prefix": "/viewings" },
    );
    await expectWhole(`${proxy}/viewings`);
    await expect(fetch(`${url}/agent`).then((page) => page.text())).resolves.toBe("their page");
  });

  test.each([
    ["no trusted proxy", {}, { "x-forwarded-prefix": "/viewings" }],
    ["another prefix", { TRUST_PROXY: "loopback" }, { "x-forwarded-prefix": "/other" }],
    ["no such header", { TRUST_PROXY: "loopback" }, {}],
  ])("%s: the host's paths stay the host's", async (_case, env, headers) => {
    const { proxy } = await open(env, headers);
    const page = await fetch(`${proxy}/viewings/agent`);
    await expect(page.text()).resolves.toBe("their page");
  });
});
