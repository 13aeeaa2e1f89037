/** A load process: executes commands received over the channel to its parent and answers each once. */
import { openCrowd } from "./crowd.ts";
import { Deliveries } from "./measuring/deliveries.ts";
import { timeJoins } from "./joins.ts";
import { openLabour } from "./measuring/labour.ts";
import type { Traffic } from "./wires/leanSocket.ts";
import type { LoadAnswer, LoadOrder } from "./messages.ts";
import { openWire } from "./wires/openWire.ts";
import type { LoadPlan } from "./plan.ts";
import { Script } from "./script.ts";
import { Shift } from "./shift.ts";

const script = new Script();

async function join(plan: LoadPlan): Promise<Shift> {
  const traffic: Traffic = { bytesIn: 0, bytesOut: 0 };
  const losses: string[] = [];
  const viewers = plan.rooms.length * plan.viewers;
  const deliveries = new Deliveries(plan.leads ? plan.rooms.length : 0, viewers);
  const wire = openWire(plan, { traffic, script, lost: (why) => void losses.push(why) });
  const crowd = await openCrowd(plan, wire, deliveries);
  const labour = openLabour(crowd.agents, plan.viewers, plan.work, deliveries);
  return new Shift({ crowd, labour, deliveries, traffic, losses });
}

let shift: Shift | undefined;

async function obey(order: LoadOrder): Promise<LoadAnswer> {
  switch (order.kind) {
    case "join":
      shift = await join(order.plan);
      break;
    case "start":
      shift?.start();
      break;
    case "open-window":
      shift?.openWindow();
      break;
    case "close-window": {
      if (shift === undefined) return { kind: "failed", message: "nobody has joined" };
      return { kind: "report", report: shift.report() };
    }
    case "finish":
      await shift?.finished();
      break;
    case "time-joins":
      return { kind: "joins", joins: await timeJoins(order, script) };
    case "leave":
      shift?.close();
      shift = undefined;
      break;
  }
  return { kind: "done" };
}

process.on("message", (order: LoadOrder) => {
  obey(order).then(
    (answer) => process.send?.(answer),
    (error: unknown) =>
      process.send?.({ kind: "failed", message: String(error) } satisfies LoadAnswer),
  );
});
process.on("disconnect", () => process.exit());
