/**
 * How long a change in a quiet room takes to reach its buyer, alone and beside a flooded room on the same server.
 * Run by hand: `npx node test/bench/quietRoom.ts`. The server, the flood and the quiet room are processes of their own.
 */
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { parseArgs } from "node:util";
import { percentile } from "./figures/statistics.ts";
import { openQuietRoom } from "./quietRoom/quiet.ts";
import { openBenchServer } from "./quietRoom/server.ts";

const { values } = parseArgs({ options: { seconds: { type: "string", default: "8" } } });
const MEASURE_MS = Number(values.seconds) * 1000;

function report(name: string, latenciesMs: readonly number[]): void {
  const [median, p95, p99] = [0.5, 0.95, 0.99].map((share) =>
    percentile(latenciesMs, share).toFixed(1),
  );
  process.stdout.write(
    `${name}: ${latenciesMs.length} writes, median ${median} ms, 95th ${p95} ms, 99th ${p99} ms\n`,
  );
}

async function flood(url: string): Promise<ChildProcess> {
  const child = fork(new URL("quietRoom/flood.ts", import.meta.url), [url]);
  await once(child, "message");
  return child;
}

const server = await openBenchServer();
const quiet = await openQuietRoom(server.url);
await quiet.measure(1000);
report("alone", await quiet.measure(MEASURE_MS));
const flooding = await flood(server.url);
report("beside a flooded room", await quiet.measure(MEASURE_MS));
flooding.kill();
quiet.close();
await server.close();
