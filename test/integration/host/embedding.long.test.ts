import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import { CLOSE } from "../../../schema/protocol/protocol.ts";
import { encodeStep1 } from "../../../server/protocol/encodeFrames.ts";
import { openEventStream } from "../../support/server/wires/eventStream.ts";
import { openTestServer, type TestServer } from "../../support/server/testServer.ts";

const ADMIN = "https://admin.example";
const OTHER = "https://crm.example:8443";
const EVIL = "https://evil.example";
const ALLOWED_ORIGINS = `${ADMIN},${OTHER}`;

const open = (environment: Record<string, string> = {}) =>
  openTestServer({ ALLOWED_ORIGINS, ...environment });

const framedBy = ({ headers }: Response): string =>
  /frame-ancestors ([^;]*)/.exec(headers.get("content-security-policy") ?? "")?.[1] ?? "anybody";

const allowedFor = ({ headers }: Response) => headers.get("access-control-allow-origin");

const from = (server: TestServer, origin: string, path: string, token?: string) =>
  fetch(server.url + path, {
    headers: { origin, ...(token !== undefined && { authorization: `Bearer ${token}` }) },
  });

test("the desk's pages are framed by the allowed origins, and buyers' pages by nobody", async () => {
  const server = await open();
  const { id } = await server.present();
  for (const path of ["/agent", ...["present", "stage"].map((part) => `/agent/embed/${part}`)]) {
    const page = await server.call("GET", path);
    expect([path, page.status, framedBy(page)]).toEqual([path, 200, `${ADMIN} ${OTHER}`]);
    expect(page.headers.get("x-frame-options")).toBeNull();
    expect(await page.text()).toContain(`data-framed-by="${ADMIN} ${OTHER}"`);
  }
  for (const path of [`/p/${id}`, `/r/${id}`, `/inspect/${id}`, "/healthz"]) {
    expect([path, framedBy(await server.call("GET", path))]).toEqual([path, "'none'"]);
  }
});

test("with EMBED_VIEWERS buyers' pages are framed too, and without ALLOWED_ORIGINS no page is", async () => {
  const server = await open({ EMBED_VIEWERS: "1" });
  const { id } = await server.present();
  for (const path of [`/p/${id}`, `/r/${id}`]) {
    expect(framedBy(await server.call("GET", path))).toBe(`${ADMIN} ${OTHER}`);
  }
  expect(framedBy(await server.call("GET", `/inspect/${id}`))).toBe("'none'");
  const closed = await openTestServer();
  expect(framedBy(await closed.call("GET", "/agent"))).toBe("'none'");
});

test("any page can load the elements' script, and the allowed ones can read it", async () => {
  const server = await open();
  const script = await from(server, ADMIN, "/element.js");
  expect([script.status, script.headers.get("content-type")]).toEqual([
    200,
    expect.stringContaining("javascript"),
  ]);
  expect(await script.text()).toContain("offplan-present");
  expect(script.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
  expect(allowedFor(script)).toBe(ADMIN);
  expect(allowedFor(await from(server, EVIL, "/element.js"))).toBeNull();
});

test("an allowed origin reads calls, their errors and a room's events and polls, and another reads nothing", async () => {
  const server = await open();
  const presentation = await server.present();
  const { token, room } = await presentation.join();
  const sync = `/sync/${room}`;
  const calls: readonly (readonly [path: string, token: string, status: number])[] = [
    ["/api/projects/lagoon-terraces", presentation.agentToken, 200],
    ["/api/projects/lagoon-terraces/units", token, 200],
    ["/api/projects/none", presentation.agentToken, 404],
    ["/media/lagoon-terraces/hero.svg", token, 200],
    [`${sync}/state?since=`, token, 200],
    [`${sync}/state?since=`, "none", 401],
  ];
  for (const [path, holder, status] of calls) {
    const read = await from(server, OTHER, path, holder);
    expect([path, read.status, allowedFor(read)]).toEqual([path, status, OTHER]);
    expect(read.headers.get("access-control-allow-credentials")).toBeNull();
    expect(read.headers.get("vary")).toMatch(/\bOrigin\b/);
    await read.body?.cancel();
    const refused = await from(server, EVIL, path, holder);
    expect([path, allowedFor(refused)]).toEqual([path, null]);
    await refused.body?.cancel();
  }
  const headers = { origin: ADMIN, authorization: `Bearer ${token}` };
  const stream = await openEventStream(`${server.url}${sync}/events?since=`, headers);
  expect([stream.response.status, allowedFor(stream.response)]).toEqual([200, ADMIN]);
  for (const path of ["/agent", "/healthz", "/metrics"]) {
    expect(allowedFor(await from(server, ADMIN, path))).toBeNull();
  }
});

test("a preflight allows what an embedder needs, of the directory and of a room", async () => {
  const server = await open();
  const { room } = await server.present();
  const ask = (path: string, origin: string) =>
    fetch(server.url + path, {
      method: "OPTIONS",
      headers: {
        origin,
        "access-control-request-method": "PATCH",
        "access-control-request-headers": "authorization,content-type,if-match",
      },
    });
  for (const path of ["/api/projects/lagoon-terraces/units/b-1204", `/sync/${room}/attention`]) {
    const answer = await ask(path, OTHER);
    expect([path, answer.status, allowedFor(answer)]).toEqual([path, 204, OTHER]);
    expect(answer.headers.get("access-control-allow-methods")).toContain("PATCH");
    const allowed = answer.headers.get("access-control-allow-headers")?.toLowerCase().split(", ");
    expect(allowed).toEqual(
      expect.arrayContaining(["authorization", "content-type", "if-match", "if-none-match"]),
    );
    expect((await ask(path, EVIL)).headers.get("access-control-allow-methods")).toBeNull();
  }
});

test("sockets are opened from the allowed origins and the server's own, and refused to others", async () => {
  const server = await open();
  const presentation = await server.present();
  const { token, room } = await presentation.join();
  const firstOf = async (origin: string): Promise<string> => {
    const address = `${server.url.replace("http", "ws")}/sync/${room}`;
    const socket = new WebSocket(address, ["offplan.v1", token], { origin });
    onTestFinished(() => socket.terminate());
    socket.once("open", () => socket.send(encodeStep1(Uint8Array.of(0))));
    return Promise.race([
      once(socket, "message").then(() => "in"),
      once(socket, "close").then(([code]) => String(code)),
    ]);
  };
  for (const origin of [ADMIN, OTHER, new URL(server.url).origin]) {
    expect([origin, await firstOf(origin)]).toEqual([origin, "in"]);
  }
  for (const origin of [EVIL, `${ADMIN}.evil.example`, "http://admin.example", "null"]) {
    expect([origin, await firstOf(origin)]).toEqual([origin, String(CLOSE.forbidden)]);
  }
});
