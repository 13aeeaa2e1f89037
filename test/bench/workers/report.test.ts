import { expect, test } from "vitest";
import type { Sample } from "../figures/sample.ts";
import { LOAD_CASES } from "../plan/cases.ts";
import { describeHere } from "../report/machine.ts";
import { writeReport } from "./report.ts";

const CORES = { server: "1", load: ["0"], pinned: false };
const [loadCase] = LOAD_CASES;

test("each repetition is compared with the peer's of the same turn, and failures are reported", () => {
  if (loadCase === undefined) throw new Error("no case");
  const sample = (system: Sample["system"], repetition: number, micros: number): Sample => ({
    case: loadCase.name,
    system,
    repetition,
    figures: { microsPerDelivery: micros },
  });
  const samples: readonly Sample[] = [
    sample("workers", 1, 60),
    sample("y-partyserver", 1, 30),
    sample("workers", 2, 90),
    { ...sample("y-partyserver", 2, 30), lost: "3: 1006" },
  ];
  const report = writeReport(describeHere(CORES, 0, true), "workerd 1", [loadCase], samples);
  expect(report).toContain("| Offplan Live | 75 (60–90) |");
  expect(report).toContain("| y-partyserver (lost 3: 1006) | 30 (30–30) |");
  expect(report).toContain("ours over theirs: 2.5 (2–3).");
});
