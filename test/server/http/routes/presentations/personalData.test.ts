import { describe, expect, test } from "vitest";
import type {
  ExportResponse,
  JoinResponse,
  PresentationResponse,
} from "../../../../../schema/protocol/api.ts";
import { openHarness, present, type Harness } from "../../harness.ts";

const MINUTE_MS = 60_000;
const iso = (timeMs: number) => new Date(timeMs).toISOString();

/** A presentation for Omar, watched by Layla for five minutes. */
async function watched(harness: Harness) {
  const created = await present(harness, { pin: "4711", buyer: { name: "Omar" } });
  const { id, secret } = created;
  const path = `/api/presentations/${id}`;
  const joinedAtMs = harness.clock.now();
  await harness.post(`${path}/join`, { body: { secret, pin: "4711", name: "Layla" } });
  const [visit] = await harness.storage.presentations.listVisits(id);
  if (visit === undefined) throw new Error("no visit");
  harness.clock.advance(5 * MINUTE_MS);
  const leftAtMs = harness.clock.now();
  await harness.storage.presentations.recordVisit(id, { ...visit, leftAtMs });
  return { ...created, path, joinedAtMs, leftAtMs, participant: visit.participant };
}

const somebodyElse = (harness: Harness) =>
  openHarness({
    storage: harness.storage,
    agents: {
      signIn: async () => ({ ok: false, problem: "unsupported" }),
      rename: async () => ({ ok: false, problem: "unsupported" }),
      verify: async () => ({ ok: true, value: { id: "other", name: "Other" } }),
    },
  });

describe("an export", () => {
  test("contains all stored data, as a download", async () => {
    const harness = await openHarness();
    const { id, path, expiresAt, joinedAtMs, leftAtMs, participant } = await watched(harness);
    await harness.delete(path, { token: harness.agentToken });
    const answer = await harness.get(`${path}/export`, { token: harness.agentToken });
    expect(answer.headers.get("content-disposition")).toBe(
      `attachment; filename=presentation-${id}.json`,
    );
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.json() as ExportResponse).toEqual({
      exportedAt: iso(leftAtMs),
      presentation: {
        id,
        project: "small",
        agent: { id: "agent", name: "" },
        buyer: { name: "Omar" },
        status: "ended",
        createdAt: iso(joinedAtMs),
        expiresAt,
        endedAt: iso(leftAtMs),
        endReason: "ended",
        pin: true,
        maxViewers: 50,
        colleagues: false,
      },
      visits: [{ participant, name: "Layla", from: iso(joinedAtMs), to: iso(leftAtMs) }],
      hearts: [],
      history: [],
      document: {
        meta: { version: 1, project: "small" },
        view: { screen: "masterplan", masterplan: "site" },
        filters: {},
        shortlist: [],
      },
    });
  });

  test("contains neither secret nor PIN, nor their hashes", async () => {
    const harness = await openHarness();
    const { id, path, secret } = await watched(harness);
    const record = await harness.storage.presentations.find(id);
    const { text } = await harness.get(`${path}/export`, { token: harness.agentToken });
    for (const hash of [record?.secretHash, record?.pinHash]) {
      for (const encoding of ["hex", "base64", "base64url"] as const) {
        expect(text).not.toContain(Buffer.from(hash ?? "").toString(encoding));
      }
      expect(text).not.toContain(JSON.stringify([...(hash ?? [])]).slice(1, -1));
    }
    for (const unsaid of [secret, "4711", "Hash"]) expect(text).not.toContain(unsaid);
  });

  test("omits a document that cannot be read", async () => {
    const harness = await openHarness();
    const { path, room } = await watched(harness);
    await harness.storage.documents.append(room, [new Uint8Array([255, 255])]);
    const answer = await harness.get(`${path}/export`, { token: harness.agentToken });
    expect(answer.status).toBe(200);
    expect(answer.json()).not.toHaveProperty("document");
  });

  test("is only for its own agent", async () => {
    const harness = await openHarness();
    const { path } = await watched(harness);
    const other = await somebodyElse(harness);
    expect((await other.get(`${path}/export`, { token: "x" })).problem).toBe("404 unknown");
    expect((await harness.get(`${path}/export`)).problem).toBe("401 unauthorized");
  });
});

describe("erasing", () => {
  test("ends it for everybody, then deletes everything", async () => {
    const harness = await openHarness();
    const { id, room, path, secret } = await watched(harness);
    const token = harness.agentToken;
    const stays = await present(harness);
    const order: string[] = [];
    const { presentations, documents } = harness.storage;
    harness.live.end = async (ended, reason) => {
      order.push(`${ended} ${reason}`, (await presentations.find(id))?.ended?.reason ?? "open");
    };
    const erased = await harness.post(`${path}/erase`, { token });
    expect([erased.status, erased.text]).toEqual([204, ""]);
    expect(order).toEqual([`${room} ended`, "ended"]);
    expect(await presentations.find(id)).toBeUndefined();
    expect(await presentations.listVisits(id)).toEqual([]);
    expect(await documents.load(room)).toBeUndefined();
    expect((await harness.get(path, { token })).problem).toBe("404 unknown");
    expect((await harness.get(`${path}/export`, { token })).problem).toBe("404 unknown");
    expect((await harness.post(`${path}/erase`, { token })).problem).toBe("404 unknown");
    const join = await harness.post(`${path}/join`, { body: { secret } });
    expect(join.problem).toBe("404 unknown");
    expect((await harness.get(`/api/presentations/${stays.id}`, { token })).status).toBe(200);
  });

  test("deletes nothing while the room is still open", async () => {
    const harness = await openHarness();
    const { id, path } = await watched(harness);
    harness.live.end = async () => {
      throw new Error("not now");
    };
    const answer = await harness.post(`${path}/erase`, { token: harness.agentToken });
    expect(answer.problem).toBe("500 internal");
    expect(await harness.storage.presentations.find(id)).toBeDefined();
  });

  test("is only for its own agent", async () => {
    const harness = await openHarness();
    const { id, path, secret } = await watched(harness);
    const other = await somebodyElse(harness);
    expect((await other.post(`${path}/erase`, { token: "x" })).problem).toBe("404 unknown");
    const body = { secret, pin: "4711" };
    const { token } = (await harness.post(`${path}/join`, { body })).json() as JoinResponse;
    expect((await harness.post(`${path}/erase`, { token })).problem).toBe("401 unauthorized");
    expect(await harness.storage.presentations.find(id)).toBeDefined();
  });
});

test("an agent sees who watched, and for how long", async () => {
  const harness = await openHarness();
  const { path, joinedAtMs, leftAtMs } = await watched(harness);
  const answer = await harness.get(path, { token: harness.agentToken });
  expect((answer.json() as PresentationResponse).visits).toEqual([
    { name: "Layla", from: iso(joinedAtMs), to: iso(leftAtMs) },
  ]);
});
