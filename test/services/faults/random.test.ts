import { randomBytes } from "node:crypto";
import { expect, onTestFailed, onTestFinished, test } from "vitest";
import { openCluster, type RelayEngine } from "../../support/nodes/cluster.ts";
import type { ClusterNode } from "../../support/nodes/clusterNode.ts";
import { openOrdeal } from "./random/ordeal.ts";
import { inLong } from "../../support/size.ts";

const SECONDS = Number(process.env["FAULT_SECONDS"] ?? inLong(60, 5));
const SEED = process.env["FAULT_SEED"] ?? randomBytes(4).toString("hex");
const ROOMS = Number(process.env["FAULT_ROOMS"] ?? 3);
const PROCESSES = Number(process.env["FAULT_PROCESSES"] ?? 3);
/** Starting, mending and looking at everything. */
const BESIDES_MS = 120_000;

const RELAYS = inLong<readonly RelayEngine[]>(["Redis", "PostgreSQL"], ["Redis"]);

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const COMPLAINTS = new Set<unknown>(["warn", "error", "fatal"]);
const LAST_LINES = 20;

/** What the latest of its processes was not happy with in the end. */
const complaintsOf = ({ name, process: latest }: ClusterNode): readonly string[] =>
  latest.lines
    .filter(({ level }) => COMPLAINTS.has(level))
    .slice(-LAST_LINES)
    .map((line) => `${name}: ${JSON.stringify(line).slice(0, 400)}`);

test.each(RELAYS)(
  `over %s, ${SECONDS} s of random faults, seed ${SEED}: every acknowledged write is there, no buyer's is, and all have the same`,
  { timeout: SECONDS * 1000 + BESIDES_MS },
  async (relay) => {
    say(`${relay} FAULT_SEED=${SEED} FAULT_SECONDS=${SECONDS}`);
    const cluster = await openCluster({ nodes: PROCESSES, relay });
    onTestFinished(() => cluster.close());
    const ordeal = await openOrdeal(cluster, SEED, ROOMS);
    onTestFailed(() => {
      say(ordeal.lines.join("\n"));
      for (const node of cluster.nodes) say(complaintsOf(node).join("\n"));
    });
    const outcome = await ordeal.run(SECONDS * 1000);
    say(outcome.summary);
    expect(outcome.problems).toEqual([]);
    expect(outcome.crashes).toBe(0);
    expect(Math.min(...outcome.acknowledgedWrites)).toBeGreaterThan(0);
    expect(outcome.acknowledgedCalls).toBeGreaterThan(0);
  },
);
