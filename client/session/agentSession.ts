import { equalJson } from "../../schema/values/equalJson.ts";
import type { PresentationChange } from "../../schema/presentation/changes.ts";
import type { AgentFields } from "../../schema/presentation/awareness.ts";
import { openWriter, type PresentationWriter } from "../../schema/presentation/document.ts";
import { browserClock } from "../base/clock.ts";
import { watchPresenters } from "./people/presenters.ts";
import { createPresentationStore } from "./room/presentationStore.ts";
import { openRoom, type RoomReplica, type RoomEntry } from "./room/room.ts";
import { createStore } from "../base/store.ts";
import { createThrottle } from "../base/throttle.ts";
import type { AgentSession, ViewerPresence } from "./types.ts";
import { LOST_FOR_MS, trackViewers, type TrackedViewers } from "./people/viewers.ts";

const POINTER_INTERVAL_MS = 1000 / 30;
/** After a sync the others' awareness follows within this time; absent participants count as lost. */
const ARRIVAL_MS = 2_000;

/** Joins a room to present. Changes written before the first sync are held back until then. */
export function openAgentSession(entry: RoomEntry): AgentSession {
  const clock = entry.clock ?? browserClock;
  const state = createPresentationStore();
  const viewers = createStore<readonly ViewerPresence[]>([]);
  const presenters = watchPresenters(clock, true);
  let tracked: TrackedViewers = new Map();
  let waiting: PresentationChange[] = [];
  let writer: PresentationWriter | undefined;
  let replica: RoomReplica | undefined;
  let fields: AgentFields = {};
  let cancelSweep: (() => void) | undefined;

  const publish = () => replica?.awareness.setLocalState({ role: "agent", name: "", ...fields });
  const pointerThrottle = createThrottle<void>(clock, POINTER_INTERVAL_MS, publish);

  function show<Name extends keyof AgentFields>(name: Name, value: AgentFields[Name]): void {
    if (equalJson(fields[name], value)) return;
    const { [name]: _replaced, ...others } = fields;
    fields = value === undefined ? others : { ...others, [name]: value };
    pointerThrottle.push();
  }

  /** The latest recall of all presenters. The next one must be later, even if this device's clock is behind. */
  const lastCall = () => Math.max(0, ...presenters.seen().map(({ call = 0 }) => call));

  /** Reads the other participants' awareness. While this page is disconnected, they stay unchanged. */
  function look(): void {
    if (room.connection.get().kind !== "live") return presenters.lose();
    presenters.look();
    const states = new Map<number, unknown>(replica?.awareness.getStates());
    const next = trackViewers(tracked, states, clock.now());
    if (next !== tracked) {
      tracked = next;
      viewers.set([...tracked.values()].map(({ presence }) => presence));
    }
    const someLost = [...tracked.values()].some(({ lostAtMs }) => lostAtMs !== undefined);
    cancelSweep?.();
    cancelSweep = someLost ? clock.after(LOST_FOR_MS, look) : undefined;
  }

  function lookAround(_changes: unknown, origin: unknown): void {
    if (origin !== "local") look();
    else if (room.connection.get().kind === "live") presenters.look();
  }

  function joined(next: RoomReplica): () => void {
    replica = next;
    const unfollow = state.follow(next.doc);
    const unwatch = presenters.follow(next);
    publish();
    next.awareness.on("change", lookAround);
    return () => {
      unfollow();
      unwatch();
      next.awareness.off("change", lookAround);
      writer?.close();
      writer = undefined;
    };
  }

  /** Opens the writer, once the document is synced: opening it normalises the document. */
  function synced(): void {
    cancelSweep?.();
    cancelSweep = clock.after(ARRIVAL_MS, look);
    if ((replica?.awareness.getStates().size ?? 0) > 1) look();
    if (writer !== undefined || replica === undefined) return;
    writer = openWriter(replica.doc);
    for (const change of waiting) writer.write(change);
    waiting = [];
  }

  const room = openRoom(entry, { writes: true, joined, opened: publish, synced });
  return {
    state,
    connection: room.connection,
    viewers,
    presenters: presenters.presenters,
    pointing: presenters.pointing,
    write: (change) => {
      if (writer === undefined) waiting.push(change);
      else writer.write(change);
    },
    setMirroring: (mirroring) => show("mirroring", mirroring),
    bringBack: () => show("call", Math.max(clock.now(), lastCall() + 1)),
    point: (pointer) => show("pointer", pointer),
    highlight: (highlight) => show("highlight", highlight),
    moveCamera: (camera) => show("camera", camera),
    close: () => {
      pointerThrottle.close();
      cancelSweep?.();
      room.close();
    },
  };
}
