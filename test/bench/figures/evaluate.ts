import type { Goal } from "../plan/goals.ts";
import type { SystemName } from "../plan/systems.ts";
import type { FigureName, Sample } from "./sample.ts";
import { pairedRatios, spreadOf, type Repeated, type Spread } from "./statistics.ts";

/** Result of a goal. `load-bound`: the load was the bottleneck in every repetition. */
export type Verdict =
  | { readonly kind: "met" | "missed"; readonly value: Spread }
  | { readonly kind: "load-bound" | "not measured" };

export const samplesOf = (
  samples: readonly Sample[],
  caseName: string,
  system: SystemName,
): readonly Sample[] =>
  samples.filter((sample) => sample.case === caseName && sample.system === system);

/** One figure of one system in every repetition of a case. */
export const repeated = (
  samples: readonly Sample[],
  caseName: string,
  system: SystemName,
  figure: FigureName,
): readonly Repeated[] =>
  samplesOf(samples, caseName, system).map(({ repetition, figures }) => ({
    repetition,
    value: figures[figure],
  }));

function pairedDifferences(ours: readonly Repeated[], theirs: readonly Repeated[]): number[] {
  const byRepetition = new Map(theirs.map(({ repetition, value }) => [repetition, value]));
  return ours.flatMap(({ repetition, value }) => {
    const other = byRepetition.get(repetition);
    return value === undefined || other === undefined ? [] : [value - other];
  });
}

interface Compared {
  readonly involved: readonly Sample[];
  readonly figures: readonly number[];
}

function compare({ case: name, figure, measure }: Goal, samples: readonly Sample[]): Compared {
  const ours = repeated(samples, name, "offplan", figure);
  const own = samplesOf(samples, name, "offplan");
  switch (measure.kind) {
    case "absolute":
      return { involved: own, figures: ours.flatMap(({ value }) => value ?? []) };
    case "growth": {
      const from = repeated(samples, measure.from, "offplan", figure);
      const involved = [...own, ...samplesOf(samples, measure.from, "offplan")];
      return { involved, figures: pairedRatios(ours, from) };
    }
    case "ratio":
    case "difference": {
      const theirs = repeated(samples, name, measure.against, figure);
      const involved = [...own, ...samplesOf(samples, name, measure.against)];
      const pair = measure.kind === "ratio" ? pairedRatios : pairedDifferences;
      return { involved, figures: pair(ours, theirs) };
    }
  }
}

/** By the median of the repetitions. */
export function judge(goal: Goal, samples: readonly Sample[]): Verdict {
  const { involved, figures } = compare(goal, samples);
  const value = spreadOf(figures);
  if (value !== undefined) return { kind: value.median <= goal.atMost ? "met" : "missed", value };
  const isBound = involved.some(({ loadBound }) => loadBound !== undefined);
  return { kind: isBound ? "load-bound" : "not measured" };
}
