import fc from "fast-check";
import type { PresentationChange } from "../../../../schema/presentation/changes.ts";

/** An event; `who` is an agent or a buyer, `node` a process. */
export type Step =
  | { readonly kind: "write"; readonly who: number; readonly change: PresentationChange }
  | { readonly kind: "pause" | "resume" | "leave"; readonly who: number }
  | { readonly kind: "move"; readonly who: number; readonly node: number }
  | { readonly kind: "cut" | "heal" | "crash"; readonly node: number }
  | { readonly kind: "drop"; readonly count: number }
  | { readonly kind: "pass"; readonly ms: number };

const change: fc.Arbitrary<PresentationChange> = fc.oneof(
  fc.nat(9).map((min) => ({ filters: { price: { min } } })),
  fc.constant<PresentationChange>({ view: { screen: "unit", unit: "b1-1" } }),
  fc.constant<PresentationChange>({ view: { screen: "layouts" } }),
  fc.constant<PresentationChange>({ shortlist: { add: ["b1-1"] } }),
  fc.constant<PresentationChange>({ shortlist: { remove: ["b1-1"] } }),
);
const who = fc.nat(4);
const node = fc.nat(2);
const pause = fc.record({ kind: fc.constantFrom("pause" as const, "resume" as const), who });
const leave = fc.record({ kind: fc.constant("leave" as const), who });
const move = fc.record({ kind: fc.constant("move" as const), who, node });
/** Participants who come, go and pause; no disturbance. */
export const anyVisit: fc.Arbitrary<Step> = fc.oneof(leave, move, pause);
export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("write" as const), who, change }) },
  fc.record({ kind: fc.constantFrom("pause" as const, "resume" as const, "leave" as const), who }),
  move,
  fc.record({ kind: fc.constantFrom("cut" as const, "heal" as const, "crash" as const), node }),
  fc.record({ kind: fc.constant("drop" as const), count: fc.integer({ min: 1, max: 5 }) }),
  fc.record({
    kind: fc.constant("pass" as const),
    ms: fc.constantFrom(1, 40, 300, 5000, 30_000),
  }),
);

const home: PresentationChange = { view: { screen: "unit", unit: "b1-1" } };

/** Numbers of processes and sequences with which the history once differed from what happened. */
export const FAILED_ONCE: [number, Step[]][] = [
  [
    3,
    [
      { kind: "leave", who: 2 },
      { kind: "cut", node: 0 },
      { kind: "pass", ms: 5000 },
      { kind: "pass", ms: 30_000 },
    ],
  ],
  [
    2,
    [
      { kind: "resume", who: 1 },
      { kind: "pause", who: 1 },
      { kind: "move", who: 1, node: 0 },
    ],
  ],
  [
    3,
    [
      { kind: "leave", who: 2 },
      { kind: "pass", ms: 5000 },
      { kind: "pass", ms: 30_000 },
    ],
  ],
  [
    2,
    [
      { kind: "write", who: 0, change: home },
      { kind: "pause", who: 0 },
      { kind: "pass", ms: 30_000 },
    ],
  ],
  [
    2,
    [
      { kind: "leave", who: 0 },
      { kind: "write", who: 0, change: { view: { screen: "layouts" } } },
      { kind: "pass", ms: 30_000 },
      { kind: "write", who: 1, change: home },
    ],
  ],
  // The process that wrote was cut off from the first to the last, so that no other ever knew of it.
  [
    2,
    [
      { kind: "cut", node: 1 },
      { kind: "crash", node: 0 },
      { kind: "write", who: 1, change: { filters: { price: { min: 0 } } } },
      { kind: "pass", ms: 30_000 },
      { kind: "crash", node: 1 },
    ],
  ],
  // Two of three processes miss a message, and leave a departure to the third.
  [
    3,
    [
      { kind: "resume", who: 0 },
      { kind: "crash", node: 2 },
      { kind: "pass", ms: 30_000 },
      { kind: "drop", count: 1 },
      { kind: "write", who: 0, change: { view: { screen: "layouts" } } },
      { kind: "move", who: 4, node: 0 },
    ],
  ],
  // The third process closes its room while it is cut off, and opens it again.
  [
    3,
    [
      { kind: "leave", who: 2 },
      { kind: "pass", ms: 30_000 },
      { kind: "cut", node: 2 },
      { kind: "pass", ms: 30_000 },
    ],
  ],
  [
    3,
    [
      { kind: "leave", who: 2 },
      { kind: "pause", who: 0 },
      { kind: "move", who: 4, node: 1 },
    ],
  ],
  [
    3,
    [
      { kind: "move", who: 2, node: 0 },
      { kind: "pause", who: 0 },
      { kind: "pass", ms: 30_000 },
      { kind: "pass", ms: 5000 },
      { kind: "move", who: 0, node: 2 },
    ],
  ],
];
