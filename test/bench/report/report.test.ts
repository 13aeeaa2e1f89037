import { describe, expect, test } from "vitest";
import type { Sample } from "../figures/sample.ts";
import { drawGrowth } from "./growth.ts";
import { caseTable, goalTable } from "./markdown.ts";
import { logTicks } from "./plot.ts";

const samples: readonly Sample[] = [1, 2, 3].flatMap((repetition) => [
  {
    case: "rooms-100",
    system: "offplan",
    repetition,
    figures: { microsPerDelivery: 5 * repetition },
  },
  {
    case: "rooms-100",
    system: "hocuspocus",
    repetition,
    figures: { microsPerDelivery: 50 * repetition },
  },
  {
    case: "rooms-100",
    system: "relay",
    repetition,
    figures: { loadCpuShare: 0.9 },
    loadBound: "load at 90 % of its core",
  },
]);

describe("the table of a case", () => {
  const table = caseTable(samples, "rooms-100").split("\n");
  const row = (title: string) => table.find((line) => line.startsWith(`| ${title}`));

  test("has medians, ranges and our ratio to each peer", () => {
    expect(row("Offplan Live")).toContain("| 10 (5–15) |");
    expect(row("Hocuspocus")).toContain("| 100 (50–150) |");
    expect(row("Hocuspocus")).toMatch(/\| 0\.1 \(0\.1–0\.1\) \|$/);
  });

  test("has load-bound in place of a figure", () => {
    expect(row("bare ws relay")).toContain("| load-bound |");
    expect(row("bare ws relay")).toMatch(/\| – \|$/);
  });
});

test("the table of goals marks each as met or not", () => {
  const line = (text: string) =>
    goalTable(samples)
      .split("\n")
      .find((row) => row.startsWith(`| ${text} `));
  expect(line("100 rooms: CPU / Hocuspocus")).toContain("| met |");
  expect(line("100 rooms: CPU / socket.io")).toContain("| not measured |");
});

test("ticks enclose all points", () => {
  expect(logTicks(10, 1000)).toEqual([10, 20, 50, 100, 200, 500, 1000]);
  expect(logTicks(3, 40)).toEqual([2, 5, 10, 20, 50]);
});

test("the plot leaves out invalid figures", () => {
  const grown: readonly Sample[] = [10, 100, 1000].map((rooms) => ({
    case: `growth-${rooms}`,
    system: "offplan",
    repetition: 1,
    figures: rooms === 100 ? {} : { microsPerDelivery: 10_000 / rooms },
  }));
  const svg = drawGrowth(grown);
  expect(svg.match(/<circle/g)).toHaveLength(2);
  expect(svg).toContain("server CPU a delivery, µs");
  expect(svg).not.toMatch(/NaN|Infinity|undefined/);
});
