import { expect, test } from "vitest";
import { INSPECTION_MESSAGE } from "../../../schema/protocol/inspection.ts";
import type { CloseReason } from "../../../schema/protocol/protocol.ts";
import type { Role } from "../../../schema/values/roles.ts";
import { encodeAwareness } from "../../../server/protocol/encodeFrames.ts";
import type { FindConnection, HibernatedRoom } from "../../../server/rooms/hibernatedRoom.ts";
import type { Connection } from "../../../server/rooms/participant.ts";
import type { RoomEntry } from "../../../server/rooms/roomSeat.ts";
import { FakeClock } from "../../support/clock/fakeClock.ts";
import { awarenessFromFrames } from "../../support/room/roomHarness.ts";
import {
  openTestRooms,
  settled,
  writeNumber,
  type TestRooms,
} from "../../support/room/roomsHarness.ts";

const ID = "one";
const ROOM = "room-one";
const AWAY_MS = 900_000;

interface KeptConnection extends Connection {
  readonly key: string;
  readonly frames: Uint8Array[];
  closed: CloseReason | undefined;
}

const openConnection = (key: string): KeptConnection => ({
  key,
  transport: "websocket",
  frames: [],
  closed: undefined,
  send(frame) {
    this.frames.push(frame);
  },
  backlogBytes: () => 0,
  close(reason) {
    this.closed ??= reason;
  },
});

const keyOf = (connection: Connection): string | undefined =>
  "key" in connection ? String(connection.key) : undefined;

async function enter(
  { rooms }: TestRooms,
  role: Role,
  connection: KeptConnection,
  expiresAtMs = Infinity,
): Promise<RoomEntry> {
  const subject = `${role}:${connection.key}`;
  const claims = { subject, presentation: ID, room: ROOM, role, name: connection.key, expiresAtMs };
  const admission = await rooms.admit(claims);
  if (!admission.ok) throw new Error(admission.problem);
  return admission.value.enter(connection);
}

const state = (clientId: number, clock: number, fields: object): Uint8Array =>
  encodeAwareness([{ clientId, clock, state: JSON.stringify(fields) }]);

const pointing = (anchor: string) => ({ pointer: { anchor, x: 0.5, y: 0.5 } });

/** The room's kept memory, as read back from storage. */
function hibernate({ rooms }: TestRooms): HibernatedRoom {
  const hibernation = rooms.hibernate(ROOM, keyOf);
  if (hibernation === undefined) throw new Error("not open");
  return structuredClone(hibernation.room);
}

/** The room after hibernating, in a process with storage and the kept memory only. */
async function wake(before: TestRooms, kept: HibernatedRoom, find: FindConnection, sleptMs = 0) {
  const { storage } = before;
  const clock = new FakeClock(before.clock.now() + sleptMs);
  const after = await openTestRooms({ awayMs: AWAY_MS, storage, clock });
  const entries = await after.rooms.wake(kept, find);
  after.rooms.sweep();
  await settled();
  return { after, entryOf: ({ key }: KeptConnection) => entries?.get(key) };
}

async function openScene() {
  const before = await openTestRooms({ awayMs: AWAY_MS });
  await before.create(ID, 3_600_000);
  const [agent, buyer] = [openConnection("Ana"), openConnection("Bob")];
  const agentEntry = await enter(before, "agent", agent);
  const buyerEntry = await enter(before, "buyer", buyer);
  agentEntry.receive(state(11, 1, pointing("unit:b1-1")));
  buyerEntry.receive(state(22, 1, { attention: { state: "following" } }));
  await before.pass(2000);
  const find: FindConnection = (key) => [agent, buyer].find((known) => known.key === key);
  const moments = async () =>
    (await before.storage.history.load(ROOM)).map(
      ({ at: _at, n: _n, node: _node, ...moment }) => moment,
    );
  return { before, agent, buyer, agentEntry, buyerEntry, find, moments };
}

test("a woken room has its participants, and its hibernation is not recorded", async () => {
  const { before, agent, buyer, find, moments } = await openScene();
  const kept = hibernate(before);
  const [momentsBefore, visits] = [
    await moments(),
    await before.storage.presentations.listVisits(ID),
  ];
  for (const connection of [agent, buyer]) connection.frames.length = 0;
  const { after } = await wake(before, kept, find);
  await after.pass(60_000);
  expect(await moments()).toEqual(momentsBefore);
  expect(await before.storage.presentations.listVisits(ID)).toEqual(visits);
  expect(await after.rooms.viewers(ROOM)).toMatchObject([{ name: "Bob" }]);
  expect(await after.find(ID)).toMatchObject({ awaySinceMs: undefined, ended: undefined });
  const seen = ({ frames }: KeptConnection) =>
    awarenessFromFrames(frames).map(({ state: said }) => said);
  expect(seen(buyer)[0]).toMatchObject({ role: "agent", name: "Ana", ...pointing("unit:b1-1") });
  expect(seen(agent)[0]).toMatchObject({ role: "buyer", name: "Bob" });
  expect([agent.closed, buyer.closed]).toEqual([undefined, undefined]);
});

test("pointing, attention and a pause of mirroring continue across hibernation", async () => {
  const { before, agent, buyer, find, moments } = await openScene();
  const { after, entryOf } = await wake(before, hibernate(before), find);
  await after.pass(10_000);
  entryOf(agent)?.receive(state(11, 2, pointing("unit:b1-2")));
  entryOf(buyer)?.receive(state(22, 2, { attention: { state: "following" } }));
  await after.pass(1000);
  expect((await moments()).at(-1)).toEqual({
    kind: "pointed",
    by: "agent:Ana",
    anchor: "unit:b1-1",
    ms: 12_000,
  });
  entryOf(agent)?.receive(state(11, 3, { mirroring: "paused" }));
  await after.pass(1000);
  const { after: again, entryOf: entryAgain } = await wake(after, hibernate(after), find);
  entryAgain(agent)?.receive(writeNumber(5));
  await again.pass(1000);
  expect((await moments()).at(-1)).toMatchObject({ kind: "paused" });
  entryAgain(agent)?.receive(state(11, 4, {}));
  await again.pass(1000);
  expect((await moments()).slice(-2)).toMatchObject([
    { kind: "resumed" },
    { kind: "filters", filters: { price: { min: 5 } } },
  ]);
});

test("a woken room mirrors a write, and refuses a buyer's write and a token that expired meanwhile", async () => {
  const scene = await openScene();
  const { before, agent, buyer } = scene;
  const brief = openConnection("Cy");
  await enter(before, "buyer", brief, before.clock.now() + 20_000);
  const kept = hibernate(before);
  const hibernation = before.rooms.hibernate(ROOM, keyOf);
  expect(hibernation?.isWhole).toBe(true);
  expect(hibernation?.sweepByMs).toBeLessThanOrEqual(before.clock.now() + 20_000);
  const find: FindConnection = (key) => [agent, buyer, brief].find((known) => known.key === key);
  const { after, entryOf } = await wake(before, kept, find, 21_000);
  expect([agent.closed, buyer.closed, brief.closed]).toEqual([
    undefined,
    undefined,
    "token_expired",
  ]);
  buyer.frames.length = 0;
  entryOf(buyer)?.receive(writeNumber(3));
  entryOf(agent)?.receive(writeNumber(7));
  await after.pass(1000);
  const updates = buyer.frames.filter((frame) => frame[0] === 0);
  expect(updates).toHaveLength(1);
  expect((await after.storage.history.load(ROOM)).at(-1)).toMatchObject({
    kind: "filters",
    filters: { price: { min: 7 } },
  });
});

test("a participant who closed meanwhile has left: in the history, and for the others after the grace period", async () => {
  const { before, agent, moments } = await openScene();
  const find: FindConnection = (key) => (key === agent.key ? agent : undefined);
  const { after } = await wake(before, hibernate(before), find);
  agent.frames.length = 0;
  await after.pass(5000);
  expect((await moments()).at(-1)).toEqual({ kind: "left", by: "buyer:Bob" });
  expect(awarenessFromFrames(agent.frames).at(-1)).toMatchObject({ clientId: 22, state: null });
  expect((await after.storage.presentations.listVisits(ID))[0]?.leftAtMs).toBeDefined();
});

test("a buyer's request expires at its own time, however long the room hibernated", async () => {
  const { before, agent, find } = await openScene();
  const view = { screen: "layouts" } as const;
  await before.rooms.ask(ROOM, "buyer:Bob", { at: before.clock.now(), view });
  const kept = hibernate(before);
  agent.frames.length = 0;
  const { after } = await wake(before, kept, find, 30_000);
  const shown = () => awarenessFromFrames(agent.frames).findLast(({ clientId }) => clientId === 22);
  await after.pass(1000);
  expect(shown()?.state).toHaveProperty("ask");
  await after.pass(30_000);
  expect(shown()?.state).not.toHaveProperty("ask");
});

test("a room with an inspector, or a connection that cannot be kept, reports that it must stay awake", async () => {
  const { before } = await openScene();
  const isWhole = () => before.rooms.hibernate(ROOM, keyOf)?.isWhole;
  expect(isWhole()).toBe(true);
  const { key: _key, ...poller } = openConnection("Cy");
  const polling = await enter(before, "buyer", {
    ...poller,
    transport: "polling",
  } as KeptConnection);
  expect(isWhole()).toBe(false);
  polling.leave();
  expect(isWhole()).toBe(true);
  const inspector = openConnection("Ira");
  const entry = await enter(before, "inspector", inspector);
  expect(isWhole()).toBe(true);
  entry.receive(Uint8Array.of(INSPECTION_MESSAGE));
  expect(isWhole()).toBe(false);
});
