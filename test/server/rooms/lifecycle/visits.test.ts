import { expect, test } from "vitest";
import { openLog } from "../../../../server/telemetry/log.ts";
import type { VisitRecord } from "../../../../server/storage/storage.ts";
import { openMemoryStorage } from "../../../support/server/memory/memoryStorage.ts";
import { openTestRooms, settled } from "../../../support/room/roomsHarness.ts";

test("a buyer who joins and leaves at once has left, even if storage is slower with the arrival", async () => {
  const storage = openMemoryStorage();
  const { presentations } = storage;
  const arrival = Promise.withResolvers<void>();
  const recordVisit = async (id: string, visit: VisitRecord): Promise<void> => {
    if (visit.leftAtMs === undefined) await arrival.promise;
    await presentations.recordVisit(id, visit);
  };
  const slow = { ...storage, presentations: { ...presentations, recordVisit } };
  const { create, enter, clock } = await openTestRooms({ awayMs: 60_000, storage: slow });
  await create("p", 3_600_000);
  const buyer = await enter("p", "buyer");
  clock.advance(1000);
  buyer.leave();
  await settled();
  arrival.resolve();
  await settled();
  const [visit] = await storage.presentations.listVisits("p");
  expect(visit).toMatchObject({ participant: "buyer:1", leftAtMs: clock.now() });
});

test.each([
  ["erased meanwhile is no error", true, 0],
  ["that storage does not take is one", false, 1],
])("the departure from a presentation %s", async (_name, isErased, errors) => {
  const lines: string[] = [];
  const log = openLog("error", { write: (line) => void lines.push(line) });
  const storage = openMemoryStorage();
  const { presentations } = storage;
  const recordVisit = (id: string, visit: VisitRecord) =>
    visit.leftAtMs === undefined
      ? presentations.recordVisit(id, visit)
      : Promise.reject(new Error("no such presentation"));
  const failing = { ...storage, presentations: { ...presentations, recordVisit } };
  const { create, enter } = await openTestRooms({ awayMs: 60_000, storage: failing, log });
  await create("p", 3_600_000);
  const buyer = await enter("p", "buyer");
  await settled();
  if (isErased) await presentations.erase("p");
  buyer.leave();
  await settled();
  expect(lines).toHaveLength(errors);
});
