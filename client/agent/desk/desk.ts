import { equalJson } from "../../../schema/values/equalJson.ts";
import {
  type PresentationChange,
  applyChange,
  changeBetween,
} from "../../../schema/presentation/changes.ts";
import type { Like } from "../../../schema/protocol/api.ts";
import type { UnitStatus } from "../../../schema/catalogue/catalogue.ts";
import {
  initialState,
  type PresentationState,
  type View,
} from "../../../schema/presentation/presentation.ts";
import { firstView, type ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import { viewExists } from "../../../schema/presentation/references.ts";
import type { Api } from "../../session/api.ts";
import { pollUnits, type UnitsPoll } from "../../session/pollUnits.ts";
import { createStore, type Store } from "../../base/store.ts";
import type { AgentSession } from "../../session/types.ts";
import type { Likes } from "../../stage/hearts/hearts.ts";
import type { SharedIntent } from "../../stage/types.ts";
import { changeOf } from "./commands.ts";
import { createLocalPointer, type LocalPointer } from "./localPointer.ts";
import { namesHiddenUnits, openBuyerIndex, visibleState } from "./hiddenUnits.ts";
import { openLikes, type LikesOptions } from "./buyers/likes.ts";
import type { AddressBar } from "./address.ts";
import {
  openPresenting,
  type OverReason,
  type Presenting,
  type PresentingApi,
} from "./presenting.ts";
import type { PresentingMemory } from "./presentingMemory.ts";
import { openShownSoFar, type ShownSoFar, type ShownSoFarOptions } from "./shownSoFar.ts";
import { flipStatus, type FlipOutcome } from "./statusFlip.ts";

/** Owner of a desk: the presenting agent, or a colleague invited to one presentation. */
type DeskHolder =
  | {
      readonly kind: "owner";
      /** The current name: it may change while the desk is open. */
      readonly name: string;
    }
  | {
      readonly kind: "colleague";
      /** The name that buyers see. */
      readonly name: string;
      /** The inviting agent's name. */
      readonly presenter: string;
      /** May set the statuses of homes. */
      readonly isAgent: boolean;
      readonly leave: () => void;
    };

/** The calls of a desk. */
export interface DeskApi extends PresentingApi, Pick<Api, "project" | "units" | "setStatus"> {}

export interface DeskOptions {
  readonly index: ProjectIndex;
  readonly holder: DeskHolder;
  readonly api: DeskApi;
  readonly listLikes: LikesOptions["list"];
  readonly listMoments?: ShownSoFarOptions["listMoments"];
  readonly address: AddressBar;
  readonly memory: PresentingMemory;
  readonly openSession: (room: string, token: string, renew: () => Promise<string>) => AgentSession;
  /** The server's time, in ms since the epoch. */
  readonly now: () => number;
  readonly onOver: (reason: OverReason) => void;
  /** Called when a connected buyer likes a home. */
  readonly onLike: (like: Like) => void;
  /** A change was refused because it names units hidden from buyers. */
  readonly onHidden: () => void;
}

/** One development on the agent's desk, presented or not. */
export interface Desk {
  readonly holder: DeskHolder;
  readonly index: Store<ProjectIndex>;
  /** The index as buyers have it. */
  readonly buyerIndex: (index: ProjectIndex) => ProjectIndex;
  readonly likes: Store<Likes>;
  readonly state: Store<PresentationState>;
  /** The homes of the last comparison. */
  readonly compared: Store<readonly string[]>;
  readonly presenting: Presenting;
  readonly shownSoFar: ShownSoFar;
  readonly localPointer: LocalPointer;
  readonly intend: (intent: SharedIntent) => void;
  open(view: View): void;
  /** Takes over the view, filters and shortlist of an earlier presentation, as far as its homes are still listed. */
  restore(earlier: PresentationState): void;
  flip(unit: string, status: UnitStatus): Promise<FlipOutcome>;
  /** Idempotent. */
  close(): void;
}

export function openDesk(options: DeskOptions): Desk {
  const { address, api } = options;
  const project = options.index.project.id;
  const poll: UnitsPoll = pollUnits({ index: options.index, api });
  const wanted = address.current.get().view;
  const first =
    wanted !== undefined && viewExists(wanted, options.index)
      ? wanted
      : firstView(options.index.project);
  const state = createStore(initialState(project, first));
  const compared = createStore<readonly string[]>([]);
  const buyerIndex = openBuyerIndex();
  const currentBuyerIndex = () => buyerIndex(poll.index.get());
  const presenting = openPresenting({
    ...options,
    project,
    desk: state,
    visibleState: (local, held) => visibleState(local, currentBuyerIndex(), held),
  });
  const shownSoFar = openShownSoFar({
    presenting: presenting.state,
    listMoments: options.listMoments,
    now: options.now,
  });
  const likes = openLikes({
    list: options.listLikes,
    presenting: presenting.state,
    onLike: options.onLike,
  });
  const mirrored = () => {
    const now = presenting.state.get();
    return now.kind === "live" && now.paused === undefined ? now.session : undefined;
  };
  const localPointer = createLocalPointer(mirrored);

  function change(next: PresentationChange): void {
    if (mirrored() !== undefined && namesHiddenUnits(next, currentBuyerIndex()))
      return options.onHidden();
    state.set(applyChange(state.get(), next));
    presenting.write(next);
  }

  function command(intent: SharedIntent): void {
    const kept =
      mirrored() === undefined
        ? compared.get()
        : compared.get().filter((unit) => currentBuyerIndex().units.has(unit));
    change(changeOf(state.get(), intent, kept));
  }

  let stepping = false;
  function intend(intent: SharedIntent): void {
    stepping = true;
    command(intent);
    stepping = false;
    if (intent.kind === "open") address.go({ project, view: state.get().view });
  }

  /** The browser's back and forward. */
  const stopAddress = address.current.subscribe(() => {
    const place = address.current.get();
    if (place.project !== project) return;
    const view = place.view ?? first;
    const moved = !equalJson(view, state.get().view);
    if (moved && viewExists(view, poll.index.get())) change({ view, camera: undefined });
    // A refused change must not stay in the address bar.
    address.replace({ project, view: state.get().view });
  });
  const stopState = state.subscribe(() => {
    const { view } = state.get();
    if (view.screen === "compare") compared.set(view.units);
    if (!stepping) address.replace({ project, view });
  });
  address.replace({ project, view: first });

  return {
    holder: options.holder,
    index: poll.index,
    buyerIndex,
    likes: likes.likes,
    shownSoFar,
    state,
    compared,
    presenting,
    localPointer,
    intend,
    open: (view) => intend({ kind: "open", view }),
    restore: ({ view, filters, shortlist }) => {
      const index = poll.index.get();
      change(
        changeBetween(state.get(), {
          ...initialState(project, viewExists(view, index) ? view : firstView(index.project)),
          filters,
          shortlist: shortlist.filter((unit) => index.units.has(unit)),
        }),
      );
    },
    flip: (unit, status) => flipStatus({ api, poll, project }, unit, status),
    close: () => {
      stopAddress();
      stopState();
      likes.close();
      shownSoFar.close();
      presenting.close();
      poll.close();
    },
  };
}
