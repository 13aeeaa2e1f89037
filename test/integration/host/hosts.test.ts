import { createServer } from "node:http";
import express from "express";
import { fastify } from "fastify";
import middie from "@fastify/middie";
import { describe, expect, onTestFinished, test } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import type { Project } from "../../../schema/catalogue/catalogue.ts";
import type { InvalidConfigError, Offplan } from "../../../server/createOffplan.ts";
import { listenUntilDone, openHosted } from "../../support/server/hostServer.ts";
import { openServerCalls } from "../../support/server/serverCalls.ts";
import { openAgent, openBuyer, sees, unitView } from "../../support/server/people.ts";

const BASE = "/viewings";

/** The host's own WebSocket server on the same port: it echoes messages. */
function openTheirs() {
  const theirs = new WebSocketServer({ noServer: true });
  theirs.on("connection", (socket) => socket.on("message", (data) => socket.send(data)));
  onTestFinished(() => theirs.close());
  return theirs;
}

const echoOf = (url: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(url.replace("http", "ws"));
    socket.on("open", () => socket.send("theirs"));
    socket.on("message", (data: Buffer) => {
      resolve(data.toString());
      socket.close();
    });
    socket.on("error", reject);
  });

/** Each host serves `/theirs` and a page at its root, accepts other upgrades, and has its own 404. */
const hosts: Readonly<Record<string, (offplan: Offplan) => Promise<string>>> = {
  Express: (offplan) => {
    const app = express();
    app.use(express.json());
    app.use(offplan.handle);
    app.get(["/", "/theirs", "/agent", "/viewingsand"], (_request, response) => {
      response.send("their page");
    });
    return listenWithTheirs(createServer(app), offplan);
  },
  "Express, mounted by a path": (offplan) => {
    const app = express();
    app.use(BASE, offplan.handle);
    app.get(["/", "/theirs", "/agent", "/viewingsand"], (_request, response) => {
      response.send("their page");
    });
    return listenWithTheirs(createServer(app), offplan);
  },
  Fastify: async (offplan) => {
    const app = fastify();
    await app.register(middie);
    app.use(offplan.handle);
    for (const path of ["/", "/theirs", "/agent", "/viewingsand"]) {
      app.get(path, async () => "their page");
    }
    await app.ready();
    onTestFinished(() => app.close());
    return listenWithTheirs(app.server, offplan);
  },
  "node:http": (offplan) =>
    listenWithTheirs(
      createServer((request, response) =>
        offplan.handle(request, response, () => {
          response.end("their page");
        }),
      ),
      offplan,
    ),
};

function listenWithTheirs(server: ReturnType<typeof createServer>, offplan: Offplan) {
  const theirs = openTheirs();
  server.on("upgrade", (request, socket, head) => {
    if (offplan.upgrade(request, socket, head)) return;
    theirs.handleUpgrade(request, socket, head, (open) => theirs.emit("connection", open));
  });
  return listenUntilDone(server);
}

describe.each(Object.entries(hosts))("inside %s", (_name, open) => {
  test("an agent presents to a buyer below the base path, and everything else stays the host's", async () => {
    const offplan = await openHosted({ basePath: BASE });
    const origin = await open(offplan);
    const url = origin + BASE;
    const calls = openServerCalls(url);
    const presentation = await calls.present();
    expect(presentation.link).toMatch(`${url}/p/${presentation.id}#`);

    const server = { url, ...calls } as Parameters<typeof openAgent>[0];
    const agent = await openAgent(server, presentation);
    const buyer = await openBuyer(server, presentation);
    agent.writer.write({ view: unitView("b-1204") });
    await sees(buyer, unitView("b-1204"));

    for (const path of ["/", "/theirs", "/agent", "/viewingsand"]) {
      const answer = await fetch(origin + path);
      expect([path, await answer.text()]).toEqual([path, "their page"]);
      expect(answer.headers.get("content-security-policy")).toBeNull();
    }
    for (const path of [
      "/socket.io/",
      "/sync/room",
      "/viewings/theirs",
      "/viewingsand/sync/room",
    ]) {
      await expect(echoOf(origin + path)).resolves.toBe("theirs");
    }
  });

  test("closed, it ends its sockets with 1012 and answers 503 while the host goes on", async () => {
    const offplan = await openHosted({ basePath: BASE });
    const origin = await open(offplan);
    const calls = openServerCalls(origin + BASE);
    const presentation = await calls.present();
    const server = { url: origin + BASE, ...calls } as Parameters<typeof openAgent>[0];
    const agent = await openAgent(server, presentation);
    await Promise.all([offplan.close(), offplan.close()]);
    await agent.until(() => agent.closes.length > 0);
    expect(agent.closes[0]).toEqual({ code: 1012, reason: "restart" });
    const answer = await fetch(`${origin}${BASE}/healthz`);
    expect([answer.status, await answer.json()]).toEqual([
      503,
      { type: "about:blank", title: "Closed", status: 503, code: "unavailable" },
    ]);
    await expect(fetch(`${origin}/theirs`).then((page) => page.text())).resolves.toBe("their page");
    await expect(echoOf(`${origin}/socket.io/`)).resolves.toBe("theirs");
  });
});

test("at the root it serves its own paths and leaves the host's, including the host's root page", async () => {
  const offplan = await openHosted();
  const app = express();
  app.use(offplan.handle);
  app.get(["/", "/prices", "/syncing"], (_request, response) => {
    response.send("their page");
  });
  const origin = await listenWithTheirs(createServer(app), offplan);
  for (const path of ["/", "/prices", "/syncing"]) {
    await expect(fetch(origin + path).then((page) => page.text())).resolves.toBe("their page");
  }
  const statuses = await Promise.all(
    ["/healthz", "/api/projects", "/api/nothing", "/media/none/x.svg"].map(
      async (path) => (await fetch(origin + path)).status,
    ),
  );
  expect(statuses).toEqual([200, 401, 404, 404]);
});

test("pictures, pages and redirects stay below the base path", async () => {
  const offplan = await openHosted({ basePath: "/a/b-c.d/" });
  const origin = await listenUntilDone(createServer((...both) => offplan.handle(...both)));
  const calls = openServerCalls(`${origin}/a/b-c.d`);
  const answer = await calls.call(
    "GET",
    "/api/projects/lagoon-terraces",
    undefined,
    await calls.signIn(),
  );
  const { hero, plans } = (await answer.json()) as Project;
  const sources = [hero?.src, plans[0]?.picture?.src].filter((src) => src !== undefined);
  expect(sources.length).toBeGreaterThan(0);
  for (const src of sources) {
    expect(src).toMatch(/^\/a\/b-c\.d\/media\/lagoon-terraces\//);
    expect((await fetch(origin + src)).status).toBe(200);
  }
  const first = await fetch(`${origin}/a/b-c.d/`, { redirect: "manual" });
  expect(first.headers.get("location")).toBe("/a/b-c.d/agent");
});

test("wrong options and variables are all named in one error, and nothing is opened", async () => {
  const opening = openHosted({
    basePath: "no path",
    env: { ALLOWED_ORIGINS: "admin.example.com", PUBLIC_URL: "here", EMBED_VIEWERS: "yes" },
  });
  const error = (await opening.catch((thrown: unknown) => thrown)) as InvalidConfigError;
  expect(error).toMatchObject({ name: "InvalidConfigError", code: "invalid_config" });
  expect(new Set(error.problems.map((line) => line.split(" ")[0]))).toEqual(
    new Set(["ALLOWED_ORIGINS", "BASE_PATH", "EMBED_VIEWERS", "PUBLIC_URL"]),
  );
  for (const line of error.problems) expect(error.message).toContain(line);
});

test("a missing folder of developments is an error with a code, and does not exit the process", async () => {
  await expect(openHosted({ env: { PROJECTS_DIR: "/nowhere/at/all" } })).rejects.toThrow(
    "/nowhere/at/all",
  );
});

test("the process' own environment is not read", async () => {
  const before = process.env["ALLOWED_ORIGINS"];
  process.env["ALLOWED_ORIGINS"] = "no origin";
  try {
    await expect(openHosted()).resolves.toBeDefined();
  } finally {
    if (before === undefined) delete process.env["ALLOWED_ORIGINS"];
    else process.env["ALLOWED_ORIGINS"] = before;
  }
});
