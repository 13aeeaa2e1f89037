import { onTestFinished } from "vitest";
import type { Role } from "../../schema/roles.ts";
import type { Rooms } from "../../server/rooms/rooms.ts";
import type { Storage } from "../../server/storage/storage.ts";
import { FakeClock } from "./fakeClock.ts";
import { openMemoryStorage } from "./memoryStorage.ts";
import { openRelayHub, type MemoryRelay, type RelayHub } from "./memoryRelay.ts";
import { NodePerson } from "./nodePerson.ts";
import { openTestRooms, settled, type TestRooms } from "./roomsHarness.ts";

const HOUR_MS = 3_600_000;

/** One of several processes on one storage. */
export interface TestNode extends TestRooms {
  readonly relay: MemoryRelay;
}

export interface TestNodes {
  readonly clock: FakeClock;
  readonly hub: RelayHub;
  readonly storage: Storage;
  readonly nodes: readonly TestNode[];
  /** The rooms of one process. */
  readonly at: (index: number) => Rooms;
  readonly person: (role: Role, subject?: string) => NodePerson;
  /** One more process. */
  readonly start: (skewMs?: number) => Promise<TestNode>;
  /** Moves on, with all that follows from it. */
  readonly pass: (ms: number) => Promise<void>;
}

interface Options {
  readonly awayMs?: number;
  readonly skewsMs?: readonly number[];
  readonly maxViewers?: number;
}

const STEP_MS = 200;

/** Several processes with a presentation `p`, on a clock that a test moves. */
export async function openTestNodes(count: number, options: Options = {}): Promise<TestNodes> {
  const clock = new FakeClock();
  const hub = openRelayHub({ clock });
  const storage = openMemoryStorage();
  const nodes: TestNode[] = [];
  const people: NodePerson[] = [];
  const start = async (skewMs = 0): Promise<TestNode> => {
    const relay = hub.open();
    const { awayMs = HOUR_MS } = options;
    const node = { ...(await openTestRooms({ awayMs, storage, clock, relay, skewMs })), relay };
    nodes.push(node);
    return node;
  };
  for (let index = 0; index < count; index += 1) await start(options.skewsMs?.[index]);
  await nodes[0]?.create("p", 100 * HOUR_MS, { maxViewers: options.maxViewers ?? 10 });
  onTestFinished(() => people.forEach((person) => person.close()));
  return {
    clock,
    hub,
    storage,
    nodes,
    start,
    at: (index) => {
      const node = nodes[index];
      if (node === undefined) throw new Error(`there is no process ${index}`);
      return node.rooms;
    },
    person: (role, subject = `${role}:1`) => {
      const person = new NodePerson("p", role, subject);
      people.push(person);
      return person;
    },
    pass: async (ms) => {
      for (let leftMs = ms; leftMs > 0; leftMs -= STEP_MS) {
        clock.advance(Math.min(leftMs, STEP_MS));
        await settled();
      }
    },
  };
}
