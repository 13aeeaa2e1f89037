import { expect, test } from "vitest";
import type { Project } from "../../../schema/catalogue/catalogue.ts";
import { openAgent, openBuyer, sees } from "../../support/server/people.ts";
import { openTestServer } from "../../support/server/testServer.ts";

const OFFER = { screen: "custom", name: "offer", data: { discount: 5, text: "Скидка" } } as const;

test("a view that the embedder registered is mirrored with its data, and pages may frame it", async () => {
  const server = await openTestServer({ CUSTOM_VIEWS: "offer=https://admin.example/offer?a=b" });
  const presentation = await server.present();
  const agent = await openAgent(server, presentation);
  const buyer = await openBuyer(server, presentation);
  agent.writer.write({ view: OFFER });
  await sees(buyer, OFFER);
  const path = "/api/projects/lagoon-terraces";
  const { token } = await presentation.join("Ann");
  const answer = await server.call("GET", path, undefined, token);
  expect(((await answer.json()) as Project).customViews).toEqual([
    { name: "offer", url: "https://admin.example/offer?a=b" },
  ]);
  const page = await fetch(`${server.url}/p/${presentation.id}`);
  const policy = page.headers.get("content-security-policy") ?? "";
  expect(/frame-src ([^;]*)/.exec(policy)?.[1]).toBe("'self' https://admin.example");
  expect(/connect-src ([^;]*)/.exec(policy)?.[1]).toMatch(/ https:\/\/admin\.example$/);
});

test.each([
  ["of another name", { ...OFFER, name: "other" }],
  ["with more than 2 KiB", { ...OFFER, data: "a".repeat(2100) }],
])("one %s is refused with 4422", async (_case, view) => {
  const server = await openTestServer({ CUSTOM_VIEWS: "offer=https://admin.example/offer" });
  const agent = await openAgent(server, await server.present());
  agent.writer.write({ view });
  await agent.until(() => agent.closes.length > 0);
  expect(agent.closes[0]).toEqual({ code: 4422, reason: "invalid_state" });
});

test("without registered views, every custom view is refused", async () => {
  const server = await openTestServer();
  const agent = await openAgent(server, await server.present());
  agent.writer.write({ view: OFFER });
  await agent.until(() => agent.closes.length > 0);
  expect(agent.closes[0]?.code).toBe(4422);
});
