import { describe, expect, test } from "vitest";
import type {
  ColleagueLinkResponse,
  ColleaguePreviewResponse,
  ExportResponse,
  JoinResponse,
  PresentationResponse,
  SelfResponse,
  TokenResponse,
} from "../../../../../schema/protocol/api.ts";
import type { HttpSettings } from "../../../../../server/http/dependencies.ts";
import { openHarness, present } from "../../harness.ts";

const MINUTE_MS = 60_000;

async function invited(settings: Partial<HttpSettings> = {}, more: object = {}) {
  const harness = await openHarness({ settings });
  const created = await present(harness, more);
  const { agentToken } = harness;
  const path = `/api/presentations/${created.id}`;
  const invite = () => harness.post(`${path}/colleagues`, { token: agentToken });
  const withdraw = () => harness.delete(`${path}/colleagues`, { token: agentToken });
  const { link } = (await invite()).json() as ColleagueLinkResponse;
  const secret = new URL(link).hash.slice(1);
  const preview = (given = secret) =>
    harness.post(`${path}/colleagues/preview`, { body: { secret: given } });
  const join = (body: object = { secret, name: "Boris" }) =>
    harness.post(`${path}/colleagues/join`, { body });
  const joined = async () => (await join()).json() as JoinResponse;
  const { secret: buyerSecret, ...made } = created;
  return {
    harness,
    ...made,
    buyerSecret,
    path,
    link,
    secret,
    invite,
    withdraw,
    preview,
    join,
    joined,
  };
}

describe("the link that lets a colleague present", () => {
  test("belongs to this presentation, has its own secret and lives as long", async () => {
    const { id, invite, link, secret, expiresAt } = await invited();
    expect(link).toBe(`https://live.example.com/agent/join/${id}#${secret}`);
    // 256 bits in base64url.
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect((await invite()).json()).toEqual({ link, expiresAt });
  });

  test("is the same for concurrent requests", async () => {
    const { invite, link } = await invited();
    const links = await Promise.all(Array.from({ length: 5 }, invite));
    expect(links.map((answer) => (answer.json() as ColleagueLinkResponse).link)).toEqual(
      Array.from({ length: 5 }, () => link),
    );
  });

  test("is not a buyer's link, and vice versa", async () => {
    const { harness, path, secret, buyerSecret, join } = await invited();
    const asBuyer = await harness.post(`${path}/join`, { body: { secret } });
    expect(asBuyer.problem).toBe("401 wrong_secret");
    expect((await join({ secret: buyerSecret, name: "Boris" })).problem).toBe("401 wrong_secret");
  });

  test("does not open other presentations of the same agent", async () => {
    const { harness, secret } = await invited();
    const other = await present(harness);
    const path = `/api/presentations/${other.id}/colleagues`;
    await harness.post(path, { token: harness.agentToken });
    const answer = await harness.post(`${path}/join`, { body: { secret, name: "Boris" } });
    expect(answer.problem).toBe("401 wrong_secret");
  });

  test("is created and withdrawn only by the presentation's own agent", async () => {
    const { harness, path, joined } = await invited();
    const { token } = await joined();
    const call = { token };
    expect((await harness.post(`${path}/colleagues`)).problem).toBe("401 unauthorized");
    expect((await harness.post(`${path}/colleagues`, call)).problem).toBe("401 unauthorized");
    expect((await harness.delete(`${path}/colleagues`, call)).problem).toBe("401 unauthorized");
    const own = { token: harness.agentToken };
    const nowhere = await harness.post("/api/presentations/nowhere/colleagues", own);
    expect(nowhere.problem).toBe("404 unknown");
    const gone = await harness.delete("/api/presentations/nowhere/colleagues", own);
    expect(gone.problem).toBe("404 unknown");
  });

  test("is not created for a presentation that is over", async () => {
    const { harness, path, invite, join, preview } = await invited();
    await harness.delete(path, { token: harness.agentToken });
    expect((await invite()).problem).toBe("410 ended");
    expect((await join()).problem).toBe("410 ended");
    expect((await preview()).problem).toBe("410 ended");
    const expiring = await invited();
    expiring.harness.clock.advance(61 * MINUTE_MS);
    expect((await expiring.join()).problem).toBe("410 expired");
  });

  test("is reported as open, and then as withdrawn", async () => {
    const { harness, path, withdraw } = await invited();
    const own = { token: harness.agentToken };
    const found = async () => (await harness.get(path, own)).json() as PresentationResponse;
    const kept = async () => (await harness.get(`${path}/export`, own)).json() as ExportResponse;
    expect((await found()).colleagues).toBe(true);
    expect((await kept()).presentation.colleagues).toBe(true);
    await withdraw();
    expect((await found()).colleagues).toBe(false);
    expect((await kept()).presentation.colleagues).toBe(false);
  });
});

describe("before joining", () => {
  test("the preview names the agent, the development and the buyer", async () => {
    const { harness, preview, expiresAt } = await invited({}, { buyer: { name: "Layla" } });
    expect((await preview()).json() as ColleaguePreviewResponse).toEqual({
      presenter: { name: "" },
      project: {
        id: "small",
        name: harness.catalogue.find("small")?.project.name,
        hero: { src: "/media/small/lobby.svg", size: [4, 3] },
      },
      expiresAt,
      buyer: { name: "Layla" },
    });
  });

  test("previews consume nothing", async () => {
    const { harness, link, preview, join } = await invited({ joinAttemptsPerMinute: 1 });
    for (let look = 0; look < 5; look += 1) {
      await harness.get(new URL(link).pathname);
      expect((await preview()).status).toBe(200);
    }
    expect((await join()).status).toBe(200);
    expect((await join()).status).toBe(200);
  });

  test("a wrong secret is refused and counted, indistinguishably from an unknown link", async () => {
    const { harness, preview, join, secret } = await invited({ joinAttemptsPerMinute: 3 });
    expect((await preview("no")).problem).toBe("401 wrong_secret");
    expect((await join({ secret: "no", name: "Eve" })).problem).toBe("401 wrong_secret");
    const nowhere = await harness.post("/api/presentations/nowhere/colleagues/join", {
      body: { secret, name: "Eve" },
    });
    expect(nowhere.problem).toBe("404 unknown");
    expect((await join()).problem).toBe("429 too_many_attempts");
  });

  test("concurrent attempts are counted", async () => {
    const { join } = await invited();
    const body = { secret: "no", name: "Eve" };
    const answers = await Promise.all(Array.from({ length: 30 }, () => join(body)));
    const answered = answers.filter(({ problem }) => problem === "401 wrong_secret");
    expect(answered).toHaveLength(10);
  });

  test("guessing the colleagues' link does not lock buyers out", async () => {
    const settings = { joinAttemptsPerMinute: 2, trustProxy: () => true };
    const { harness, path, buyerSecret, preview, join } = await invited(settings);
    for (let guess = 0; guess < 3; guess += 1) await preview("no");
    expect((await join()).problem).toBe("429 too_many_attempts");
    const headers = { "x-forwarded-for": "192.0.2.7" };
    const buyer = await harness.post(`${path}/join`, { body: { secret: buyerSecret }, headers });
    expect(buyer.status).toBe(200);
  });

  test.each([
    ["no name", {}],
    ["an empty name", { name: "  " }],
    ["a name without end", { name: "x".repeat(81) }],
  ])("%s is not a valid name", async (_what, more) => {
    const { join, secret } = await invited();
    expect((await join({ secret, ...more })).problem).toBe("400 invalid_body");
  });
});

describe("a colleague", () => {
  test("gets an agent's token for this room only, with a separate subject", async () => {
    const { harness, id, room, joined, expiresAt } = await invited();
    const [one, other] = [await joined(), await joined()];
    expect(one).toMatchObject({
      room,
      expiresAt,
      presenter: { name: "" },
      project: "small",
    });
    const [claims, others] = await Promise.all(
      [one, other].map(({ token }) => harness.roomTokens.verify(token)),
    );
    expect(claims).toMatchObject({
      ok: true,
      value: { role: "agent", name: "Boris", presentation: id, room },
    });
    expect(claims?.ok === true && others?.ok === true && claims.value.subject).not.toBe(
      others?.ok === true && others.value.subject,
    );
  });

  test("can read its own data, and keeps its subject when the token is renewed", async () => {
    const { harness, path, joined, id, expiresAt } = await invited();
    const { token } = await joined();
    expect((await harness.get(`${path}/self`, { token })).json() as SelfResponse).toEqual({
      id,
      role: "agent",
      name: "Boris",
      presenter: { name: "" },
      project: "small",
      expiresAt,
      endsAt: expiresAt,
    });
    await harness.patch(path, { token: harness.agentToken, body: { minutes: 180 } });
    harness.clock.advance(90 * MINUTE_MS);
    const answer = await harness.post(`${path}/renew`, { token });
    const renewed = await harness.roomTokens.verify((answer.json() as TokenResponse).token);
    const before = await harness.roomTokens.verifyForRenewal(token);
    expect(renewed.ok && renewed.value.subject).toBe(before.ok && before.value.subject);
  });

  test("reads the buyers' version of the catalogue", async () => {
    const { harness, joined } = await invited();
    const { token } = await joined();
    expect((await harness.get("/api/projects/small", { token })).status).toBe(200);
    expect((await harness.get("/api/projects/small/units", { token })).status).toBe(200);
    expect((await harness.get("/api/projects", { token })).problem).toBe("401 unauthorized");
  });

  test("cannot use the agent's own calls", async () => {
    const { harness, path, joined } = await invited();
    const { token } = await joined();
    const body = { role: "agent" };
    const refusals = await Promise.all([
      harness.get(path, { token }),
      harness.get("/api/presentations", { token }),
      harness.post("/api/presentations", { token, body: { project: "small" } }),
      harness.patch(path, { token, body: { minutes: 90 } }),
      harness.delete(path, { token }),
      harness.get(`${path}/export`, { token }),
      harness.post(`${path}/erase`, { token }),
      harness.post(`${path}/tokens`, { token, body }),
      harness.patch("/api/projects/small/units/b1-1", { token, body: { status: "sold" } }),
    ]);
    expect(refusals.map(({ problem }) => problem)).toEqual(refusals.map(() => "401 unauthorized"));
    expect((await harness.get(`${path}/hearts`, { token })).problem).toBe("403 forbidden");
    expect((await harness.get(path, { token: harness.agentToken })).json()).toMatchObject({
      status: "live",
    });
  });
});

describe("withdrawing", () => {
  test("invalidates link and tokens, notifies the room, and is idempotent", async () => {
    const { harness, path, room, withdraw, joined, join, preview } = await invited();
    const { token } = await joined();
    expect((await withdraw()).status).toBe(204);
    expect((await withdraw()).status).toBe(204);
    expect(harness.live.calls).toContainEqual(["withdrawColleagues", room]);
    expect((await join()).problem).toBe("401 wrong_secret");
    expect((await preview()).problem).toBe("401 wrong_secret");
    expect((await harness.get(`${path}/self`, { token })).problem).toBe("410 withdrawn");
    expect((await harness.post(`${path}/renew`, { token })).problem).toBe("410 withdrawn");
    const project = await harness.get("/api/projects/small", { token });
    expect(project.problem).toBe("410 withdrawn");
  });

  test("does not affect buyers and the agent's own token", async () => {
    const { harness, path, withdraw, id } = await invited();
    const own = { token: harness.agentToken, body: { role: "agent" } };
    const agent = (await harness.post(`${path}/tokens`, own)).json() as TokenResponse;
    await withdraw();
    expect((await harness.get(`${path}/self`, { token: agent.token })).status).toBe(200);
    expect((await harness.storage.presentations.find(id))?.ended).toBeUndefined();
  });

  test("a new invitation has a new link, and the old one and its tokens stay invalid", async () => {
    const { harness, path, link, withdraw, invite, joined, join } = await invited();
    const { token } = await joined();
    await withdraw();
    const next = (await invite()).json() as ColleagueLinkResponse;
    expect(next.link).not.toBe(link);
    expect((await join()).problem).toBe("401 wrong_secret");
    expect((await harness.get(`${path}/self`, { token })).problem).toBe("410 withdrawn");
    const secret = new URL(next.link).hash.slice(1);
    expect((await join({ secret, name: "Clara" })).status).toBe(200);
  });
});

test("no secret and no name of a colleague is in the log", async () => {
  const { harness, secret, join, joined } = await invited();
  await joined();
  await join({ secret: "no", name: "Boris" });
  const log = harness.logLines.join("\n");
  expect(log).not.toContain(secret);
  expect(log).not.toContain("Boris");
});
