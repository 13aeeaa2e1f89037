import { expect, test } from "vitest";
import type { Storage } from "../../../../server/storage/storage.ts";
import { bytes, record } from "../records.ts";

export function describeDocuments(storage: () => Storage): void {
  /** Creates presentations with only a first update. */
  const open = async (...ids: readonly string[]) => {
    for (const id of ids) await storage().presentations.create(record(id, { room: id }), bytes(0));
    return storage().documents;
  };
  const first = bytes(0);
  const kept = async (room: string) =>
    (await storage().documents.load(room))?.map((piece) => piece.bytes);
  const positions = async (room: string) =>
    (await storage().documents.load(room))?.map(({ position }) => position);

  test("an unknown room is undefined, and writes to it are dropped", async () => {
    const { documents, presentations } = storage();
    expect(await documents.load("nowhere")).toBeUndefined();
    expect(await documents.append("nowhere", [bytes(1)])).toEqual([]);
    expect(await documents.compact("nowhere", bytes(1), [1])).toBeUndefined();
    expect(await documents.load("nowhere")).toBeUndefined();
    await open("erased");
    await presentations.erase("erased");
    expect(await documents.append("erased", [bytes(1)])).toEqual([]);
    expect(await documents.load("erased")).toBeUndefined();
  });

  test("updates are returned in the order of the calls, per room", async () => {
    const documents = await open("a", "b");
    await Promise.all([
      documents.append("a", [bytes(1), bytes(2)]),
      documents.append("b", [bytes(9)]),
    ]);
    expect(await documents.append("a", [])).toEqual([]);
    await documents.append("a", [bytes(3)]);
    expect(await kept("a")).toEqual([first, bytes(1), bytes(2), bytes(3)]);
    expect(await kept("b")).toEqual([first, bytes(9)]);
  });

  test("an update is at the position returned by its append", async () => {
    const documents = await open("a");
    const one = await documents.append("a", [bytes(1), bytes(2)]);
    const other = await documents.append("a", [bytes(3)]);
    const pieces = (await documents.load("a")) ?? [];
    expect(pieces.slice(1)).toEqual([
      { position: one[0], bytes: bytes(1) },
      { position: one[1], bytes: bytes(2) },
      { position: other[0], bytes: bytes(3) },
    ]);
    const places = pieces.map(({ position }) => position);
    expect(places.every(Number.isSafeInteger)).toBe(true);
    expect(places).toEqual(places.toSorted((left, right) => left - right));
  });

  test("stores the view and not its whole buffer", async () => {
    const documents = await open("a");
    await documents.append("a", [bytes(0, 7, 8, 0).subarray(1, 3)]);
    expect(await kept("a")).toEqual([first, bytes(7, 8)]);
  });

  test("compaction replaces exactly the named pieces", async () => {
    const documents = await open("a", "b");
    const own = await documents.append("a", [bytes(1), bytes(2)]);
    const foreign = await documents.append("a", [bytes(3)]);
    const snapshot = await documents.compact("a", bytes(12), own);
    expect(await kept("a")).toEqual([first, bytes(3), bytes(12)]);
    expect(await positions("a")).toContain(foreign[0]);
    expect((await positions("a"))?.at(-1)).toBe(snapshot);
    expect(await kept("b")).toEqual([first]);
    const ofB = (await positions("b")) ?? [];
    await documents.compact("a", bytes(123), [...own, ...foreign, ...ofB, snapshot ?? 0]);
    expect(await kept("a")).toEqual([first, bytes(123)]);
    expect(await kept("b")).toEqual([first]);
  });

  test("two compactions of the same pieces store both snapshots", async () => {
    const documents = await open("a");
    await documents.append("a", [bytes(1)]);
    const all = (await positions("a")) ?? [];
    await Promise.all([
      documents.compact("a", bytes(2), all),
      documents.compact("a", bytes(3), all),
    ]);
    const left = await kept("a");
    expect(left).toHaveLength(2);
    expect(left).toEqual(expect.arrayContaining([bytes(2), bytes(3)]));
  });

  test("a position is never reused", async () => {
    const documents = await open("a");
    const seen = new Set(await positions("a"));
    for (let round = 0; round < 5; round++) {
      const added = await documents.append("a", [bytes(round)]);
      const snapshot = await documents.compact("a", bytes(9), [...seen, ...added]);
      for (const position of [...added, snapshot ?? 0]) {
        expect(seen).not.toContain(position);
        seen.add(position);
      }
    }
  });
}
