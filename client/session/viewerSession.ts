import { equalJson } from "../../schema/values/equalJson.ts";
import type { Attention, Measures } from "../../schema/presentation/awareness.ts";
import { browserClock } from "../base/clock.ts";
import { browserPage } from "../base/pageSignals.ts";
import { createPresentationStore } from "./room/presentationStore.ts";
import { AWAY_AFTER_MS, loseAgents, missAgents, seeAgents } from "./people/presence.ts";
import { watchPresenters } from "./people/presenters.ts";
import {
  openRoom,
  type Awareness,
  type RoomReplica,
  type Room,
  type RoomEntry,
} from "./room/room.ts";
import { createStore } from "../base/store.ts";
import type { AgentPresence, ViewerSession } from "./types.ts";
import { whileSeen } from "./room/whileSeen.ts";

const isThere = ({ kind }: AgentPresence): boolean => kind === "present" || kind === "unreachable";

/** Joins a room to watch. Nothing here writes the document. */
export function openViewerSession(entry: RoomEntry): ViewerSession {
  const { clock = browserClock, page = browserPage } = entry;
  const state = createPresentationStore();
  const agent = createStore<AgentPresence>({ kind: "waiting" });
  const presenters = watchPresenters(clock, false);
  let attention: Attention | undefined;
  let measures: Measures | undefined;
  let awareness: Awareness | undefined;
  let cancelAway: (() => void) | undefined;

  function look(): void {
    presenters.look();
    const all = presenters.seen();
    const [first, ...others] = all.filter(({ reach }) => reach === undefined);
    if (all.length > 0) {
      cancelAway?.();
      cancelAway = undefined;
    }
    if (first !== undefined) {
      const active = presenters.presenters.get().find((presenter) => presenter.active);
      const driver = [first, ...others].find(({ clientId }) => clientId === active?.clientId);
      agent.set(seeAgents(agent.get(), [first, ...others], driver));
    } else if (all.length > 0) {
      agent.set(loseAgents(agent.get(), all, clock.now()));
    } else if (cancelAway === undefined && isThere(agent.get())) {
      const lastSeenMs = clock.now();
      cancelAway = clock.after(AWAY_AFTER_MS, () => {
        cancelAway = undefined;
        agent.set(missAgents(agent.get(), lastSeenMs));
      });
    }
  }

  /** Reads the presenters while this page is connected; otherwise their presence is unknown. */
  function lookIfLive(): void {
    if (room.connection.get().kind === "live") return look();
    cancelAway?.();
    cancelAway = undefined;
    presenters.lose();
  }

  /** Published again after each connect: the server would drop the same state under the old clock as an echo. */
  function publish(): void {
    awareness?.setLocalState({
      role: "buyer",
      name: "",
      ...(attention === undefined ? {} : { attention }),
      ...(measures === undefined ? {} : { measures }),
    });
  }

  function lookAtOthers(_changes: unknown, origin: unknown): void {
    if (origin !== "local") lookIfLive();
  }

  function joined(replica: RoomReplica): () => void {
    awareness = replica.awareness;
    const unfollow = state.follow(replica.doc);
    const unwatch = presenters.follow(replica);
    replica.awareness.on("change", lookAtOthers);
    publish();
    return () => {
      unfollow();
      unwatch();
      replica.awareness.off("change", lookAtOthers);
    };
  }

  const room: Room = openRoom(entry, {
    writes: false,
    fallsBack: true,
    joined,
    opened: publish,
    synced: lookIfLive,
  });
  return {
    state: whileSeen(state, page),
    connection: room.connection,
    agent: whileSeen(agent, page),
    pointing: whileSeen(presenters.pointing, page),
    attend: (next) => {
      if (equalJson(next, attention)) return;
      attention = next;
      publish();
    },
    measure: (next) => {
      if (equalJson(next, measures ?? {})) return;
      measures = next;
      publish();
    },
    close: () => {
      cancelAway?.();
      room.close();
    },
  };
}
