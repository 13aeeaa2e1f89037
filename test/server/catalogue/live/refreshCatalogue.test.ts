import { describe, expect, test } from "vitest";
import { refreshCatalogue } from "../../../../server/catalogue/live/refreshCatalogue.ts";
import { openCatalogue } from "../../../../server/catalogue/openCatalogue.ts";
import { StorageError } from "../../../../server/storage/storage.ts";
import { FakeClock } from "../../../support/clock/fakeClock.ts";
import { silentLog } from "../../../support/room/observer.ts";
import { makePack } from "../packs.ts";
import { makeCatalogueStorage } from "../catalogueStorage.ts";

const SECOND_MS = 1000;
const UNITS = "building,floor,number,status,price\na,1,101,available,1000\na,2,201,,\n";
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Two processes on one storage that can fail and counts queries. */
async function openBoth() {
  const kept = makeCatalogueStorage();
  const clock = new FakeClock();
  const projectsDir = makePack({ units: UNITS });
  let failing = false;
  let asked = 0;
  const list = async (project: string) => {
    asked += 1;
    if (failing) throw new StorageError("away");
    return kept.units.list(project);
  };
  const storage = { ...kept, units: { ...kept.units, list } };
  const own = await openCatalogue({ projectsDir, storage, clock });
  const other = await openCatalogue({ projectsDir, storage: kept, clock });
  asked = 0;
  return {
    clock,
    own,
    sell: (unit: string) => other.setUnit("riverside", { unit, status: "sold" }, "ana", undefined),
    statusOf: (unit: string) => own.find("riverside")?.units.get(unit)?.status,
    asked: () => asked,
    fail: (fails: boolean) => {
      failing = fails;
    },
  };
}

describe("a home sold on another process", () => {
  test("is loaded before a page polls again", async () => {
    const { clock, own, sell, statusOf } = await openBoth();
    const stop = refreshCatalogue(own, clock, silentLog);
    await sell("a-101");
    clock.advance(2 * SECOND_MS);
    await settled();
    expect(statusOf("a-101")).toBe("sold");
    stop();
    expect(clock.waiting).toBe(0);
  });

  test("is loaded once storage is back, and its failure is logged once", async () => {
    const { clock, own, sell, statusOf, fail } = await openBoth();
    const warned: object[] = [];
    const log = { ...silentLog, warn: (fields: object) => warned.push(fields) } as never;
    const stop = refreshCatalogue(own, clock, log);
    await sell("a-101");
    const pass = async (seconds: number) => {
      for (let second = 0; second < seconds; second += 2) {
        clock.advance(2 * SECOND_MS);
        await settled();
      }
    };
    fail(true);
    await pass(6);
    expect(statusOf("a-101")).toBe("available");
    expect(warned).toMatchObject([{ code: "storage_failed" }]);
    fail(false);
    await pass(2);
    expect(statusOf("a-101")).toBe("sold");
    fail(true);
    await pass(2);
    expect(warned).toHaveLength(2);
    stop();
  });
});

describe("catching up", () => {
  test("queries storage once for all calls within a second", async () => {
    const { clock, own, sell, statusOf, asked } = await openBoth();
    await sell("a-101");
    await Promise.all([own.catchUp("riverside"), own.catchUp("riverside")]);
    expect(statusOf("a-101")).toBe("sold");
    await sell("a-201");
    clock.advance(SECOND_MS - 1);
    await own.catchUp("riverside");
    expect([asked(), statusOf("a-201")]).toEqual([1, undefined]);
    clock.advance(1);
    await own.catchUp("riverside");
    expect([asked(), statusOf("a-201")]).toEqual([2, "sold"]);
  });

  test("keeps the known state while storage is down", async () => {
    const { own, sell, statusOf, fail } = await openBoth();
    await sell("a-101");
    fail(true);
    await expect(own.catchUp("riverside")).resolves.toBeUndefined();
    await expect(own.catchUp("nowhere")).resolves.toBeUndefined();
    expect(statusOf("a-101")).toBe("available");
  });
});
