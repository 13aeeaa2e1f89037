import { expect, test } from "vitest";
import type { NewList, ProjectRecord } from "../../../../server/storage/lists.ts";
import type { Storage } from "../../../../server/storage/storage.ts";
import { bytes, record } from "../records.ts";

const project = (id: string, createdAtMs: number): ProjectRecord => ({
  id,
  name: "Riverside",
  currency: "AED",
  areaUnit: "sqft",
  createdAtMs,
  createdBy: "agent",
});

const list = (fileName: string, content: Uint8Array = bytes(1, 2)): NewList => ({
  atMs: 5,
  by: "Ana",
  fileName,
  summary: '{"homes":1}',
  content,
});

/** The lists' part of the contract. */
export function describeLists(storage: () => Storage): void {
  const lists = () => storage().lists;
  const apply = (expectedVersion: number, fileName: string, content?: Uint8Array) =>
    lists().apply("small", expectedVersion, list(fileName, content), bytes(9));

  test("stores each added project once, oldest first", async () => {
    expect(await lists().createProject(project("b", 2))).toBe(true);
    expect(await lists().createProject(project("a", 3))).toBe(true);
    expect(await lists().createProject({ ...project("b", 1), name: "Other" })).toBe(false);
    expect(await lists().listProjects()).toEqual([project("b", 2), project("a", 3)]);
  });

  test("deletes an added project with all of its parts, and it can be added again", async () => {
    const { pictures, presentations, units } = storage();
    await lists().createProject(project("small", 2));
    await apply(0, "one.csv");
    await lists().setMapping("small", "{}");
    await units.set(
      "small",
      {
        statuses: [{ unit: "a", status: "sold", changedAtMs: 1, changedBy: "x" }],
        prices: [{ unit: "a", price: 5, changedAtMs: 1, changedBy: "x" }],
      },
      undefined,
    );
    const about = { file: "1.png", name: "One", facts: "{}", place: "{}", atMs: 1, by: "Ana" };
    await pictures.add("small", about, bytes(1));
    expect(await lists().deleteProject("other", 10)).toBe("unknown");

    await presentations.create(record("p1", { project: "small", expiresAtMs: 50 }), bytes(1));
    expect(await lists().deleteProject("small", 49)).toBe("presented");
    expect(await lists().current("small")).toMatchObject({ version: 1 });
    expect(await lists().deleteProject("small", 50)).toBe("deleted");
    expect(await lists().deleteProject("small", 50)).toBe("unknown");

    const hasNothing = async () => {
      expect(await lists().current("small")).toMatchObject({ version: 0, list: undefined });
      expect(await lists().history("small")).toEqual([]);
      expect(await lists().mapping("small")).toBeUndefined();
      expect(await units.list("small")).toEqual({ version: 0, statuses: [], prices: [] });
      expect(await pictures.list("small")).toEqual({ version: 0, pictures: [] });
    };
    await hasNothing();
    expect(await lists().listProjects()).toEqual([]);
    expect(await presentations.find("p1")).toMatchObject({ project: "small" });
    const { createdAtMs: _at, createdBy: _by, ...named } = project("small", 2);
    expect(await lists().removedProject("small")).toEqual(named);
    expect(await lists().removedProject("other")).toBeUndefined();

    // A list that was being applied meanwhile is not inherited.
    await apply(0, "late.csv");
    expect(await lists().createProject(project("small", 3))).toBe(true);
    await hasNothing();
    expect(await lists().removedProject("small")).toBeUndefined();

    expect(await lists().deleteProject("small", 50)).toBe("deleted");
    await presentations.end("p1", { atMs: 50, reason: "expired" });
    await presentations.deleteEndedBefore(51);
    expect(await lists().removedProject("small")).toBeUndefined();
  });

  test("a project without lists is at version 0", async () => {
    expect(await lists().current("small")).toEqual({
      version: 0,
      list: undefined,
      former: undefined,
    });
    expect(await lists().history("small")).toEqual([]);
    expect(await lists().undo("small", 0, bytes(), 6)).toBe("nothing");
  });

  test("the last list is in use, and every change increments the version", async () => {
    expect(await apply(0, "one.csv")).toBe(1);
    expect(await apply(1, "two.csv", bytes(3))).toBe(2);
    expect(await lists().current("small")).toEqual({
      version: 2,
      list: {
        record: { revision: 2, atMs: 5, by: "Ana", fileName: "two.csv", summary: '{"homes":1}' },
        content: bytes(3),
      },
      former: bytes(9),
    });
    expect((await lists().history("small")).map(({ fileName }) => fileName)).toEqual([
      "two.csv",
      "one.csv",
    ]);
    expect(await lists().versions()).toEqual(new Map([["small", 2]]));
  });

  test("undo restores list by list, back to the pack, and no further", async () => {
    await apply(0, "one.csv");
    await apply(1, "two.csv");
    expect(await lists().undo("small", 2, bytes(8), 6)).toBe(3);
    const { version, list: one, former } = await lists().current("small");
    expect([version, one?.record.fileName, former]).toEqual([3, "one.csv", bytes(8)]);
    expect(await apply(3, "three.csv")).toBe(4);
    expect(await lists().undo("small", 4, bytes(), 6)).toBe(5);
    expect(await lists().undo("small", 5, bytes(), 6)).toBe(6);
    expect(await lists().current("small")).toMatchObject({ version: 6, list: undefined });
    expect(await lists().undo("small", 6, bytes(), 6)).toBe("nothing");
    expect(await lists().history("small")).toEqual([]);
  });

  test("stores the last ten lists", async () => {
    for (let version = 0; version < 12; version++) await apply(version, `${version}.csv`);
    const kept = (await lists().history("small")).map(({ fileName }) => fileName);
    expect(kept).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2].map((n) => `${n}.csv`));
    for (let version = 12; version < 21; version++) {
      expect(await lists().undo("small", version, bytes(), 6)).toBe(version + 1);
    }
    expect(await lists().undo("small", 21, bytes(), 6)).toBe("nothing");
    expect((await lists().current("small")).list?.record.fileName).toBe("2.csv");
  });

  test("of two changes with the same expected version one is stale and changes nothing", async () => {
    const first = await Promise.all([apply(0, "one.csv"), apply(0, "two.csv")]);
    expect(first.toSorted()).toEqual([1, "stale"]);
    const won = first[0] === 1 ? "one.csv" : "two.csv";
    expect((await lists().history("small")).map(({ fileName }) => fileName)).toEqual([won]);
    const second = await Promise.all([apply(1, "three.csv"), lists().undo("small", 1, bytes(), 6)]);
    expect(second.toSorted()).toEqual([2, "stale"]);
    expect(await lists().undo("small", 1, bytes(), 6)).toBe("stale");
  });

  test("remembers a project's mapping", async () => {
    expect(await lists().mapping("small")).toBeUndefined();
    await lists().setMapping("small", '{"a":1}');
    await lists().setMapping("small", '{"a":2}');
    expect(await lists().mapping("small")).toBe('{"a":2}');
    expect(await lists().mapping("other")).toBeUndefined();
  });
}
