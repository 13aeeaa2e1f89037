import { repeated } from "../figures/evaluate.ts";
import type { Sample } from "../figures/sample.ts";
import { spreadOf } from "../figures/statistics.ts";
import { SYSTEMS } from "../plan/systems.ts";
import { drawPlot, type PlotLine, type PlotPanel } from "./plot.ts";

/** The medians of the cases named by this prefix and a number. Load-bound cases are gaps. */
function lines(samples: readonly Sample[], prefix: string): readonly PlotLine[] {
  const counts = [...new Set(samples.map((sample) => sample.case))]
    .filter((name) => name.startsWith(prefix))
    .map((name) => Number(name.slice(prefix.length)))
    .toSorted((one, other) => one - other);
  return SYSTEMS.map(({ name, title }) => ({
    title,
    points: counts.flatMap((x) => {
      const values = repeated(samples, `${prefix}${x}`, name, "microsPerDelivery");
      const spread = spreadOf(values.flatMap(({ value }) => value ?? []));
      return spread === undefined ? [] : [{ x, y: spread.median }];
    }),
  })).filter(({ points }) => points.length > 0);
}

/** The cost of a delivery as rooms and as viewers grow. */
export function drawGrowth(samples: readonly Sample[]): string {
  const yLabel = "server CPU a delivery, µs";
  const panels: readonly PlotPanel[] = [
    {
      title: "More rooms (1 agent and 2 buyers in each)",
      xLabel: "rooms",
      yLabel,
      lines: lines(samples, "growth-"),
    },
    {
      title: "More viewers (one room)",
      xLabel: "viewers",
      yLabel,
      lines: lines(samples, "viewers-"),
    },
  ];
  return drawPlot(panels, "Server CPU for one delivery, by number of rooms and of viewers");
}
