import { afterEach, describe, expect, test, vi } from "vitest";
import type { JoinResponse, PresentationResponse } from "../../../../../schema/protocol/api.ts";
import { openHarness, present, type Harness } from "../../harness.ts";

afterEach(() => vi.useRealTimers());

const joining = (harness: Harness, id: string) => (body: object) =>
  harness.post(`/api/presentations/${id}/join`, { body });

describe("joining", () => {
  test("returns a buyer's token for the room, and is recorded as a visit", async () => {
    const harness = await openHarness();
    const { id, room, secret, expiresAt } = await present(harness);
    const answer = await joining(harness, id)({ secret, name: "Omar" });
    const { token, ...rest } = answer.json() as JoinResponse;
    const presenter = { name: "" };
    expect(rest).toEqual({ room, expiresAt, presenter, project: "small" });
    const claims = await harness.roomTokens.verify(token);
    expect(claims).toMatchObject({
      ok: true,
      value: {
        subject: expect.stringMatching(/^buyer:[0-9A-Za-z]{16}$/) as string,
        presentation: id,
        room,
        role: "buyer",
        name: "Omar",
        expiresAtMs: Date.parse(expiresAt),
      },
    });
    expect(await harness.storage.presentations.listVisits(id)).toEqual([
      {
        participant: claims.ok && claims.value.subject,
        name: "Omar",
        joinedAtMs: harness.clock.now(),
        leftAtMs: undefined,
      },
    ]);
  });

  test("the link can be used repeatedly, by different people", async () => {
    const harness = await openHarness();
    const { id, secret } = await present(harness);
    const join = joining(harness, id);
    await join({ secret });
    await join({ secret });
    const visits = await harness.storage.presentations.listVisits(id);
    expect(new Set(visits.map(({ participant }) => participant)).size).toBe(2);
  });

  test("a buyer without a name gets the one chosen by the agent", async () => {
    const harness = await openHarness();
    const named = await present(harness, { buyer: { name: "Omar" } });
    const unnamed = await present(harness);
    await joining(harness, named.id)({ secret: named.secret, name: "  " });
    await joining(harness, unnamed.id)({ secret: unnamed.secret });
    const { presentations } = harness.storage;
    expect(await presentations.listVisits(named.id)).toMatchObject([{ name: "Omar" }]);
    expect(await presentations.listVisits(unnamed.id)).toMatchObject([{ name: "" }]);
  });

  test("is refused for the first problem", async () => {
    const harness = await openHarness();
    const { id, secret } = await present(harness, { pin: "4711" });
    const join = joining(harness, id);
    expect((await joining(harness, "nowhere")({ secret })).problem).toBe("404 unknown");
    expect((await join({ secret: "no", pin: "0000" })).problem).toBe("401 wrong_secret");
    expect((await join({ secret, pin: "0000" })).problem).toBe("401 wrong_pin");
    expect((await join({ secret })).problem).toBe("401 wrong_pin");
    harness.live.seats = 0;
    expect((await join({ secret, pin: "0000" })).problem).toBe("401 wrong_pin");
    expect((await join({ secret, pin: "4711" })).problem).toBe("409 full");
    expect(await harness.storage.presentations.listVisits(id)).toEqual([]);
    harness.clock.advance(60 * 60_000);
    expect((await join({ secret, pin: "0000" })).problem).toBe("410 expired");
    expect((await join({ secret: "no" })).problem).toBe("401 wrong_secret");
  });

  test("a PIN hash is valid for its own presentation only", async () => {
    const harness = await openHarness();
    const one = await present(harness, { pin: "4711" });
    const other = await present(harness, { pin: "4711" });
    const { presentations } = harness.storage;
    const hash = async (id: string) => (await presentations.find(id))?.pinHash;
    expect(await hash(one.id)).not.toEqual(await hash(other.id));
    const crossed = await joining(harness, one.id)({ secret: other.secret, pin: "4711" });
    expect(crossed.problem).toBe("401 wrong_secret");
  });

  test("opening the link's URL consumes nothing", async () => {
    const harness = await openHarness();
    const { id, secret } = await present(harness);
    for (let opened = 0; opened < 15; opened++) await harness.get(`/p/${id}`);
    expect((await joining(harness, id)({ secret })).status).toBe(200);
  });
});

describe("too many refused attempts", () => {
  const refuse = async (join: ReturnType<typeof joining>, times: number) => {
    const problems = new Set<string>();
    for (let attempt = 0; attempt < times; attempt++) {
      problems.add((await join({ secret: "no" })).problem);
    }
    return [...problems];
  };

  test("after ten even the right secret must wait for the minute to pass", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const harness = await openHarness();
    const { id, secret } = await present(harness);
    const join = joining(harness, id);
    expect(await refuse(join, 10)).toEqual(["401 wrong_secret"]);
    const limited = await join({ secret });
    expect(limited.problem).toBe("429 too_many_attempts");
    const waitSeconds = Number(limited.headers.get("retry-after"));
    expect(waitSeconds).toBeGreaterThan(0);
    expect(limited.json()).toMatchObject({ retryAfter: waitSeconds });
    expect((await join({ secret: "no" })).problem).toBe("429 too_many_attempts");
    vi.setSystemTime(Date.now() + waitSeconds * 1000);
    expect((await join({ secret })).status).toBe(200);
  });

  test("attempts of an address are counted over all links, including unknown ones", async () => {
    const harness = await openHarness({ settings: { joinAttemptsPerMinute: 3 } });
    const { id, secret } = await present(harness);
    await refuse(joining(harness, "nowhere"), 2);
    await refuse(joining(harness, (await present(harness)).id), 1);
    expect((await joining(harness, id)({ secret })).problem).toBe("429 too_many_attempts");
  });

  test("trap 45: strangers who know only the id lock nobody out", async () => {
    const settings = { joinAttemptsPerMinute: 3, trustProxy: () => true };
    const harness = await openHarness({ settings });
    const { id, secret } = await present(harness, { pin: "4711" });
    const { agentToken: token } = harness;
    const invited = await harness.post(`/api/presentations/${id}/colleagues`, { token });
    const { link } = invited.json() as { readonly link: string };
    const from = (address: number, door: string, body: object) =>
      harness.post(`/api/presentations/${id}/${door}`, {
        body,
        headers: { "x-forwarded-for": `192.0.2.${address}` },
      });
    const wrong = { secret: "no", pin: "0000", name: "Sara" };
    for (let address = 1; address <= 20; address++) {
      await from(address, "join", wrong);
      await from(address, "colleagues/join", wrong);
    }
    const right = await from(99, "join", { secret, pin: "4711" });
    const colleague = { secret: new URL(link).hash.slice(1), name: "Sara" };
    expect(right.status).toBe(200);
    expect((await from(99, "colleagues/join", colleague)).status).toBe(200);
  });

  test("trap 59: a PIN of four digits withstands a day of guesses from any number of addresses", async () => {
    vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
    const harness = await openHarness({ settings: { trustProxy: () => true } });
    const { id, secret } = await present(harness, { pin: "4711", minutes: 24 * 60 });
    const endMs = Date.now() + 24 * 60 * 60_000 - 1000;
    let address = 0;
    let guesses = 0;
    const guess = (pin: string) =>
      harness.post(`/api/presentations/${id}/join`, {
        body: { secret, pin },
        headers: { "x-forwarded-for": `10.0.${address >> 8}.${++address & 255}` },
      });
    for (;;) {
      const answer = await guess("0000");
      if (answer.problem === "401 wrong_pin") guesses += 1;
      const waitMs = Number(answer.headers.get("retry-after") ?? 0) * 1000;
      if (Date.now() + waitMs >= endMs) break;
      vi.advanceTimersByTime(waitMs);
    }
    expect(guesses).toBeGreaterThan(50);
    expect(guesses).toBeLessThan(150);
    expect((await guess("4711")).problem).toBe("429 too_many_attempts");
  });

  test("trap 59: an hour of wrong PINs from one address never delays the buyer elsewhere", async () => {
    vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
    const harness = await openHarness({ settings: { trustProxy: () => true } });
    const { id, secret } = await present(harness, { pin: "4711" });
    const from = (address: number, pin: string) =>
      harness.post(`/api/presentations/${id}/join`, {
        body: { secret, pin },
        headers: { "x-forwarded-for": `192.0.2.${address}` },
      });
    const endMs = Date.now() + 60 * 60_000;
    for (;;) {
      const answer = await from(1, "0000");
      expect((await from(2, "4711")).status).toBe(200);
      const waitMs = Number(answer.headers.get("retry-after") ?? 0) * 1000;
      if (Date.now() + waitMs >= endMs) break;
      vi.advanceTimersByTime(waitMs);
    }
    expect((await from(1, "4711")).problem).toBe("429 too_many_attempts");
  });

  test("trap 59: of concurrent PINs only the first few are tried, whether right or wrong", async () => {
    const harness = await openHarness();
    const { id, secret } = await present(harness, { pin: "4711" });
    const join = joining(harness, id);
    const pins = [...Array.from({ length: 30 }, () => "0000"), "4711"];
    const answers = await Promise.all(pins.map((pin) => join({ secret, pin })));
    const problems = answers.map(({ problem }) => problem);
    expect(problems.filter((problem) => problem === "401 wrong_pin")).toHaveLength(5);
    expect(problems.at(-1)).toBe("429 too_many_attempts");
  });

  test("trap 59: the agent learns of more wrong PINs than a buyer's typos, and a right one is not counted", async () => {
    vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
    const harness = await openHarness();
    const { id, secret } = await present(harness, { pin: "4711" });
    const join = joining(harness, id);
    const wrongPins = async () => {
      const answer = await harness.get(`/api/presentations/${id}`, { token: harness.agentToken });
      return (answer.json() as PresentationResponse).wrongPins;
    };
    for (let mistake = 0; mistake < 4; mistake++) await join({ secret, pin: "0000" });
    expect((await join({ secret, pin: "4711" })).status).toBe(200);
    expect(await wrongPins()).toBeUndefined();
    await join({ secret, pin: "0000" });
    expect(await wrongPins()).toBe(5);
    expect((await join({ secret, pin: "4711" })).headers.get("retry-after")).toBe("5");
    vi.advanceTimersByTime(5000);
    for (let buyer = 0; buyer < 3; buyer++) {
      expect((await join({ secret, pin: "4711" })).status).toBe(200);
    }
    expect(await wrongPins()).toBe(5);
  });

  test("an address is accepted only from trusted proxies", async () => {
    const harness = await openHarness({ settings: { joinAttemptsPerMinute: 2 } });
    const { secret } = await present(harness);
    const ids = await Promise.all([1, 2, 3].map(async () => (await present(harness)).id));
    const problems: string[] = [];
    for (const [index, id] of ids.entries()) {
      const headers = { "x-forwarded-for": `192.0.2.${index}` };
      const answer = await harness.post(`/api/presentations/${id}/join`, {
        body: { secret },
        headers,
      });
      problems.push(answer.problem);
    }
    expect(problems).toEqual(["401 wrong_secret", "401 wrong_secret", "429 too_many_attempts"]);
  });

  test("concurrent attempts are counted", async () => {
    const harness = await openHarness();
    const { id } = await present(harness, { pin: "4711" });
    const join = joining(harness, id);
    const answers = await Promise.all(Array.from({ length: 30 }, () => join({ secret: "no" })));
    const answered = answers.filter(({ problem }) => problem === "401 wrong_secret");
    expect(answered).toHaveLength(10);
  });

  test("successful joins are not counted as refused attempts", async () => {
    const harness = await openHarness({ settings: { joinAttemptsPerMinute: 1 } });
    const { id, secret } = await present(harness);
    const join = joining(harness, id);
    const answers = await Promise.all(Array.from({ length: 20 }, () => join({ secret })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });
});

describe("too many joins", () => {
  const openLink = async (maxViewers = 50) => {
    const harness = await openHarness({ settings: { trustProxy: () => true, maxViewers } });
    const { id, secret } = await present(harness);
    const joinAll = async (count: number, address: (place: number) => string) => {
      const answers = await Promise.all(
        Array.from({ length: count }, (_, place) =>
          harness.post(`/api/presentations/${id}/join`, {
            body: { secret },
            headers: { "x-forwarded-for": address(place) },
          }),
        ),
      );
      return {
        joined: answers.filter(({ status }) => status === 200).length,
        refused: answers.filter(({ problem }) => problem === "429 too_many_attempts"),
      };
    };
    const visits = async () => (await harness.storage.presentations.listVisits(id)).length;
    return { harness, id, joinAll, visits };
  };
  const hotel = () => "192.0.2.1";

  test("trap 58: one address can join 60 times a minute, and others are not affected", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { joinAll, visits } = await openLink();
    const crowd = await joinAll(150, hotel);
    expect([crowd.joined, crowd.refused.length, await visits()]).toEqual([60, 90, 60]);
    const waitSeconds = Number(crowd.refused[0]?.headers.get("retry-after"));
    expect(waitSeconds).toBeGreaterThan(0);
    expect((await joinAll(1, () => "192.0.2.2")).joined).toBe(1);
    vi.setSystemTime(Date.now() + waitSeconds * 1000);
    expect((await joinAll(1, hotel)).joined).toBe(1);
  });

  test("trap 58: one link can be joined 120 times a minute, from any number of addresses", async () => {
    const { joinAll, visits } = await openLink();
    const crowd = await joinAll(150, (place) => `192.0.2.${place}`);
    expect([crowd.joined, crowd.refused.length, await visits()]).toEqual([120, 30, 120]);
  });

  test("the maximum of viewers can join at once from one address", async () => {
    const { joinAll } = await openLink(100);
    expect((await joinAll(100, hotel)).joined).toBe(100);
  });

  test("trap 58: colleagues have the same limit, counted separately from buyers", async () => {
    const { harness, id, joinAll } = await openLink();
    const path = `/api/presentations/${id}/colleagues`;
    const invited = await harness.post(path, { token: harness.agentToken });
    const { link } = invited.json() as { readonly link: string };
    const body = { secret: new URL(link).hash.slice(1), name: "Sara" };
    const headers = { "x-forwarded-for": hotel() };
    const answers = await Promise.all(
      Array.from({ length: 70 }, () => harness.post(`${path}/join`, { body, headers })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(60);
    expect((await joinAll(1, hotel)).joined).toBe(1);
  });
});

describe("a returning buyer", () => {
  const DAY_MS = 24 * 60 * 60_000;

  const open = async () => {
    const harness = await openHarness();
    const { id, secret, room } = await present(harness);
    const joinWith = async (more: object, presentation = { id, secret }) => {
      const body = { secret: presentation.secret, ...more };
      const answer = await joining(harness, presentation.id)(body);
      const { token } = answer.json() as JoinResponse;
      const claims = await harness.roomTokens.verify(token);
      if (!claims.ok) throw new Error(claims.problem);
      return { token, subject: claims.value.subject, name: claims.value.name };
    };
    const visits = () => harness.storage.presentations.listVisits(id);
    return { harness, id, room, joinWith, visits };
  };

  test("trap 58: continues the first visit under the latest name", async () => {
    const { harness, joinWith, visits } = await open();
    const joinedAtMs = harness.clock.now();
    const first = await joinWith({ name: "Omar" });
    harness.clock.advance(60_000);
    const again = await joinWith({ token: first.token });
    const renamed = await joinWith({ token: again.token, name: "Omar K." });
    expect([again.subject, renamed.subject]).toEqual([first.subject, first.subject]);
    expect(again.name).toBe("Omar");
    const visit = { participant: first.subject, name: "Omar K.", joinedAtMs, leftAtMs: undefined };
    expect(await visits()).toEqual([visit]);
  });

  test("is recognised by an expired token after an extension", async () => {
    const { harness, id, joinWith, visits } = await open();
    const first = await joinWith({});
    const body = { minutes: 24 * 60 };
    await harness.patch(`/api/presentations/${id}`, { token: harness.agentToken, body });
    harness.clock.advance(61 * 60_000);
    expect((await joinWith({ token: first.token })).subject).toBe(first.subject);
    expect(await visits()).toHaveLength(1);
  });

  test("with an invalid token is a new visit", async () => {
    const { harness, id, room, joinWith, visits } = await open();
    const other = await joinWith({}, await present(harness));
    const agent = await harness.roomTokens.issue({
      subject: "agent:a",
      presentation: id,
      room,
      role: "agent",
      name: "",
      expiresAtMs: harness.clock.now() + DAY_MS,
    });
    for (const token of [other.token, agent, "nonsense", ""]) {
      const joined = await joinWith({ token });
      expect(joined.subject).toMatch(/^buyer:/);
      expect(joined.subject).not.toBe(other.subject);
    }
    expect(await visits()).toHaveLength(4);
  });
});
