import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nameRooms } from "../processes/rooms.ts";
import { shareCores } from "../processes/cores.ts";
import { fitToDescriptors, LOAD_CASES, SCENARIOS } from "./cases.ts";
import { GOALS } from "./goals.ts";
import { splitLoad } from "./split.ts";

const shared = {
  wire: "relay",
  port: 1,
  attends: false,
  echoes: false,
  work: { kind: "idle" },
} as const;

test("however a crowd is divided, every room has one agent and every viewer is assigned once", () => {
  const few = fc.integer({ min: 1, max: 12 });
  fc.assert(
    fc.property(few, few, fc.integer({ min: 1, max: 4 }), (roomCount, viewers, processes) => {
      const plans = splitLoad(shared, nameRooms(roomCount), viewers, processes);
      expect(plans).toHaveLength(processes);
      const agents = plans.flatMap((plan) =>
        plan.leads ? plan.rooms.map(({ name }) => name) : [],
      );
      const seats = plans.flatMap((plan) =>
        plan.rooms.flatMap(({ name }) =>
          Array.from({ length: plan.viewers }, (_, at) => `${name}/${plan.firstViewer + at}`),
        ),
      );
      expect(agents).toHaveLength(roomCount);
      expect(new Set(agents).size).toBe(roomCount);
      expect(new Set(seats).size).toBe(roomCount * viewers);
      expect(seats).toHaveLength(roomCount * viewers);
    }),
  );
});

describe("cores", () => {
  test("the server has its own where there are two", () => {
    expect(shareCores(2, true)).toEqual({ server: "1", load: ["0"], pinned: true });
    expect(shareCores(16, true)).toMatchObject({ server: "15", load: ["0", "1", "2", "3"] });
  });

  test("nothing is bound on a single core, or where binding is impossible", () => {
    expect(shareCores(1, true).pinned).toBe(false);
    expect(shareCores(8, false).pinned).toBe(false);
  });
});

test("every goal refers to an existing case", () => {
  const names = new Set([...LOAD_CASES.map(({ name }) => name), ...SCENARIOS]);
  const named = GOALS.flatMap(({ case: name, measure }) =>
    measure.kind === "growth" ? [name, measure.from] : [name],
  );
  expect([...names]).toEqual(expect.arrayContaining(named));
});

test("case names are unique", () => {
  expect(new Set(LOAD_CASES.map(({ name }) => name)).size).toBe(LOAD_CASES.length);
});

test("a crowd above the limit of open files is reduced, and its title says so", () => {
  for (const loadCase of LOAD_CASES) {
    expect(fitToDescriptors(loadCase, 100_000)).toBe(loadCase);
    const fitted = fitToDescriptors(loadCase, 1024);
    expect(fitted.rooms * (fitted.viewers + 1)).toBeLessThan(1024);
    expect(fitted.title.includes("1024 files")).toBe(fitted !== loadCase);
  }
});
