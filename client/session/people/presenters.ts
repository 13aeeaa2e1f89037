import { equalJson } from "../../../schema/values/equalJson.ts";
import { readAwareness } from "./readAwareness.ts";
import type { AgentAwareness } from "../../../schema/presentation/awareness.ts";
import { observeWritings, type Writing } from "../../../schema/presentation/document.ts";
import type { Pointing, PointingSource } from "../../stage/pointing.ts";
import type { Clock } from "../../base/clock.ts";
import {
  stepActivePresenter,
  activePresenterAmong,
  type Act,
  type ActivePresenter,
} from "./activePresenter.ts";
import { mergePointers, type PresenterState } from "./mergePointers.ts";
import type { RoomReplica } from "../room/room.ts";
import { createStore, type Store } from "../../base/store.ts";
import type { Presenter } from "../types.ts";

/** The presenters of a room, the active one of them, and their pointers. */
export interface Presenters {
  readonly presenters: Store<readonly Presenter[]>;
  /** Pointers of all presenters but this page. */
  readonly pointing: PointingSource;
  /** The awareness states of all presenters. */
  seen(): readonly PresenterState[];
  /** Reads this replica from now on. Returns a function that stops. */
  follow(replica: RoomReplica): () => void;
  /** Reads the awareness states while this page is connected; later changes count as acts. */
  look(): void;
  /** This page is disconnected: the presenters stay, their pointers are hidden. */
  lose(): void;
}

const NOWHERE: Pointing = {};

const handOf = ({ pointer, highlight, camera }: AgentAwareness): string =>
  JSON.stringify([pointer, highlight, camera]);

const RESTING = handOf({ role: "agent", name: "" });

function readAgents(states: ReadonlyMap<number, unknown>): readonly PresenterState[] {
  const agents: PresenterState[] = [];
  for (const [clientId, state] of states) {
    const parsed = readAwareness(state);
    if (parsed?.role === "agent") agents.push({ ...parsed, clientId });
  }
  return agents;
}

/**
 * Derives the active presenter from the Yjs client id of the last change and from moving pointers. `presents`: this page
 * is one of the presenters.
 */
export function watchPresenters(clock: Pick<Clock, "now">, presents: boolean): Presenters {
  const presenters = createStore<readonly Presenter[]>([]);
  const pointing = createStore<Pointing>(NOWHERE);
  const hands = new Map<number, string>();
  let replica: RoomReplica | undefined;
  let agents: readonly PresenterState[] = [];
  let active: ActivePresenter | undefined;
  let opener: number | undefined;
  let live = false;

  const ownId = () => (presents ? replica?.doc.clientID : undefined);

  function act(kind: Act["kind"], clientId: number): void {
    active = stepActivePresenter(active, { kind, clientId, atMs: clock.now() });
  }

  function readHands(): void {
    for (const agent of agents) {
      const { clientId } = agent;
      const hand = handOf(agent);
      const before = hands.get(clientId);
      hands.set(clientId, hand);
      const moved = before !== undefined && before !== hand && hand !== RESTING;
      if (moved) act("pointed", clientId);
    }
    const here = new Set(agents.map(({ clientId }) => clientId));
    for (const clientId of hands.keys()) if (!here.has(clientId)) hands.delete(clientId);
  }

  function show(): void {
    const own = ownId();
    const reached = agents.filter(({ reach }) => reach === undefined);
    const able = reached.filter(({ mirroring }) => mirroring === undefined);
    const driver = activePresenterAmong(
      active,
      able.map(({ clientId }) => clientId),
    );
    const next = agents
      .map(({ clientId, name, mirroring, reach }): Presenter => ({
        clientId,
        name,
        own: clientId === own,
        active: clientId === driver,
        opened: clientId === opener,
        paused: mirroring === "paused",
        lost: reach === "lost",
      }))
      .toSorted(
        (one, other) => Number(other.own) - Number(one.own) || one.clientId - other.clientId,
      );
    if (!equalJson(next, presenters.get())) presenters.set(next);
    const others = live ? reached.filter(({ clientId }) => clientId !== own) : [];
    const hand = mergePointers(others, driver, agents.length > 1);
    if (!equalJson(hand, pointing.get())) pointing.set(hand);
  }

  /** Changes that came with a sync are old: only the author of the current view counts. */
  function wrote(writings: readonly Writing[]): void {
    for (const { clientId, key } of writings) {
      if (key === "view") opener = clientId;
      if (live || key === "view") act("wrote", clientId);
    }
    show();
  }

  return {
    presenters,
    pointing,
    seen: () => agents,
    follow: (next) => {
      replica = next;
      hands.clear();
      return observeWritings(next.doc, wrote);
    },
    look: () => {
      live = true;
      agents = readAgents(replica?.awareness.getStates() ?? new Map());
      readHands();
      show();
    },
    lose: () => {
      live = false;
      hands.clear();
      show();
    },
  };
}
