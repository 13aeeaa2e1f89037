import type { UnitStatus } from "../../schema/catalogue.ts";
import { initialState, type PresentationState, type View } from "../../schema/presentation.ts";
import { firstView, type ProjectIndex } from "../../schema/projectIndex.ts";
import { viewExists } from "../../schema/references.ts";
import type { Api } from "../session/api.ts";
import { pollUnits, type UnitsPoll } from "../session/pollUnits.ts";
import { createStore, type Store } from "../session/store.ts";
import type { AgentSession } from "../session/types.ts";
import type { StageIntent } from "../stage/types.ts";
import { applyChange, changeOf } from "./commands.ts";
import { createHand, type Hand } from "./hand.ts";
import type { Address } from "./place.ts";
import { openPresenting, type Presenting } from "./presenting.ts";
import type { PresentingMemory } from "./presentingMemory.ts";
import { flipStatus, type FlipOutcome } from "./statusFlip.ts";

export interface DeskOptions {
  readonly index: ProjectIndex;
  readonly api: Api;
  readonly address: Address;
  readonly memory: PresentingMemory;
  readonly openSession: (room: string, token: string, renew: () => Promise<string>) => AgentSession;
  readonly onOver: (reason: "ended" | "expired") => void;
}

/** One development on the agent's desk, presented or not. */
export interface Desk {
  readonly index: Store<ProjectIndex>;
  readonly state: Store<PresentationState>;
  /** The homes of the last comparison. */
  readonly compared: Store<readonly string[]>;
  readonly presenting: Presenting;
  readonly hand: Hand;
  readonly intend: (intent: StageIntent) => void;
  open(view: View): void;
  flip(unit: string, status: UnitStatus): Promise<FlipOutcome>;
  /** Idempotent. */
  close(): void;
}

export function openDesk(options: DeskOptions): Desk {
  const { address, api } = options;
  const project = options.index.project.id;
  const poll: UnitsPoll = pollUnits({ index: options.index, api });
  const wanted = address.place.get().view;
  const first =
    wanted !== undefined && viewExists(wanted, options.index)
      ? wanted
      : firstView(options.index.project);
  const state = createStore(initialState(project, first));
  const compared = createStore<readonly string[]>([]);
  const presenting = openPresenting({ ...options, project, desk: state });
  const hand = createHand(() => {
    const now = presenting.state.get();
    return now.kind === "live" && now.paused === undefined ? now.session : undefined;
  });

  function command(intent: StageIntent): void {
    const change = changeOf(state.get(), intent, compared.get());
    state.set(applyChange(state.get(), change));
    presenting.write(change);
  }

  let stepping = false;
  function intend(intent: StageIntent): void {
    stepping = true;
    command(intent);
    stepping = false;
    if (intent.kind === "open") address.go({ project, view: state.get().view });
  }

  /** The browser's back and forward. */
  const stopPlace = address.place.subscribe(() => {
    const place = address.place.get();
    if (place.project !== project) return;
    const view = place.view ?? first;
    const moved = JSON.stringify(view) !== JSON.stringify(state.get().view);
    if (moved && viewExists(view, poll.index.get())) replay(view);
  });
  function replay(view: View): void {
    const change = { view, camera: undefined };
    state.set(applyChange(state.get(), change));
    presenting.write(change);
  }
  const stopState = state.subscribe(() => {
    const { view } = state.get();
    if (view.screen === "compare") compared.set(view.units);
    if (!stepping) address.correct({ project, view });
  });
  address.correct({ project, view: first });

  return {
    index: poll.index,
    state,
    compared,
    presenting,
    hand,
    intend,
    open: (view) => intend({ kind: "open", view }),
    flip: (unit, status) => flipStatus({ api, poll, project }, unit, status),
    close: () => {
      stopPlace();
      stopState();
      presenting.close();
      poll.close();
    },
  };
}
