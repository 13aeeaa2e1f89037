import type { LoadPlan } from "../load/plan.ts";
import type { RoomAccess } from "../load/wires/wire.ts";

type Shared = Omit<LoadPlan, "rooms" | "viewers" | "firstViewer" | "leads">;

/**
 * Shares a crowd among load processes: whole rooms where there are enough, otherwise the viewers of each room, with all
 * agents in the first process.
 */
export function splitLoad(
  shared: Shared,
  rooms: readonly RoomAccess[],
  viewers: number,
  processes: number,
): readonly LoadPlan[] {
  const forEach = (make: (place: number) => LoadPlan): readonly LoadPlan[] =>
    Array.from({ length: processes }, (_, place) => make(place));
  if (rooms.length >= processes) {
    return forEach((place) => ({
      ...shared,
      rooms: rooms.filter((_, room) => room % processes === place),
      viewers,
      firstViewer: 0,
      leads: true,
    }));
  }
  return forEach((place) => {
    const first = Math.floor((viewers * place) / processes);
    const end = Math.floor((viewers * (place + 1)) / processes);
    return { ...shared, rooms, viewers: end - first, firstViewer: first, leads: place === 0 };
  });
}
