/** The load: the agents and viewers of one case, spread over all processes of a fleet. */
import { openCrowd } from "../load/crowd.ts";
import { Deliveries } from "../load/measuring/deliveries.ts";
import { openLabour } from "../load/measuring/labour.ts";
import type { LoadAnswer } from "../load/messages.ts";
import { Script } from "../load/script.ts";
import { Shift } from "../load/shift.ts";
import { openSpreadWire, type SpreadPlan } from "./spread.ts";

/** Commands to this process, in this order; the last two for each window. */
export type SpreadOrder =
  | { readonly kind: "join"; readonly plan: SpreadPlan }
  | { readonly kind: "start" }
  | { readonly kind: "open-window" }
  | { readonly kind: "close-window" };

async function join(plan: SpreadPlan): Promise<Shift> {
  const traffic = { bytesIn: 0, bytesOut: 0 };
  const losses: string[] = [];
  const deliveries = new Deliveries(plan.rooms.length, plan.rooms.length * plan.viewers);
  const lost = (why: string): void => void losses.push(why);
  const wire = openSpreadWire(plan, { traffic, script: new Script(), lost });
  const crowd = await openCrowd(plan, wire, deliveries);
  const labour = openLabour(crowd.agents, plan.viewers, plan.work, deliveries);
  return new Shift({ crowd, labour, deliveries, traffic, losses });
}

let shift: Shift | undefined;

async function obey(order: SpreadOrder): Promise<LoadAnswer> {
  if (order.kind === "join") {
    shift = await join(order.plan);
    return { kind: "done" };
  }
  if (shift === undefined) return { kind: "failed", message: "nobody has joined" };
  switch (order.kind) {
    case "start":
      shift.start();
      return { kind: "done" };
    case "open-window":
      shift.openWindow();
      return { kind: "done" };
    case "close-window":
      return { kind: "report", report: shift.report() };
  }
}

process.on("message", (order: SpreadOrder) => {
  obey(order).then(
    (answer) => process.send?.(answer),
    (error: unknown) =>
      process.send?.({ kind: "failed", message: String(error) } satisfies LoadAnswer),
  );
});
process.on("disconnect", () => process.exit());
