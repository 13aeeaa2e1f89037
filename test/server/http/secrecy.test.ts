import { expect, test } from "vitest";
import type { JoinResponse, TokenResponse } from "../../../schema/protocol/api.ts";
import { KEY, openHarness, present, type Answer } from "./harness.ts";

const tokenOf = (answer: Answer) => (answer.json() as TokenResponse).token;

test("the log of a whole viewing contains no token, secret, PIN, key or name", async () => {
  const harness = await openHarness();
  const { agentToken, logLines, get, post, patch } = harness;
  await post("/api/sign-in", { body: { key: KEY } });
  await post("/api/sign-in", { body: { key: "a key of somebody else" } });
  await post("/api/sign-in", { body: '{"key": "a key of somebody else" broken' });
  const { id, secret } = await present(harness, { pin: "471147", buyer: { name: "Omar" } });
  const path = `/api/presentations/${id}`;
  await post(`${path}/join`, { body: { secret: "some wrong secret", pin: "998877" } });
  await post(`${path}/join`, { body: { secret, pin: "998877" } });
  const joined = await post(`${path}/join`, { body: { secret, pin: "471147", name: "Layla" } });
  const { token } = joined.json() as JoinResponse;
  await get(`${path}/self?token=${token}`, { token });
  const renewed = await post(`${path}/renew`, { token });
  const issued = await post(`${path}/tokens`, { token: agentToken, body: { role: "agent" } });
  await patch(path, { token: agentToken, body: { minutes: 5 } });
  await harness.delete(path, { token: agentToken });
  await get(`/p/${id}?secret=${secret}`);

  const log = logLines.join("");
  expect(logLines.length).toBeGreaterThan(10);
  const said = [KEY, "somebody else", secret, "some wrong secret", "471147", "998877"];
  const tokens = [agentToken, token, tokenOf(renewed), tokenOf(issued)];
  const people = ["Omar", "Layla", "Bearer", id];
  for (const text of [...said, ...tokens, ...people]) expect(log).not.toContain(text);
});
