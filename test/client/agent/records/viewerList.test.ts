import { expect, test } from "vitest";
import { pastViewersOf } from "../../../../client/agent/records/ViewerList.tsx";
import type { PresentationResponse, Viewer, Visit } from "../../../../schema/protocol/api.ts";

const at = (minute: number) => new Date(minute * 60_000).toISOString();
const visit = (name: string, from: number, to?: number): Visit => ({
  name,
  from: at(from),
  ...(to !== undefined && { to: at(to) }),
});

const presentation = (
  visits: readonly Visit[],
  viewers: readonly Viewer[] = [],
): PresentationResponse => ({
  id: "p",
  room: "p",
  project: "small",
  status: "live",
  createdAt: at(0),
  expiresAt: at(60),
  pin: false,
  maxViewers: 50,
  colleagues: false,
  viewers,
  visits,
});

test("two visits of one viewer are one entry with their total time", () => {
  const visits = [visit("Layla", 0, 5), visit("Omar", 1, 2), visit("Layla", 10, 20)];
  expect(pastViewersOf(presentation(visits))).toEqual([
    { name: "Layla", durationMs: 15 * 60_000, now: false },
    { name: "Omar", durationMs: 60_000, now: false },
  ]);
});

test("a visit without a recorded end has no duration, unless another visit has one", () => {
  const visits = [visit("Layla", 0), visit("Omar", 1), visit("Omar", 2, 4)];
  expect(pastViewersOf(presentation(visits)).map(({ durationMs }) => durationMs)).toEqual([
    undefined,
    2 * 60_000,
  ]);
});

test("a present viewer is marked as watching", () => {
  const viewers = [{ id: "buyer:1", name: "Layla", since: at(0) }];
  const watchers = pastViewersOf(presentation([visit("Layla", 0), visit("Omar", 0, 1)], viewers));
  expect(watchers.map(({ now }) => now)).toEqual([true, false]);
});

test("a clock that was set back makes no duration negative", () => {
  expect(pastViewersOf(presentation([visit("Layla", 5, 3)]))[0]?.durationMs).toBe(0);
});
