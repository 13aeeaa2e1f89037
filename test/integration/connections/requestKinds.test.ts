import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { openTestServer } from "../../support/server/testServer.ts";

test("trap 56: HEAD on a stream or a poll takes no seat", async () => {
  const server = await openTestServer();
  const presentation = await server.present({ maxViewers: 1 });
  const { token } = await presentation.join("Bob");
  for (const path of ["events", "state"]) {
    const url = `/sync/${presentation.room}/${path}`;
    expect((await server.call("HEAD", url, undefined, token)).status).toBe(200);
    expect((await server.call("HEAD", url, undefined, "wrong")).status).toBe(401);
  }
  const metrics = await (await server.call("GET", "/metrics")).text();
  expect(metrics).not.toMatch(/^offplan_participants\{role="buyer"\} [1-9]/m);
});

test("a poll has no ETag, so no conditional request withholds its answer", async () => {
  const server = await openTestServer();
  const presentation = await server.present();
  const { token } = await presentation.join("Bob");
  // `fetch` would add `Cache-Control: no-cache`, which prevents a 304.
  const asked = get(`${server.url}/sync/${presentation.room}/state`, {
    headers: { authorization: `Bearer ${token}`, "if-none-match": "*" },
  });
  const [answer] = (await once(asked, "response")) as [IncomingMessage];
  expect(answer.resume().statusCode).toBe(200);
  expect(Number(answer.headers["content-length"])).toBeGreaterThan(0);
});

test("`If-None-Match: *` matches any existing resource", async () => {
  const server = await openTestServer();
  const answer = await fetch(`${server.url}/api/projects/lagoon-terraces/units`, {
    headers: { authorization: `Bearer ${await server.signIn()}`, "if-none-match": "*" },
  });
  expect(answer.status).toBe(304);
});

test("a range outside a picture is 416, with the size", async () => {
  const server = await openTestServer();
  const token = await server.signIn();
  const { projects } = (await (
    await server.call("GET", "/api/projects", undefined, token)
  ).json()) as { readonly projects: readonly { readonly hero?: string }[] };
  const answer = await fetch(new URL(projects[0]?.hero ?? "", server.url), {
    headers: { range: "bytes=999999999-" },
  });
  expect(answer.status).toBe(416);
  expect(answer.headers.get("content-range")).toMatch(/^bytes \*\/\d+$/);
});

test("`If-Match` with another version's tag is 412, with the current tag or `*` the picture", async () => {
  const server = await openTestServer();
  const token = await server.signIn();
  const { projects } = (await (
    await server.call("GET", "/api/projects", undefined, token)
  ).json()) as { readonly projects: readonly { readonly hero?: string }[] };
  const url = new URL(projects[0]?.hero ?? "", server.url);
  const ask = (tag: string) => fetch(url, { headers: { "if-match": tag } });
  const stale = await ask('"other"');
  expect([stale.status, await stale.json()]).toMatchObject([412, { code: "changed" }]);
  expect((await ask("*")).status).toBe(200);
  const tag = (await fetch(url)).headers.get("etag") ?? "";
  // Weak tags never match here (RFC 9110, section 13.1.1), so a client sends the strong part.
  expect((await ask(tag.replace("W/", ""))).status).toBe(200);
});

test("the paths of a room answer OPTIONS with their methods, and refuse others with 405", async () => {
  const server = await openTestServer();
  const { room } = await server.present();
  for (const [door, has] of [
    ["events", "GET"],
    ["state", "GET"],
    ["attention", "POST"],
  ] as const) {
    const path = `/sync/${room}/${door}`;
    const told = await server.call("OPTIONS", path);
    expect([door, told.status, told.headers.get("allow")?.includes(has)]).toEqual([
      door,
      204,
      true,
    ]);
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
      if (method === has) continue;
      const answer = await server.call(method, path);
      expect([method, door, answer.status]).toEqual([method, door, 405]);
      expect(answer.headers.get("allow")).toBe(told.headers.get("allow"));
    }
  }
});
