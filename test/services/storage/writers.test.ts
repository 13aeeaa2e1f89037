import fc from "fast-check";
import { expect, test } from "vitest";
import type { PostgresStorage } from "../../../server/storage/postgres/postgres.ts";
import type { DocumentStorage } from "../../../server/storage/storage.ts";
import { bytes, record } from "../../server/storage/records.ts";
import { openProcess, sharedPostgres } from "./postgresFixture.ts";

const postgres = sharedPostgres;

/** One process' operations on a room's document: a number is an update, a snapshot is a list of them. */
class Writer {
  readonly #documents: DocumentStorage;
  readonly #room: string;
  #positions: readonly number[] = [];
  readonly #known = new Set<number>();

  constructor(documents: DocumentStorage, room: string) {
    this.#documents = documents;
    this.#room = room;
  }

  async load(): Promise<void> {
    const pieces = (await this.#documents.load(this.#room)) ?? [];
    this.#positions = pieces.map(({ position }) => position);
    for (const piece of pieces) piece.bytes.forEach((update) => this.#known.add(update));
  }

  async append(updates: readonly number[]): Promise<void> {
    for (const update of updates) this.#known.add(update);
    const kept = await this.#documents.append(
      this.#room,
      updates.map((update) => bytes(update)),
    );
    if (kept.length !== updates.length) throw new Error("not all were kept");
    this.#positions = [...this.#positions, ...kept];
  }

  async compact(): Promise<void> {
    const snapshot = Uint8Array.from(this.#known);
    const position = await this.#documents.compact(this.#room, snapshot, this.#positions);
    if (position === undefined) throw new Error("the snapshot was dropped");
    this.#positions = [position];
  }
}

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("append"), size: fc.integer({ min: 1, max: 3 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("compact"), size: fc.constant(0) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("load"), size: fc.constant(0) }) },
);

test("concurrent appends and compactions of three processes lose nothing", async () => {
  const url = await postgres().createDatabase();
  const processes = await Promise.all([1, 2, 3].map(() => openProcess(url)));
  const first = await openProcess(url);
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { maxLength: 12 }), { minLength: 3, maxLength: 3 }),
      async (plans) => {
        const id = `p${runs++}`;
        await first.presentations.create(record(id), bytes(0));
        let last = 0;
        const work = async (
          plan: (typeof plans)[number],
          storage: PostgresStorage,
        ): Promise<void> => {
          const writer = new Writer(storage.documents, `room-${id}`);
          await writer.load();
          for (const { kind, size } of plan) {
            if (kind === "append") await writer.append(Array.from({ length: size }, () => ++last));
            else if (kind === "compact") await writer.compact();
            else await writer.load();
          }
        };
        await Promise.all(plans.map((plan, index) => work(plan, processes[index] ?? first)));
        const pieces = (await first.documents.load(`room-${id}`)) ?? [];
        const kept = new Set(pieces.flatMap((piece) => Array.from(piece.bytes)));
        expect([...kept].toSorted((one, other) => one - other)).toEqual(
          Array.from({ length: last + 1 }, (_, update) => update),
        );
      },
    ),
    { numRuns: 25 },
  );
});

test("a presentation erased during writes leaves nothing", async () => {
  const url = await postgres().createDatabase();
  const [one, other] = await Promise.all([openProcess(url), openProcess(url)]);
  for (let round = 0; round < 10; round++) {
    const id = `p${round}`;
    const room = `room-${id}`;
    await one.presentations.create(record(id), bytes(0));
    const writes = Array.from({ length: 5 }, () => other.documents.append(room, [bytes(1)]));
    await Promise.all([
      ...writes,
      one.presentations.erase(id),
      other.documents.compact(room, bytes(2), []),
    ]);
    expect(await other.documents.load(room)).toBeUndefined();
  }
});

test("concurrent hearts never exceed the limit", async () => {
  const url = await postgres().createDatabase();
  const [one, other] = await Promise.all([openProcess(url), openProcess(url)]);
  await one.presentations.create(record("p"), bytes(0));
  const outcomes = await Promise.all(
    Array.from({ length: 12 }, (_, unit) =>
      (unit % 2 === 0 ? one : other).presentations.addHeart(
        "p",
        { participant: "bob", unit: `b1-${unit}`, atMs: unit },
        5,
      ),
    ),
  );
  expect(outcomes.filter((outcome) => outcome === "kept")).toHaveLength(5);
  expect(await one.presentations.listHearts("p")).toHaveLength(5);
});

test("two concurrent ends both return the first", async () => {
  const url = await postgres().createDatabase();
  const [one, other] = await Promise.all([openProcess(url), openProcess(url)]);
  for (let round = 0; round < 10; round++) {
    const id = `p${round}`;
    await one.presentations.create(record(id), bytes(0));
    const ends = await Promise.all([
      one.presentations.end(id, { atMs: 1, reason: "away" }),
      other.presentations.end(id, { atMs: 2, reason: "ended" }),
    ]);
    expect(ends[0]).toEqual(ends[1]);
    expect(ends[0]).toEqual((await one.presentations.find(id))?.ended);
  }
});

test("concurrent changes increment a project's version by one each", async () => {
  const url = await postgres().createDatabase();
  const [one, other] = await Promise.all([openProcess(url), openProcess(url)]);
  const versions = await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      (index % 2 === 0 ? one : other).units.set(
        "small",
        {
          statuses: [
            { unit: `b1-${index % 3}`, status: "sold", changedAtMs: index, changedBy: "ana" },
          ],
          prices: [],
        },
        undefined,
      ),
    ),
  );
  expect(versions.toSorted((a, b) => Number(a) - Number(b))).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
  ]);
});

test("a name may contain NUL, which the engine's text cannot", async () => {
  const storage = await openProcess(await postgres().createDatabase());
  await storage.presentations.create(record("p", { buyerName: "O\0mar" }), bytes(0));
  expect((await storage.presentations.find("p"))?.buyerName).toBe("O\uFFFDmar");
  expect(await storage.presentations.find("\0")).toBeUndefined();
});
