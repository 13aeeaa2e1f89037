import type { Deliveries } from "./measuring/deliveries.ts";
import type { AgentLine, ViewerLine, Wire } from "./wires/wire.ts";
import type { LoadPlan } from "./plan.ts";

/** Connections opened concurrently. */
const AT_ONCE = 16;

/** Runs the tasks with limited concurrency. Rejects with the first failure. */
async function eachOfMany(
  count: number,
  act: (place: number) => Promise<void>,
  atOnce: number,
): Promise<void> {
  let next = 0;
  const one = async (): Promise<void> => {
    while (next < count) {
      const place = next;
      next += 1;
      await act(place);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}

/** All agents and viewers of one load process. */
export interface Crowd {
  readonly agents: readonly AgentLine[];
  close(): void;
}

/** Agents connect first, so that every viewer receives a document. */
export async function openCrowd(
  plan: LoadPlan,
  wire: Wire,
  deliveries: Deliveries,
): Promise<Crowd> {
  const agents: AgentLine[] = [];
  const viewers: ViewerLine[] = [];
  if (plan.leads) {
    await eachOfMany(
      plan.rooms.length,
      async (place) => {
        const room = plan.rooms[place];
        if (room !== undefined) agents[place] = await wire.openAgent(room);
      },
      AT_ONCE,
    );
  }
  await eachOfMany(
    plan.rooms.length * plan.viewers,
    async (viewer) => {
      const roomPlace = Math.floor(viewer / plan.viewers);
      const room = plan.rooms[roomPlace];
      if (room === undefined) return;
      const seat = plan.firstViewer + (viewer % plan.viewers);
      viewers[viewer] = await wire.openViewer(room, seat, (what) =>
        deliveries.received(viewer, roomPlace, what),
      );
    },
    AT_ONCE,
  );
  return {
    agents,
    close: () => {
      for (const line of [...agents, ...viewers]) line.close();
    },
  };
}
