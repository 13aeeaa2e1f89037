import { randomBytes } from "node:crypto";
import { expect, onTestFailed, onTestFinished, test } from "vitest";
import { openCluster, type RelayEngine } from "../../support/nodes/cluster.ts";
import type { ClusterNode } from "../../support/nodes/clusterNode.ts";
import { openChaosRun } from "./random/chaosRun.ts";

const SECONDS = Number(process.env["FAULT_SECONDS"] ?? 60);
const SEED = process.env["FAULT_SEED"] ?? randomBytes(4).toString("hex");
const ROOMS = Number(process.env["FAULT_ROOMS"] ?? 3);
const PROCESSES = Number(process.env["FAULT_PROCESSES"] ?? 3);
/** Time for starting, recovering and checking. */
const BESIDES_MS = 120_000;

const print = (text: string): void => void process.stdout.write(`${text}\n`);

const COMPLAINTS = new Set<unknown>(["warn", "error", "fatal"]);
const LAST_LINES = 20;

/** Codes of the latest process' warnings and errors. */
const warningsOf = ({ name, process: latest }: ClusterNode): readonly string[] =>
  latest.lines
    .filter(({ level }) => COMPLAINTS.has(level))
    .slice(-LAST_LINES)
    .map((line) => `${name}: ${JSON.stringify(line).slice(0, 400)}`);

test.each<RelayEngine>(["Redis", "PostgreSQL"])(
  `over %s, ${SECONDS} s of random faults, seed ${SEED}: every acknowledged write is there, no buyer's is, and all have the same`,
  { timeout: SECONDS * 1000 + BESIDES_MS },
  async (relay) => {
    print(`${relay} FAULT_SEED=${SEED} FAULT_SECONDS=${SECONDS}`);
    const cluster = await openCluster({ nodes: PROCESSES, relay });
    onTestFinished(() => cluster.close());
    const run = await openChaosRun(cluster, SEED, ROOMS);
    onTestFailed(() => {
      print(run.lines.join("\n"));
      for (const node of cluster.nodes) print(warningsOf(node).join("\n"));
    });
    const outcome = await run.run(SECONDS * 1000);
    print(outcome.summary);
    expect(outcome.problems).toEqual([]);
    expect(outcome.crashes).toBe(0);
    expect(Math.min(...outcome.acknowledgedWrites)).toBeGreaterThan(0);
    expect(outcome.acknowledgedCalls).toBeGreaterThan(0);
  },
);
