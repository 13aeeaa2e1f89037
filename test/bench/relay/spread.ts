import { openWire } from "../load/wires/openWire.ts";
import type { LoadPlan } from "../load/plan.ts";
import type { RoomAccess, Wire } from "../load/wires/wire.ts";

/** A load spread over several processes. */
export interface SpreadPlan extends LoadPlan {
  readonly ports: readonly number[];
}

/**
 * Assigns participants to processes: agents in turn, and viewers never to their agent's process if there is another. Every
 * message then crosses the relay, the worst case of a load balancer.
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

/** The plan's protocol, for every process. */
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
