import * as v from "valibot";
import { describe, expect, test } from "vitest";
import type {
  HistoryResponse,
  JoinResponse,
  RecapResponse,
} from "../../../../../schema/protocol/api.ts";
import { Moment } from "../../../../../schema/history/moment.ts";
import { unitView } from "../../../../../schema/presentation/presentation.ts";
import { openHarness, present, type Created, type Harness } from "../../harness.ts";

const DAY_MS = 24 * 60 * 60_000;

/** The participants, in the order of joining. */
async function openViewing(names: readonly string[], more: object = {}) {
  const harness = await openHarness();
  const created = await present(harness, more);
  const path = `/api/presentations/${created.id}`;
  const buyers: { readonly subject: string; readonly token: string }[] = [];
  for (const name of names) {
    const { secret } = created;
    const joined = await harness.post(`${path}/join`, { body: { secret, name, ...more } });
    const { token } = joined.json() as JoinResponse;
    const claims = await harness.roomTokens.verify(token);
    if (!claims.ok) throw new Error(claims.problem);
    buyers.push({ subject: claims.value.subject, token });
  }
  return { harness, created, path, buyers };
}

/** Stores moments as a room does. */
async function remember(
  { storage }: Harness,
  { room }: Created,
  ...contents: readonly object[]
): Promise<readonly Moment[]> {
  const moments = contents.map((content, n): Moment =>
    v.parse(Moment, { at: 1000 + n, node: "one", n, ...content }),
  );
  await storage.documents.append(room, [], moments);
  return moments;
}

async function makeRecap({ harness, path }: { harness: Harness; path: string }) {
  const answer = await harness.post(`${path}/recap`, { token: harness.agentToken });
  expect(answer.status).toBe(201);
  const { link } = answer.json() as { link: string };
  const { pathname, hash } = new URL(link);
  return { link, id: pathname.slice("/r/".length), secret: hash.slice(1) };
}

const shown = { kind: "view", by: "agent:agent", view: unitView("b1-1") };

describe("a presentation's history", () => {
  test("is for its agent only, in order, with its end", async () => {
    const { harness, created, path } = await openViewing([]);
    const moments = await remember(harness, created, shown, { kind: "away" });
    await harness.delete(path, { token: harness.agentToken });
    const answer = await harness.get(`${path}/history`, { token: harness.agentToken });
    const end = { at: harness.clock.now(), node: "server", n: 0, kind: "end", reason: "ended" };
    const expected = [...moments, end].toSorted((one, other) => one.at - other.at);
    expect((answer.json() as HistoryResponse).moments).toEqual(expected);
    const token = await harness.roomTokens.issue({
      subject: "buyer:1",
      presentation: created.id,
      room: created.room,
      role: "buyer",
      name: "",
      expiresAtMs: harness.clock.now() + 1000,
    });
    expect((await harness.get(`${path}/history`, { token })).problem).toBe("401 unauthorized");
    expect((await harness.get(`${path}/history`)).problem).toBe("401 unauthorized");
  });

  test("has its homes as they were when a recap was made, without those held back since", async () => {
    const viewing = await openViewing([]);
    const { harness, created, path } = viewing;
    await remember(harness, created, shown);
    const read = async () =>
      (await harness.get(`${path}/history`, { token: harness.agentToken })).json();
    expect(await read()).not.toHaveProperty("unitsThen");
    await makeRecap(viewing);
    expect(await read()).toMatchObject({ unitsThen: [{ id: "b1-1" }] });
    const gone = JSON.stringify([{ id: "b1-1" }, { id: "b1-nowhere" }]);
    await harness.storage.recaps.setUnitsThen(created.id, gone);
    expect(await read()).toMatchObject({ unitsThen: [{ id: "b1-1" }] });
  });

  test("contains no held back homes, and nothing of a pause", async () => {
    const { harness, created, path } = await openViewing([]);
    await remember(
      harness,
      created,
      shown,
      { kind: "view", by: "agent:agent", view: unitView("b1-nowhere") },
      { kind: "shortlist", unit: "b1-nowhere", kept: true },
      { kind: "pointed", anchor: "unit:b1-nowhere", ms: 900 },
      { kind: "paused" },
      { kind: "heart", by: "buyer:1", unit: "b1-1", liked: true },
      { kind: "resumed" },
    );
    const answer = await harness.get(`${path}/history`, { token: harness.agentToken });
    const { moments } = answer.json() as HistoryResponse;
    expect(moments.map(({ kind }) => kind)).toEqual(["view", "paused", "resumed"]);
  });
});

describe("a recap", () => {
  test("has one link until it is withdrawn, and then a new one", async () => {
    const viewing = await openViewing([]);
    const { harness, path, created } = viewing;
    const first = await makeRecap(viewing);
    expect(first.id).toBe(created.id);
    expect(first.secret.length).toBeGreaterThanOrEqual(43);
    expect((await makeRecap(viewing)).link).toBe(first.link);
    const removed = await harness.delete(`${path}/recap`, { token: harness.agentToken });
    expect(removed.status).toBe(204);
    const open = { body: { secret: first.secret } };
    expect((await harness.post(`/api/recaps/${first.id}/open`, open)).problem).toBe(
      "401 wrong_secret",
    );
    expect((await makeRecap(viewing)).link).not.toBe(first.link);
  });

  test("contains what was shown, and of buyers only the reader", async () => {
    const viewing = await openViewing(["Olga", "Ivan"]);
    const { harness, created, buyers } = viewing;
    const [olga, ivan] = buyers;
    const joined = (by?: string) => ({ kind: "joined", role: "buyer", by, name: by });
    const heart = (by?: string) => ({ kind: "heart", by, unit: "b1-2", liked: true });
    await remember(
      harness,
      created,
      joined(olga?.subject),
      joined(ivan?.subject),
      shown,
      heart(olga?.subject),
      heart(ivan?.subject),
      { kind: "left", by: ivan?.subject },
    );
    const { secret, id } = await makeRecap(viewing);
    const open = async (token?: string) => {
      const answer = await harness.post(`/api/recaps/${id}/open`, { body: { secret, token } });
      return answer.json() as RecapResponse;
    };
    const own = await open(olga?.token);
    expect(own.reader).toBe(olga?.subject);
    expect(own.moments.map(({ kind, by }) => [kind, by])).toEqual([
      ["joined", olga?.subject],
      ["view", "agent:agent"],
      ["heart", olga?.subject],
    ]);
    expect(own.units.map((unit) => unit.id)).toEqual(["b1-1", "b1-2"]);
    const nobodys = await open();
    expect(nobodys.reader).toBeUndefined();
    expect(nobodys.moments.map(({ kind }) => kind)).toEqual(["view"]);
    expect(JSON.stringify(nobodys)).not.toContain("buyer:");
    expect((await open("forged")).reader).toBeUndefined();
  });

  test("names its homes by reason, with the development of these alone, and gives moments to its page when asked", async () => {
    const viewing = await openViewing(["Olga", "Ivan"]);
    const { harness, created, buyers, path } = viewing;
    const [olga, ivan] = buyers;
    const heart = { kind: "heart", by: ivan?.subject, unit: "b1-12", liked: true };
    await remember(harness, created, shown, heart, { kind: "shortlist", unit: "b1-2", kept: true });
    await harness.put(`${path}/hearts/b1-11`, { token: olga?.token ?? "" });
    const { secret, id } = await makeRecap(viewing);
    const open = async (body: object) =>
      (await harness.post(`/api/recaps/${id}/open`, { body })).json() as RecapResponse;
    const whole = await open({ secret, token: olga?.token });
    const { development, homes, token, ...brief } = await open({
      secret,
      token: olga?.token,
      withoutMoments: true,
    });
    expect(homes).toEqual([
      { reason: "liked", units: ["b1-11"] },
      { reason: "shortlist", units: ["b1-2"] },
      { reason: "seen", units: ["b1-1"] },
    ]);
    expect(development.units.map((unit) => unit.id)).toEqual(["b1-1", "b1-2", "b1-11"]);
    expect(brief.moments).toEqual([]);
    const history = await harness.get(`/api/recaps/${id}/history`, { token });
    expect((history.json() as HistoryResponse).moments).toEqual(whole.moments);
    expect(history.text).not.toContain(ivan?.subject ?? "nobody");
    const { text } = await harness.get(`/api/recaps/${id}/history`, {
      token: (await open({ secret })).token,
    });
    expect(text).not.toContain("buyer:");
    const stranger = await present(harness);
    const elsewhere = await harness.get(`/api/recaps/${stranger.id}/history`, { token });
    expect(elsewhere.problem).toBe("403 forbidden");
    await harness.delete(`${path}/recap`, { token: harness.agentToken });
    const late = await harness.get(`/api/recaps/${id}/history`, { token });
    expect(late.problem).toBe("410 withdrawn");
  });

  test("of a single buyer is that buyer's, even when forwarded", async () => {
    const viewing = await openViewing(["Olga"]);
    const { secret, id } = await makeRecap(viewing);
    const answer = await viewing.harness.post(`/api/recaps/${id}/open`, { body: { secret } });
    expect(answer.json()).toMatchObject({ reader: viewing.buyers[0]?.subject, project: "small" });
  });

  test("requires the presentation's PIN, and counts openings only with consent", async () => {
    const viewing = await openViewing([], { pin: "4711" });
    const { harness, path } = viewing;
    const { secret, id } = await makeRecap(viewing);
    const open = (body: object) => harness.post(`/api/recaps/${id}/open`, { body });
    // A request without a PIN is not a guess, however often it is repeated.
    for (let visit = 0; visit < 6; visit++) {
      expect((await open({ secret })).problem).toBe("401 wrong_pin");
    }
    expect((await open({ secret, pin: "4711" })).status).toBe(200);
    const counted = async () => {
      const answer = await harness.post(`${path}/recap`, { token: harness.agentToken });
      return (answer.json() as { opens: number }).opens;
    };
    expect(await counted()).toBe(0);
    await open({ secret, pin: "4711", isCounted: true });
    expect(await counted()).toBe(1);
  });

  test("has homes as they are now and as they were, and access to the project until withdrawn", async () => {
    const viewing = await openViewing([]);
    const { harness, created, path } = viewing;
    await remember(harness, created, shown);
    const { secret, id } = await makeRecap(viewing);
    await harness.catalogue.setUnit(
      "small",
      { unit: "b1-1", status: "reserved" },
      "agent",
      undefined,
    );
    const answer = await harness.post(`/api/recaps/${id}/open`, { body: { secret } });
    const { token, units, unitsThen, expiresAt } = answer.json() as RecapResponse;
    expect(units[0]).toMatchObject({ id: "b1-1", status: "reserved" });
    expect(unitsThen[0]?.status).not.toBe("reserved");
    expect(new Date(expiresAt).getTime() - harness.clock.now()).toBeGreaterThan(30 * DAY_MS);
    expect((await harness.get("/api/projects/small", { token })).status).toBe(200);
    expect((await harness.get(`${path}/history`, { token })).problem).toBe("401 unauthorized");
    await harness.delete(`${path}/recap`, { token: harness.agentToken });
    expect((await harness.get("/api/projects/small", { token })).problem).toBe("410 withdrawn");
    expect((await harness.post(`/api/recaps/${id}/forget`, { token })).problem).toBe(
      "410 withdrawn",
    );
  });

  test("forgets its reader on request, and nobody else", async () => {
    const viewing = await openViewing(["Olga", "Ivan"]);
    const { harness, created, buyers } = viewing;
    const [olga, ivan] = buyers;
    const heart = (by?: string) => ({ kind: "heart", by, unit: "b1-2", liked: true });
    await remember(harness, created, heart(olga?.subject), heart(ivan?.subject));
    const { secret, id } = await makeRecap(viewing);
    const body = { secret, token: olga?.token };
    const opened = (await harness.post(`/api/recaps/${id}/open`, { body })).json() as RecapResponse;
    const forgotten = await harness.post(`/api/recaps/${id}/forget`, { token: opened.token });
    expect(forgotten.status).toBe(204);
    const moments = await harness.storage.history.load(created.room);
    expect(moments.map(({ by }) => by)).toEqual([ivan?.subject, "buyer:forgotten"]);
    // A later reader is not mistaken for the remaining buyer.
    const again = await harness.post(`/api/recaps/${id}/open`, { body: { secret } });
    expect((again.json() as RecapResponse).reader).toBeUndefined();
    expect(again.text).not.toContain(ivan?.subject ?? "nobody");
    const visits = await harness.storage.presentations.listVisits(created.id);
    expect(visits.map(({ name }) => name)).toEqual(["Ivan"]);
    const stranger = await present(harness);
    expect(
      (await harness.post(`/api/recaps/${stranger.id}/forget`, { token: opened.token })).problem,
    ).toBe("403 forbidden");
  });
});

describe("a recap's hearts", () => {
  const olgasRecap = async () => {
    const viewing = await openViewing(["Olga"]);
    const { harness, created, buyers } = viewing;
    const subject = buyers[0]?.subject ?? "";
    await remember(
      harness,
      created,
      { kind: "joined", role: "buyer", by: subject, name: "Olga" },
      shown,
    );
    const { secret, id } = await makeRecap(viewing);
    const open = async () =>
      (await harness.post(`/api/recaps/${id}/open`, { body: { secret } })).json() as RecapResponse;
    const opened = await open();
    const heart = (unit: string, method: "put" | "delete" = "put", token = opened.token) =>
      harness[method](`/api/recaps/${id}/hearts/${unit}`, { token });
    return { ...viewing, subject, id, opened, open, heart };
  };

  test("reach the agent and the history after the viewing, and can be removed", async () => {
    const { harness, created, path, subject, opened, open, heart } = await olgasRecap();
    expect(opened).toMatchObject({ likes: [], mayLike: true });
    await harness.delete(path, { token: harness.agentToken });
    expect((await heart("b1-2")).status).toBe(204);
    const told = { kind: "heart", by: subject, unit: "b1-2", liked: true };
    expect(harness.live.calls).toContainEqual(["record", created.room, told]);
    expect(harness.live.calls).toContainEqual(["hearts", created.room, subject, ["b1-2"]]);
    const again = await open();
    expect(again.likes).toEqual(["b1-2"]);
    expect(again.units.map((unit) => unit.id)).toContain("b1-2");
    expect((await heart("b1-2", "delete")).status).toBe(204);
    expect((await open()).likes).toEqual([]);
  });

  test("are refused for held back homes, without a token, after a withdrawal, and above 30 a minute", async () => {
    const { harness, path, heart } = await olgasRecap();
    expect((await heart("b1-nowhere")).problem).toBe("404 unknown");
    expect((await heart("b1-2", "put", "forged")).problem).toBe("401 unauthorized");
    for (let count = 1; count < 30; count++) await heart("b1-2");
    expect((await heart("b1-2")).problem).toBe("429 too_many_attempts");
    await harness.delete(`${path}/recap`, { token: harness.agentToken });
    expect((await heart("b1-2")).problem).toBe("410 withdrawn");
  });

  test("are refused if the reader is not a known buyer, or one who takes no part", async () => {
    const viewing = await openViewing(["Olga", "Ivan"]);
    const { secret, id } = await makeRecap(viewing);
    const open = async ({ harness }: { harness: Harness }, recap: { id: string; secret: string }) =>
      (
        await harness.post(`/api/recaps/${recap.id}/open`, { body: { secret: recap.secret } })
      ).json() as RecapResponse;
    const shared = await open(viewing, { id, secret });
    expect(shared.mayLike).toBe(false);
    const refused = await viewing.harness.put(`/api/recaps/${id}/hearts/b1-2`, {
      token: shared.token,
    });
    expect(refused.problem).toBe("403 forbidden");

    const quiet = await openViewing(["Olga"], { withoutPart: true });
    const by = quiet.buyers[0]?.subject;
    await remember(quiet.harness, quiet.created, { kind: "joined", role: "buyer", by });
    const own = await makeRecap(quiet);
    const opened = await open(quiet, own);
    expect(opened.mayLike).toBe(false);
    const path = `/api/recaps/${own.id}/hearts/b1-2`;
    expect((await quiet.harness.put(path, { token: opened.token })).problem).toBe("403 forbidden");
  });
});

describe("a follow-up", () => {
  const noted = { notes: "Prefers the sea side." };
  const appointment = { at: "2026-12-01T09:00:00.000Z", minutes: 45, place: "Sales gallery" };

  test("has notes for the agent only, and an appointment and contact for the recap", async () => {
    const viewing = await openViewing(["Olga"]);
    const { harness, path } = viewing;
    const token = harness.agentToken;
    const address = `${path}/follow-up`;
    expect((await harness.get(address, { token })).json()).toEqual({ notes: "" });
    await harness.patch(address, { token, body: noted });
    const contact = { phone: "+971 50 123-45-67", email: "anna@example.com" };
    const changed = await harness.patch(address, { token, body: { appointment, contact } });
    const kept = { ...noted, appointment, contact: { ...contact, phone: "+971501234567" } };
    expect(changed.json()).toEqual(kept);
    const { secret, id } = await makeRecap(viewing);
    const open = () => harness.post(`/api/recaps/${id}/open`, { body: { secret } });
    const opened = await open();
    expect(opened.json()).toMatchObject({
      appointment,
      presenter: { phone: "+971501234567", email: "anna@example.com" },
    });
    expect(opened.text).not.toContain("sea side");
    const exported = await harness.get(`${path}/export`, { token });
    expect(exported.json()).toMatchObject({ followUp: kept, recap: { opens: 0 } });
    await harness.patch(address, { token, body: { appointment: null } });
    expect((await open()).json()).not.toHaveProperty("appointment");
    await harness.post(`${path}/erase`, { token });
    expect((await harness.get(address, { token })).problem).toBe("404 unknown");
  });

  test("is refused with an invalid number or time, and for others", async () => {
    const { harness, path, buyers } = await openViewing(["Olga"]);
    const address = `${path}/follow-up`;
    const token = harness.agentToken;
    for (const body of [
      { contact: { phone: "050 123" } },
      { contact: { email: "anna" } },
      { appointment: { at: "tomorrow" } },
      { notes: "x".repeat(4001) },
      { note: "a typo" },
    ]) {
      expect((await harness.patch(address, { token, body })).problem).toBe("400 invalid_body");
    }
    expect((await harness.get(address, { token })).json()).toEqual({ notes: "" });
    const stranger = buyers[0]?.token ?? "";
    expect((await harness.get(address, { token: stranger })).problem).toBe("401 unauthorized");
    expect((await harness.patch(address, { body: noted })).problem).toBe("401 unauthorized");
  });
});

describe("a buyer who takes no part", () => {
  test("leaves neither a name nor a heart", async () => {
    const { harness, created, buyers } = await openViewing(["Olga"], { withoutPart: true });
    const visits = await harness.storage.presentations.listVisits(created.id);
    expect(visits.map(({ name }) => name)).toEqual([""]);
    const token = buyers[0]?.token ?? "";
    const path = `/api/presentations/${created.id}/hearts/b1-1`;
    expect((await harness.put(path, { token })).problem).toBe("403 forbidden");
  });
});
