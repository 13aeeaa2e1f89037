import type { Attention } from "../../schema/awareness.ts";
import { browserClock } from "./clock.ts";
import { createPointingStore } from "./pointingStore.ts";
import { createPresentationStore } from "./presentationStore.ts";
import { AWAY_AFTER_MS, findAgent, missAgent, seeAgent } from "./presence.ts";
import { openRoom, type Awareness, type Joint, type Room, type RoomEntry } from "./room.ts";
import { createStore } from "./store.ts";
import type { AgentPresence, ViewerSession } from "./types.ts";

/** Joins a room to watch. Nothing here writes the document. */
export function openViewerSession(entry: RoomEntry): ViewerSession {
  const clock = entry.clock ?? browserClock;
  const state = createPresentationStore();
  const agent = createStore<AgentPresence>({ kind: "waiting" });
  const pointing = createPointingStore();
  let attention: Attention | undefined;
  let awareness: Awareness | undefined;
  let cancelAway: (() => void) | undefined;

  /** While this side is cut off, it cannot tell whether the agent is there. */
  function look(): void {
    if (room.connection.get().kind !== "live") {
      cancelAway?.();
      cancelAway = undefined;
      pointing.show(undefined);
      return;
    }
    const seen = findAgent(awareness?.getStates().values() ?? []);
    pointing.show(seen);
    if (seen !== undefined) {
      cancelAway?.();
      cancelAway = undefined;
      agent.set(seeAgent(agent.get(), seen));
    } else if (cancelAway === undefined && agent.get().kind === "present") {
      const lastSeenMs = clock.now();
      cancelAway = clock.after(AWAY_AFTER_MS, () => {
        cancelAway = undefined;
        agent.set(missAgent(agent.get(), lastSeenMs));
      });
    }
  }

  /** Anew after every connect: the server knows the old clock and would take the same state for an echo. */
  function publish(): void {
    awareness?.setLocalState({
      role: "buyer",
      name: "",
      ...(attention === undefined ? {} : { attention }),
    });
  }

  function lookAtOthers(_changes: unknown, origin: unknown): void {
    if (origin !== "local") look();
  }

  function joined(joint: Joint): () => void {
    awareness = joint.awareness;
    const unfollow = state.follow(joint.doc);
    joint.awareness.on("change", lookAtOthers);
    publish();
    return () => {
      unfollow();
      joint.awareness.off("change", lookAtOthers);
    };
  }

  const room: Room = openRoom(entry, {
    writes: false,
    fallsBack: true,
    joined,
    opened: publish,
    synced: look,
  });
  return {
    state,
    connection: room.connection,
    agent,
    pointing,
    attend: (next) => {
      if (JSON.stringify(next) === JSON.stringify(attention)) return;
      attention = next;
      publish();
    },
    close: () => {
      cancelAway?.();
      room.close();
    },
  };
}
