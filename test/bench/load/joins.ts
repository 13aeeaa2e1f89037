import { Histogram } from "../figures/histogram.ts";
import type { JoinReport, LoadOrder } from "./messages.ts";
import { openWire } from "./wires/openWire.ts";
import type { Script } from "./script.ts";

/** Times joins: viewers of each room join and leave one after another, independently of other rooms. */
export async function timeJoins(
  { plan, rounds, discard }: LoadOrder & { kind: "time-joins" },
  script: Script,
): Promise<JoinReport> {
  const latencies = new Histogram();
  const failures: string[] = [];
  const traffic = { bytesIn: 0, bytesOut: 0 };
  const wire = openWire(plan, { traffic, script, lost: (why) => void failures.push(why) });
  let [joined, documentBytes] = [0, 0];
  for (let round = 0; round < rounds; round += 1) {
    for (const room of plan.rooms) {
      const startMs = performance.now();
      const viewer = await wire.openViewer(room, plan.firstViewer, () => undefined);
      if (joined >= discard) latencies.add(performance.now() - startMs);
      joined += 1;
      documentBytes = Math.max(documentBytes, viewer.documentBytes);
      viewer.close();
    }
  }
  if (failures[0] !== undefined) throw new Error(failures[0]);
  return { latencies: latencies.pack(), documentBytes };
}
