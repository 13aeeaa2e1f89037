import { createServer } from "node:http";
import { expect, test } from "vitest";
import { listenUntilDone } from "../../support/server/hostServer.ts";
import { openTestServer } from "../../support/server/testServer.ts";

const RATES = { base: "AED", date: "2026-11-28", rates: { EUR: 0.235, RUB: 21.4 } };

test("rates are read from a service, not over a redirect, and are absent without one", async () => {
  const service = await listenUntilDone(
    createServer(({ url }, response) => {
      if (url === "/moved") response.writeHead(302, { location: "/rates" }).end();
      else response.setHeader("content-type", "application/json").end(JSON.stringify(RATES));
    }),
  );
  const ratesOf = async (environment: Record<string, string>) => {
    const server = await openTestServer(environment);
    return (await server.call("GET", "/api/rates")).json();
  };
  expect(await ratesOf({ RATES_URL: `${service}/rates` })).toMatchObject({ rates: RATES });
  expect(await ratesOf({ RATES_URL: `${service}/moved` })).toEqual({});
  expect(await ratesOf({})).toEqual({});
});
