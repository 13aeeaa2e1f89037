import { expect, test } from "vitest";
import { Heartbeat, VIEWER_BEAT } from "../../../server/gateway/heartbeat.ts";
import type { WebSocketConnection } from "../../../server/gateway/webSocketConnection.ts";
import { FakeClock } from "../../support/clock/fakeClock.ts";

const PERIOD_MS = 15_000;

function openBeats(count: number) {
  const clock = new FakeClock();
  const heartbeat = new Heartbeat(clock, VIEWER_BEAT);
  const beats: { readonly socket: number; readonly atMs: number }[] = [];
  const sockets = Array.from({ length: count }, (_, socket) => {
    const beat = (): void => void beats.push({ socket, atMs: clock.now() });
    return { beat } as unknown as WebSocketConnection;
  });
  for (const socket of sockets) heartbeat.add(socket);
  return { clock, heartbeat, sockets, beats };
}

test("every socket is pinged once in 15 s, a hundredth of them at a time", () => {
  const { clock, beats } = openBeats(1000);
  clock.advance(PERIOD_MS);
  expect(beats.map(({ socket }) => socket).toSorted((one, other) => one - other)).toEqual(
    Array.from({ length: 1000 }, (_, socket) => socket),
  );
  const together = Map.groupBy(beats, ({ atMs }) => atMs);
  expect(Math.max(...[...together.values()].map(({ length }) => length))).toBe(10);
});

test("a socket is pinged every 15 s, regardless of other connections", () => {
  const { clock, heartbeat, sockets, beats } = openBeats(300);
  clock.advance(PERIOD_MS);
  for (const socket of sockets.slice(0, 299)) heartbeat.delete(socket);
  expect(heartbeat.size).toBe(1);
  clock.advance(PERIOD_MS);
  const [first, second, ...more] = beats.filter(({ socket }) => socket === 299);
  expect(more).toEqual([]);
  expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBe(PERIOD_MS);
  expect(beats.length).toBe(301);
});
