import { parseArgs } from "node:util";
import { LOAD_CASES, SCENARIOS } from "./plan/cases.ts";
import { findSystem, SYSTEMS, type SystemName } from "./plan/systems.ts";

/** Options of the command line. */
export interface Options {
  /** Names of scenarios and of single cases. */
  readonly chosen: readonly string[];
  readonly systems: readonly SystemName[];
  readonly repetitions: number;
  readonly seconds: number;
  readonly warmSeconds: number;
  /** Fewer connections and one repetition: checks only that everything runs. */
  readonly quick: boolean;
  readonly profileDir: string | undefined;
  readonly resultsDir: string | undefined;
}

const names = <Name extends string>(
  what: string,
  text: string | undefined,
  known: readonly Name[],
): readonly Name[] => {
  if (text === undefined) return known;
  return text.split(",").map((name) => {
    const found = known.find((candidate) => candidate === name.trim());
    if (found === undefined) throw new Error(`${what} "${name}" is none of ${known.join(", ")}`);
    return found;
  });
};

function amount(what: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`${what} must be more than 0`);
  return value;
}

const CHOICES = [...SCENARIOS, ...LOAD_CASES.map(({ name }) => name)];

/** Throws an error whose message names the wrong option. */
export function readOptions(commandLine: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...commandLine],
    options: {
      only: { type: "string" },
      peers: { type: "string" },
      repeat: { type: "string" },
      seconds: { type: "string" },
      quick: { type: "boolean", default: false },
      profile: { type: "string" },
      results: { type: "string" },
    },
  });
  const { quick } = values;
  const peers = SYSTEMS.map(({ name }) => name).filter((name) => name !== "offplan");
  const chosen = names("peer", values.peers, peers);
  return {
    chosen: values.only === undefined ? SCENARIOS : names("scenario", values.only, CHOICES),
    systems: ["offplan", ...chosen].filter(
      (name): name is SystemName => findSystem(name) !== undefined,
    ),
    repetitions: amount("--repeat", values.repeat ?? (quick ? "1" : "5")),
    seconds: amount("--seconds", values.seconds ?? (quick ? "1" : "8")),
    warmSeconds: quick ? 0.5 : 8,
    quick,
    profileDir: values.profile,
    resultsDir: values.results,
  };
}
