import { describe, expect, test } from "vitest";
import type {
  ExportResponse,
  HeartsResponse,
  PresentationResponse,
} from "../../../../../schema/protocol/api.ts";
import { openMemoryStorage } from "../../../../support/server/memory/memoryStorage.ts";
import { smallProject } from "../../../../support/room/project.ts";
import { openHarness, present, type Harness, type HarnessOptions } from "../../harness.ts";

const HIDDEN = "b1-2";
const [sold, second, ...others] = smallProject.units;
const project = {
  ...smallProject,
  units: [sold, second && { ...second, hidden: true as const }, ...others].filter(
    (unit) => unit !== undefined,
  ),
};

async function open(options: HarnessOptions = {}) {
  const harness = await openHarness({ project, ...options });
  const created = await present(harness);
  const path = `/api/presentations/${created.id}`;
  const join = async (name: string): Promise<string> => {
    const answer = await harness.post(`${path}/join`, { body: { secret: created.secret, name } });
    return (answer.json() as { token: string }).token;
  };
  return { harness, ...created, path, join, bob: await join("Bob") };
}

const liked = async (harness: Harness, path: string, token: string) =>
  ((await harness.get(`${path}/hearts`, { token })).json() as HeartsResponse).units;

describe("a buyer's hearts", () => {
  test("are set, removed and read by each buyer separately", async () => {
    const { harness, path, bob, join } = await open();
    const eve = await join("Eve");
    expect(await liked(harness, path, bob)).toEqual([]);
    for (const unit of ["b1-12", "b1-11", "b1-12"]) {
      const put = await harness.put(`${path}/hearts/${unit}`, { token: bob });
      expect([put.status, put.text]).toEqual([204, ""]);
      harness.clock.advance(1000);
    }
    expect(await liked(harness, path, bob)).toEqual(["b1-12", "b1-11"]);
    expect(await liked(harness, path, eve)).toEqual([]);
    expect((await harness.delete(`${path}/hearts/b1-12`, { token: bob })).status).toBe(204);
    expect((await harness.delete(`${path}/hearts/b1-12`, { token: bob })).status).toBe(204);
    expect(await liked(harness, path, bob)).toEqual(["b1-11"]);
  });

  test("reach the room as a complete list, and the agent on request, with name and time", async () => {
    const { harness, path, room, bob } = await open();
    const atMs = harness.clock.now();
    await harness.put(`${path}/hearts/b1-12`, { token: bob });
    await harness.delete(`${path}/hearts/b1-12`, { token: bob });
    const told = harness.live.calls.filter(([call]) => call === "hearts");
    expect(told).toEqual([
      ["hearts", room, expect.stringMatching(/^buyer:/), ["b1-12"]],
      ["hearts", room, expect.stringMatching(/^buyer:/), []],
    ]);
    await harness.put(`${path}/hearts/b1-11`, { token: bob });
    const whole = await harness.get(path, { token: harness.agentToken });
    expect((whole.json() as PresentationResponse).likes).toEqual([
      { unit: "b1-11", name: "Bob", at: new Date(atMs).toISOString() },
    ]);
    const exported = await harness.get(`${path}/export`, { token: harness.agentToken });
    expect((exported.json() as ExportResponse).hearts).toMatchObject([{ unit: "b1-11" }]);
  });

  test("that are set concurrently reach the room as finally stored, whichever is read first", async () => {
    const storage = openMemoryStorage();
    const { presentations } = storage;
    const [asked, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let reads = 0;
    const listHearts = async (id: string) => {
      const hearts = await presentations.listHearts(id);
      reads += 1;
      if (reads === 1) {
        asked.resolve();
        await held.promise;
      }
      return hearts;
    };
    const slow = { ...storage, presentations: { ...presentations, listHearts } };
    const { harness, path, bob } = await open({ storage: slow });
    const first = harness.put(`${path}/hearts/b1-12`, { token: bob });
    await asked.promise;
    const second = harness.put(`${path}/hearts/b1-11`, { token: bob });
    for (let trip = 0; trip < 3; trip += 1) await harness.get("/healthz");
    held.resolve();
    expect([(await first).status, (await second).status]).toEqual([204, 204]);
    const told = harness.live.calls.filter(([call]) => call === "hearts");
    expect(told.at(-1)?.at(-1)).toEqual(await liked(harness, path, bob));
  });

  test("are only for homes visible to buyers", async () => {
    const { harness, path, bob } = await open();
    for (const unit of [HIDDEN, "b9-9"]) {
      const address = `${path}/hearts/${unit}`;
      expect((await harness.put(address, { token: bob })).problem).toBe("404 unknown");
      expect((await harness.delete(address, { token: bob })).problem).toBe("404 unknown");
    }
    const [visit] = await harness.storage.presentations.listVisits(path.split("/").at(-1) ?? "");
    const heart = { participant: visit?.participant ?? "", unit: HIDDEN, atMs: 1 };
    await harness.storage.presentations.addHeart(path.split("/").at(-1) ?? "", heart, 9);
    expect(await liked(harness, path, bob)).toEqual([]);
  });

  test("are refused for agents, other presentations and requests without a token", async () => {
    const { harness, path, id, room, bob, secret } = await open();
    const tokens = await harness.post(`${path}/tokens`, {
      token: harness.agentToken,
      body: { role: "agent" },
    });
    const { token: agent } = tokens.json() as { token: string };
    const heart = `${path}/hearts/b1-12`;
    expect((await harness.put(heart, { token: agent })).problem).toBe("403 forbidden");
    expect((await harness.get(`${path}/hearts`, { token: agent })).problem).toBe("403 forbidden");
    expect((await harness.put(heart)).problem).toBe("401 unauthorized");
    expect((await harness.put(heart, { token: secret })).problem).toBe("401 unauthorized");
    const other = await present(harness);
    const elsewhere = `/api/presentations/${other.id}/hearts/b1-12`;
    expect((await harness.put(elsewhere, { token: bob })).problem).toBe("403 forbidden");
    const spent = await harness.roomTokens.issue({
      subject: "buyer:x",
      presentation: id,
      room,
      role: "buyer",
      name: "",
      expiresAtMs: harness.clock.now() + 1000,
    });
    harness.clock.advance(1000);
    expect((await harness.put(heart, { token: spent })).problem).toBe("401 unauthorized");
    await harness.delete(path, { token: harness.agentToken });
    expect((await harness.put(heart, { token: bob })).problem).toBe("410 ended");
    expect((await harness.get(`${path}/hearts`, { token: bob })).problem).toBe("410 ended");
  });

  test("are limited to 30 changes a minute per buyer", async () => {
    const { harness, path, bob, join } = await open();
    const heart = `${path}/hearts/b1-12`;
    for (let change = 0; change < 15; change += 1) {
      expect((await harness.put(heart, { token: bob })).status).toBe(204);
      expect((await harness.delete(heart, { token: bob })).status).toBe(204);
    }
    const refused = await harness.put(heart, { token: bob });
    expect(refused.problem).toBe("429 too_many_attempts");
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await harness.get(`${path}/hearts`, { token: bob })).status).toBe(200);
    expect((await harness.put(heart, { token: await join("Eve") })).status).toBe(204);
  });

  test("are limited to 100 homes", async () => {
    const { harness, path, id, bob } = await open();
    const [visit] = await harness.storage.presentations.listVisits(id);
    for (let number = 0; number < 100; number += 1) {
      const heart = { participant: visit?.participant ?? "", unit: `x-${number}`, atMs: number };
      await harness.storage.presentations.addHeart(id, heart, 100);
    }
    const put = await harness.put(`${path}/hearts/b1-12`, { token: bob });
    expect(put.problem).toBe("409 conflict");
  });
});

describe("homes that are held back", () => {
  test("are visible to agent and inspector, and in no response to a buyer", async () => {
    const { harness, path, bob } = await open();
    const inspector = await harness.post(`${path}/tokens`, {
      token: harness.agentToken,
      body: { role: "inspector" },
    });
    const { token } = inspector.json() as { token: string };
    for (const address of ["/api/projects/small", "/api/projects/small/units"]) {
      const theirs = await harness.get(address, { token: bob });
      expect(theirs.status).toBe(200);
      expect(theirs.text).not.toContain(`"${HIDDEN}"`);
      expect(theirs.text).not.toContain("hidden");
      for (const own of [harness.agentToken, token]) {
        const answer = await harness.get(address, { token: own });
        expect(answer.text).toContain(`"${HIDDEN}"`);
      }
    }
    const tagFor = async (reader: string) =>
      (await harness.get("/api/projects/small/units", { token: reader })).headers.get("etag");
    expect(await tagFor(bob)).not.toBe(await tagFor(harness.agentToken));
  });
});
