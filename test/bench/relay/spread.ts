import { openWire } from "../load/wires/openWire.ts";
import type { LoadPlan } from "../load/plan.ts";
import type { RoomAccess, Wire } from "../load/wires/wire.ts";

/** A load on several processes at once. */
export interface SpreadPlan extends LoadPlan {
  /** Where the processes listen. */
  readonly ports: readonly number[];
}

/**
 * Where everybody goes: rooms take turns, and no viewer is on its agent's process where there is another. So every
 * message crosses the relay, which is the worst that a balancer can do.
 */
export function placesOf(room: number, processes: number) {
  const agent = room % processes;
  return {
    agent,
    viewer: (seat: number): number =>
      processes === 1 ? agent : (agent + 1 + (seat % (processes - 1))) % processes,
  };
}

type Shared = Parameters<typeof openWire>[1];

/** The plan's wire to every process. */
export function openSpreadWire(plan: SpreadPlan, shared: Shared): Wire {
  const wires = plan.ports.map((port) => openWire({ ...plan, port }, shared));
  const rooms = new Map(plan.rooms.map(({ name }, place) => [name, place]));
  const wireAt = (place: number): Wire => {
    const wire = wires[place];
    if (wire === undefined) throw new Error(`there is no process ${place}`);
    return wire;
  };
  const places = ({ name }: RoomAccess) => placesOf(rooms.get(name) ?? 0, wires.length);
  return {
    openAgent: (room) => wireAt(places(room).agent).openAgent(room),
    openViewer: (room, seat, received) =>
      wireAt(places(room).viewer(seat)).openViewer(room, seat, received),
  };
}
