import { expect, test } from "vitest";
import { MemoryLeases } from "../../../../server/relay/leases/memoryLeases.ts";
import { LocalSeats } from "../../../../server/rooms/people/localSeats.ts";
import { LeasedSeats, type RoomSeats } from "../../../../server/rooms/people/leasedSeats.ts";
import type { Participant } from "../../../../server/rooms/participant.ts";
import { FakeClock } from "../../../support/clock/fakeClock.ts";
import { openTestRoom } from "../../../support/room/roomHarness.ts";

const RESERVED_MS = 30_000;

const KINDS = {
  "the seats of a single process": (clock: FakeClock, people: () => Iterable<Participant>) =>
    new LocalSeats(clock, people),
  "seats that processes share": (clock: FakeClock) =>
    new LeasedSeats(new MemoryLeases(clock), clock),
};

function openSeats(open: (clock: FakeClock, people: () => Iterable<Participant>) => RoomSeats) {
  const { room, clock, join } = openTestRoom();
  const seats = open(clock, () => room.participants);
  const come = (subject: string, name = subject) => {
    const { participant } = join("buyer", subject, name);
    seats.occupy("room", participant);
    return () => {
      room.leave(participant);
      if ([...room.participants].some(({ identity }) => identity.subject === subject)) return;
      seats.leave("room", subject);
      seats.release("room", subject);
    };
  };
  const reserve = (subject: string) => seats.reserve("room", subject, 2);
  const watching = async () => (await seats.viewers("room")).map(({ subject }) => subject);
  const hasFree = (subject: string) => seats.hasFree("room", subject, 2);
  return { seats, clock, come, reserve, hasFree, watching };
}

test.each(Object.entries(KINDS))(
  "%s: viewers up to the limit get one, and keep it",
  async (_, open) => {
    const { come, reserve, watching } = openSeats(open);
    expect(await Promise.all(["ann", "bob", "cid"].map(reserve))).toEqual([true, true, false]);
    come("ann");
    come("bob");
    expect(await watching()).toEqual(["ann", "bob"]);
    expect(await Promise.all(["cid", "ann"].map(reserve))).toEqual([false, true]);
  },
);

test.each(Object.entries(KINDS))(
  "trap 58: %s: connections being admitted do not keep others from joining; viewers do",
  async (_, open) => {
    const { come, reserve, hasFree } = openSeats(open);
    await Promise.all(["ann", "bob"].map(reserve));
    expect(await hasFree("cid")).toBe(true);
    const leave = come("ann");
    expect(await hasFree("cid")).toBe(true);
    come("bob");
    expect(await Promise.all(["cid", "ann"].map(hasFree))).toEqual([false, true]);
    leave();
    expect(await hasFree("cid")).toBe(true);
  },
);

test.each(Object.entries(KINDS))(
  "%s: a connection lost during admission holds no seat, and takes none from a watching tab",
  async (_, open) => {
    const { seats, come, reserve, watching } = openSeats(open);
    await reserve("ann");
    come("bob");
    seats.abandon("room", "ann");
    await reserve("bob");
    seats.abandon("room", "bob");
    expect(await watching()).toEqual(["bob"]);
    expect(await Promise.all(["cid", "dan"].map(reserve))).toEqual([true, false]);
  },
);

test.each(Object.entries(KINDS))(
  "%s: a seat is reserved for at most 30 s for a connection that does not arrive",
  async (_, open) => {
    const { seats, clock, come, reserve, watching } = openSeats(open);
    await reserve("ann");
    come("bob");
    clock.advance(RESERVED_MS - 1);
    seats.sweep();
    expect(await reserve("cid")).toBe(false);
    clock.advance(1);
    seats.sweep();
    expect(await reserve("cid")).toBe(true);
    expect(await watching()).toEqual(["bob"]);
  },
);

test.each(Object.entries(KINDS))("%s: a viewer's last tab releases the seat", async (_, open) => {
  const { seats, come, reserve, watching } = openSeats(open);
  const [leave, leaveToo] = [come("ann"), come("ann")];
  come("bob");
  leave();
  expect(await reserve("cid")).toBe(false);
  expect(await seats.isWatching("room", "ann")).toBe(true);
  leaveToo();
  expect(await seats.isWatching("room", "ann")).toBe(false);
  expect(await reserve("cid")).toBe(true);
  expect(await watching()).toEqual(["bob"]);
});

test.each(Object.entries(KINDS))("%s: a viewer is identified by the first tab", async (_, open) => {
  const { seats, clock, come } = openSeats(open);
  const sinceMs = clock.now();
  come("ann", "Ann");
  clock.advance(5000);
  come("ann", "Ann");
  expect(await seats.viewers("room")).toEqual([{ subject: "ann", name: "Ann", sinceMs }]);
});
