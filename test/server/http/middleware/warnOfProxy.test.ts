import { chmod } from "node:fs/promises";
import { once } from "node:events";
import { expect, test } from "vitest";
import { WebSocket } from "ws";
import { openTestServer, type TestServer } from "../../../support/server/testServer.ts";

const warned = ({ logLines }: TestServer): readonly string[] =>
  logLines.filter((line) => line.includes("proxy_not_trusted"));

const ask = async ({ url }: TestServer, headers: Record<string, string>): Promise<void> => {
  await (await fetch(`${url}/healthz`, { headers })).text();
};

test.each(["X-Forwarded-For", "Forwarded", "X-Real-IP"])(
  "%s without a proxy setting is one warning per process",
  async (name) => {
    const server = await openTestServer();
    await ask(server, {});
    expect(warned(server)).toEqual([]);
    for (const caller of ["192.0.2.1", "192.0.2.2"]) await ask(server, { [name]: caller });
    expect(warned(server)).toHaveLength(1);
    expect(JSON.parse(warned(server)[0] ?? "")).toMatchObject({
      level: "warn",
      code: "proxy_not_trusted",
      header: name.toLowerCase(),
      msg: expect.stringContaining("TRUST_PROXY") as string,
    });
    expect(warned(server)[0]).not.toContain("192.0.2");
  },
);

test("a WebSocket through a proxy is reported too", async () => {
  const server = await openTestServer();
  const options = { headers: { "X-Forwarded-For": "192.0.2.1" } };
  const socket = new WebSocket(`${server.url.replace("http", "ws")}/sync/nothing`, options);
  socket.on("error", () => undefined);
  await once(socket, "close");
  expect(warned(server)).toHaveLength(1);
});

test.each(["false", "1", "10.0.0.0/8"])("TRUST_PROXY=%s suppresses the warning", async (value) => {
  const server = await openTestServer({ TRUST_PROXY: value });
  await ask(server, { "X-Forwarded-For": "192.0.2.1" });
  expect(warned(server)).toEqual([]);
});

test("a data folder readable by others is one warning at the start, and is not changed", async () => {
  const server = await openTestServer();
  const told = () => server.logLines.filter((line) => line.includes("data_dir_open"));
  expect(told()).toEqual([]);
  await chmod(server.dataDir, 0o755);
  await server.restart();
  expect(told()).toHaveLength(1);
  expect(JSON.parse(told()[0] ?? "")).toMatchObject({ level: "warn", mode: "755" });
});
