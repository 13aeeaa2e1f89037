import { onTestFinished } from "vitest";
import type { Log } from "../../../server/log.ts";
import type { Role } from "../../../schema/values/roles.ts";
import type { Clock } from "../../../server/time/clock.ts";
import type { Rooms } from "../../../server/rooms/rooms.ts";
import { StorageError, type Storage } from "../../../server/storage/storage.ts";
import { FakeClock } from "../clock/fakeClock.ts";
import { openMemoryStorage } from "../server/memory/memoryStorage.ts";
import { openRelayHub, type MemoryRelay, type RelayHub } from "./memoryRelay.ts";
import { NodePerson } from "./nodePerson.ts";
import { silentLog, silentMetrics } from "../room/observer.ts";
import { openTestRooms, settled, type TestRooms } from "../room/roomsHarness.ts";

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

/** One of several simulated processes on one storage. */
export interface TestNode extends TestRooms {
  readonly relay: MemoryRelay;
  /** Codes of its warnings and errors. */
  readonly codes: readonly string[];
  /** Makes storage reject this process' calls, or accept them again. */
  readonly loseStorage: (isLost: boolean) => void;
  readonly openRooms: () => number;
  /** Ends it like `kill -9`. */
  readonly kill: () => void;
}

export interface TestNodes {
  readonly clock: FakeClock;
  readonly hub: RelayHub;
  readonly storage: Storage;
  readonly nodes: readonly TestNode[];
  readonly node: (index: number) => TestNode;
  /** The rooms of one process. */
  readonly at: (index: number) => Rooms;
  readonly person: (role: Role, subject?: string, clientId?: number) => NodePerson;
  /** Adds a process. */
  readonly start: (skewMs?: number) => Promise<TestNode>;
  /** Advances the time and waits for everything that follows. */
  readonly pass: (ms: number) => Promise<void>;
}

interface Options {
  readonly awayMs?: number;
  readonly skewsMs?: readonly number[];
  readonly maxViewers?: number;
}

const STEP_MS = 100;

/** Several simulated processes with a presentation `p`, on a fake clock. */
export async function openTestNodes(count: number, options: Options = {}): Promise<TestNodes> {
  const clock = new FakeClock();
  const hub = openRelayHub({ clock });
  const storage = openMemoryStorage();
  const nodes: TestNode[] = [];
  const people: NodePerson[] = [];
  const start = async (skewMs = 0): Promise<TestNode> => {
    const { awayMs = HOUR_MS } = options;
    const node = await openNode({ clock, hub, storage, awayMs, skewMs });
    nodes.push(node);
    return node;
  };
  for (let index = 0; index < count; index += 1) await start(options.skewsMs?.[index]);
  await nodes[0]?.create("p", 100 * HOUR_MS, { maxViewers: options.maxViewers ?? 10 });
  onTestFinished(() => people.forEach((person) => person.close()));
  const node = (index: number): TestNode => {
    const found = nodes[index];
    if (found === undefined) throw new Error(`there is no process ${index}`);
    return found;
  };
  return {
    clock,
    hub,
    storage,
    nodes,
    node,
    start,
    at: (index) => node(index).rooms,
    person: (role, subject = `${role}:1`, clientId) => {
      const person = new NodePerson("p", role, subject, clientId);
      people.push(person);
      return person;
    },
    pass: async (ms) => {
      await settled();
      for (let leftMs = ms; leftMs > 0; leftMs -= STEP_MS) {
        clock.advance(Math.min(leftMs, STEP_MS));
        await settled();
      }
    },
  };
}

interface NodeParts {
  readonly clock: FakeClock;
  readonly hub: RelayHub;
  readonly storage: Storage;
  readonly awayMs: number;
  readonly skewMs: number;
}

async function openNode({ clock, hub, storage, awayMs, skewMs }: NodeParts): Promise<TestNode> {
  const relay = hub.open();
  const codes: string[] = [];
  let openRooms = 0;
  let isDead = false;
  let hasStorage = true;
  const rooms = await openTestRooms({
    awayMs,
    storage: guardStorage(storage, () => hasStorage && !isDead),
    clock,
    ownClock: mortalClock(clock, skewMs, () => !isDead),
    relay,
    log: codeLog(codes),
    metrics: {
      ...silentMetrics,
      roomOpened: () => (openRooms += 1),
      roomClosed: () => (openRooms -= 1),
    },
  });
  return {
    ...rooms,
    relay,
    codes,
    openRooms: () => openRooms,
    loseStorage: (isLost) => {
      hasStorage = !isLost;
    },
    kill: () => {
      isDead = true;
      relay.cut();
    },
  };
}

const codeLog = (codes: string[]): Log => ({
  ...silentLog,
  error: (fields) => {
    codes.push(String((fields as { readonly code?: unknown }).code));
  },
});

/** A process' clock: off by `skewMs`, and without callbacks once the process is dead. */
const mortalClock = (clock: FakeClock, skewMs: number, isAlive: () => boolean): Clock => ({
  now: () => clock.now() + skewMs,
  after: (delayMs, call) => clock.after(delayMs, () => isAlive() && call()),
  soon: (call) => clock.soon(() => isAlive() && call()),
  every: (periodMs, call) => clock.every(periodMs, () => isAlive() && call()),
});

function guardStorage(storage: Storage, isThere: () => boolean): Storage {
  const guard = <Part extends object>(part: Part): Part =>
    new Proxy(part, {
      get: (target, name) => {
        const method = Reflect.get(target, name) as (...args: unknown[]) => Promise<unknown>;
        return async (...args: unknown[]) => {
          if (!isThere()) throw new StorageError("away");
          return method.apply(target, args);
        };
      },
    });
  const { documents, presentations, units } = storage;
  return {
    ...storage,
    documents: guard(documents),
    presentations: guard(presentations),
    units: guard(units),
  };
}
