import { join } from "node:path";
import * as Y from "yjs";
import type { Log } from "../../../server/log.ts";
import { openWriter, seed } from "../../../schema/presentation/document.ts";
import type { CloseReason } from "../../../schema/protocol/protocol.ts";
import type { Role } from "../../../schema/values/roles.ts";
import { openCatalogue } from "../../../server/catalogue/openCatalogue.ts";
import { encodeUpdate } from "../../../server/protocol/encodeFrames.ts";
import type { RoomMetrics } from "../../../server/rooms/metrics.ts";
import type { Connection } from "../../../server/rooms/participant.ts";
import { openLocalRelay } from "../../../server/relay/local.ts";
import type { Relay } from "../../../server/relay/relay.ts";
import type { Clock } from "../../../server/time/clock.ts";
import { Rooms } from "../../../server/rooms/rooms.ts";
import type { PresentationRecord, Storage } from "../../../server/storage/storage.ts";
import { FakeClock } from "../clock/fakeClock.ts";
import { openMemoryStorage } from "../server/memory/memoryStorage.ts";
import { silentLog, silentMetrics } from "./observer.ts";

const PROJECTS_DIR = join(import.meta.dirname, "..", "..", "server", "config");

/** The initial update of every presentation, always the same, so that one frame fits all of them. */
function firstUpdate(): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = 1;
  seed(doc, {
    meta: { version: 1, project: "tiny" },
    view: { screen: "building", building: "b1" },
  });
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}

/** A frame with which an agent writes this number into its filters. */
export function writeNumber(number: number): Uint8Array {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, firstUpdate());
  const before = Y.encodeStateVector(doc);
  const writer = openWriter(doc);
  writer.write({ filters: { price: { min: number } } });
  const frame = encodeUpdate(Y.encodeStateAsUpdate(doc, before));
  writer.close();
  doc.destroy();
  return frame;
}

/** A connection that drains at once and records its close reason. */
class ClosableConnection implements Connection {
  readonly transport = "websocket";
  closed: CloseReason | undefined;
  send(): void {}
  backlogBytes(): number {
    return 0;
  }
  close(reason: CloseReason): void {
    this.closed ??= reason;
  }
}

/** Resolves once everything caused by in-memory storage has happened. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export interface TestRooms {
  readonly clock: FakeClock;
  readonly storage: Storage;
  readonly rooms: Rooms;
  readonly create: (
    id: string,
    lifeMs: number,
    more?: Partial<PresentationRecord>,
  ) => Promise<PresentationRecord>;
  readonly find: (id: string) => Promise<PresentationRecord | undefined>;
  /** Admits a participant; `refused` is the reason if it is rejected. */
  readonly enter: (id: string, role: Role, subject?: string) => Promise<Visitor>;
  /** Advances the time in steps of a second and waits for everything that follows each. */
  readonly pass: (ms: number) => Promise<void>;
}

interface Visitor {
  readonly connection: { readonly closed: CloseReason | undefined };
  readonly refused: string | undefined;
  readonly receive: (frame: Uint8Array) => void;
  readonly leave: () => void;
}

interface Options {
  readonly awayMs: number;
  readonly storage?: Storage;
  readonly nowMs?: number;
  readonly metrics?: RoomMetrics;
  /** The relay to other processes, and their clock. */
  readonly relay?: Relay;
  readonly clock?: FakeClock;
  /** This process' own clock, if it differs from the test's. */
  readonly ownClock?: Clock;
  readonly log?: Log;
  readonly isPending?: (presentation: string) => boolean;
}

/** All rooms of a process on a fake clock. Opening another one on the same storage simulates a restart. */
export async function openTestRooms(options: Options): Promise<TestRooms> {
  const { awayMs, storage = openMemoryStorage(), metrics = silentMetrics } = options;
  const clock = options.clock ?? new FakeClock(options.nowMs);
  const { ownClock = clock, log = silentLog } = options;
  const projectsDir = PROJECTS_DIR;
  const catalogue = await openCatalogue({ projectsDir, storage, clock });
  const limits = { agentUpdatesPerSecond: 60, agentAwarenessPerSecond: 60, awayMs };
  const relay = options.relay ?? openLocalRelay(clock, () => Buffer.from("only one"));
  const isSingleNode = options.relay === undefined;
  const isPending = options.isPending ?? (() => false);
  const parts = { storage, isPending, catalogue, log, metrics, relay, isSingleNode };
  const rooms = new Rooms({ ...parts, clock: ownClock, limits });
  await rooms.restore();

  const create = async (
    id: string,
    lifeMs: number,
    more: Partial<PresentationRecord> = {},
  ): Promise<PresentationRecord> => {
    const record: PresentationRecord = {
      id,
      room: `room-${id}`,
      project: "tiny",
      agent: { id: "ana", name: "Ana" },
      buyerName: undefined,
      secretHash: new Uint8Array(),
      pinHash: undefined,
      maxViewers: 10,
      createdAtMs: clock.now(),
      expiresAtMs: clock.now() + lifeMs,
      presentedAtMs: undefined,
      awaySinceMs: undefined,
      seenAtMs: undefined,
      colleagueInvitation: undefined,
      ended: undefined,
      ...more,
    };
    await storage.presentations.create(record, firstUpdate());
    return record;
  };
  const enter = async (id: string, role: Role, subject = `${role}:1`): Promise<Visitor> => {
    const connection = new ClosableConnection();
    const claims = {
      subject,
      presentation: id,
      room: `room-${id}`,
      role,
      name: role,
      expiresAtMs: Infinity,
    };
    const admission = await rooms.admit(claims);
    const seat = admission.ok ? admission.value.enter(connection) : undefined;
    return {
      connection,
      refused: admission.ok ? undefined : admission.problem,
      receive: (frame) => seat?.receive(frame),
      leave: () => seat?.leave(),
    };
  };
  const pass = async (ms: number): Promise<void> => {
    for (let leftMs = ms; leftMs > 0; leftMs -= 1000) {
      clock.advance(Math.min(leftMs, 1000));
      await settled();
    }
  };
  const find = (id: string) => storage.presentations.find(id);
  return { clock, storage, rooms, create, find, enter, pass };
}
