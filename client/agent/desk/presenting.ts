import {
  type PresentationChange,
  applyChange,
  changeBetween,
} from "../../../schema/presentation/changes.ts";
import type { PresentationResponse } from "../../../schema/protocol/api.ts";
import type { PresentationState } from "../../../schema/presentation/presentation.ts";
import type { CloseReason } from "../../../schema/protocol/protocol.ts";
import { ApiError, type Api } from "../../session/api.ts";
import { createStore, type Store, type WritableStore } from "../../base/store.ts";
import type { AgentSession } from "../../session/types.ts";
import { minutesFromNow } from "../bar/extensions.ts";
import type { PresentingMemory, Remembered } from "./presentingMemory.ts";

/** A presentation of this tab. */
export interface Presented {
  readonly id: string;
  readonly project: string;
  readonly room: string;
  readonly expiresAtMs: number;
  /** Unknown when another tab started it. */
  readonly link: string | undefined;
  readonly pin: string | undefined;
}

export type PresentingState =
  | { readonly kind: "idle" }
  /** `paused`: the state that buyers see meanwhile. */
  | {
      readonly kind: "live";
      readonly presented: Presented;
      readonly session: AgentSession;
      readonly paused: PresentationState | undefined;
    }
  /** The server closed this tab's connection; the presentation continues. */
  | { readonly kind: "cut"; readonly presented: Presented; readonly reason: CloseReason };

export interface StartRequest {
  readonly minutes: number;
  readonly buyer: string;
  readonly pin: string | undefined;
}

/** Why a presentation ended for this desk. `withdrawn`: only for an invited colleague. */
export type OverReason = "ended" | "expired" | "withdrawn";

/** The calls of a presenter; a colleague lacks some. */
export interface PresentingApi extends Pick<Api, "createPresentation" | "token" | "end"> {
  /** The presentation's current state at the server. */
  presentation(
    id: string,
  ): Promise<Pick<PresentationResponse, "id" | "room" | "status" | "expiresAt" | "wrongPins">>;
  extend(id: string, minutes: number): Promise<Pick<PresentationResponse, "expiresAt">>;
}

export interface PresentingOptions {
  readonly project: string;
  readonly api: PresentingApi;
  readonly openSession: (room: string, token: string, renew: () => Promise<string>) => AgentSession;
  readonly memory: PresentingMemory;
  /** The desk's state. Follows the document while mirrored. */
  readonly desk: WritableStore<PresentationState>;
  /** The part of a state that buyers may see; `held` replaces a hidden view. */
  readonly visibleState: (
    local: PresentationState,
    held?: Pick<PresentationState, "view" | "camera">,
  ) => PresentationState;
  /** The server's time, in ms since the epoch. */
  readonly now: () => number;
  /** Called when the presentation expired or was ended. */
  readonly onOver: (reason: OverReason) => void;
}

/** The remote presentation of one desk: started, paused, extended, ended, found again after a reload. */
export interface Presenting {
  readonly state: Store<PresentingState>;
  /** Rejects with an `ApiError`; nothing is started then. */
  start(request: StartRequest): Promise<void>;
  /** Resumes the presentation that this tab had before a reload, if it had one. Rejects with an `ApiError`. */
  resume(): Promise<void>;
  /** Presents one of the agent's open presentations. Rejects with an `ApiError`. */
  returnTo(id: string): Promise<void>;
  /** Joins again after being cut off. Rejects with an `ApiError`. */
  rejoin(): Promise<void>;
  /** Enters again with a new token, after a change of the agent's name. Rejects with an `ApiError`. */
  enterAnew(): Promise<void>;
  write(change: PresentationChange): void;
  readonly pause: () => void;
  /** Shows the view arranged while paused, or follows another presenter's. */
  readonly unpause: () => void;
  /** Adds minutes to the time left at the server; at most to 24 h from now. */
  extend(minutes: number): Promise<void>;
  /** Another page changed the expiry. */
  moveExpiry(expiresAtMs: number): void;
  end(): Promise<void>;
  /** Leaves the room without ending the presentation. Idempotent. */
  close(): void;
}

/** `undefined`: it continues. */
function overBy(error: unknown): OverReason | undefined {
  if (!(error instanceof ApiError)) return undefined;
  switch (error.code) {
    case "expired":
    case "withdrawn":
    case "ended":
      return error.code;
    case "unknown":
      return "ended";
    default:
      return undefined;
  }
}

/** Another presenter's change arrived while this desk is paused. */
const isLedByAnother = ({ presenters }: AgentSession): boolean =>
  presenters.get().some(({ own, active }) => active && !own);

export function openPresenting(options: PresentingOptions): Presenting {
  const { api, desk, memory, project } = options;
  const state = createStore<PresentingState>({ kind: "idle" });
  let leave: (() => void) | undefined;

  function stop(): void {
    leave?.();
    leave = undefined;
    state.set({ kind: "idle" });
  }

  function over(reason: OverReason): void {
    stop();
    memory.forget();
    options.onOver(reason);
  }

  const remember = ({ id, link, pin }: Presented, paused: boolean): void =>
    memory.remember({ id, project, paused, link, pin });

  function refused(reason: CloseReason): void {
    const now = state.get();
    if (now.kind === "idle") return;
    if (reason === "ended" || reason === "expired" || reason === "withdrawn") return over(reason);
    if (reason === "unknown_room") return over("ended");
    leave?.();
    leave = undefined;
    state.set({ kind: "cut", presented: now.presented, reason });
  }

  function mirror(): void {
    const now = state.get();
    if (now.kind !== "live" || now.paused !== undefined) return;
    const shared = now.session.state.get();
    if (shared !== undefined) desk.set(shared);
  }

  async function enter(presented: Presented): Promise<AgentSession> {
    const { token, room } = await api.token(presented.id, "agent");
    const renew = async () => (await api.token(presented.id, "agent")).token;
    leave?.();
    const session = options.openSession(room, token, renew);
    const stopMirroring = session.state.subscribe(mirror);
    const stopWatching = session.connection.subscribe(() => {
      const connection = session.connection.get();
      if (connection.kind === "closed") refused(connection.reason);
    });
    leave = () => {
      stopMirroring();
      stopWatching();
      session.close();
    };
    return session;
  }

  /** Joins a presentation in its current state at the server: another tab may have extended or ended it. */
  async function rejoin(known: Omit<Remembered, "project">): Promise<void> {
    try {
      const found = await api.presentation(known.id);
      if (found.status !== "live") return over(found.status);
      const presented: Presented = {
        id: found.id,
        project,
        room: found.room,
        expiresAtMs: Date.parse(found.expiresAt),
        link: known.link,
        pin: known.pin,
      };
      const session = await enter(presented);
      if (known.paused) session.setMirroring("paused");
      const paused = known.paused ? desk.get() : undefined;
      state.set({ kind: "live", presented, session, paused });
      remember(presented, known.paused);
    } catch (error) {
      const reason = overBy(error);
      if (reason === undefined) throw error;
      over(reason);
    }
  }

  function moveExpiry(expiresAtMs: number): void {
    const now = state.get();
    if (now.kind === "idle" || now.presented.expiresAtMs === expiresAtMs) return;
    state.set({ ...now, presented: { ...now.presented, expiresAtMs } });
  }

  return {
    state,
    start: async ({ minutes, buyer, pin }) => {
      const created = await api.createPresentation({
        project,
        minutes,
        ...(buyer === "" ? {} : { buyer: { name: buyer } }),
        ...(pin === undefined ? {} : { pin }),
      });
      const presented: Presented = {
        id: created.id,
        project,
        room: created.room,
        expiresAtMs: Date.parse(created.expiresAt),
        link: created.link,
        pin,
      };
      remember(presented, false);
      try {
        const session = await enter(presented);
        const { view, filters, camera, shortlist } = options.visibleState(desk.get());
        session.write({ view, filters, camera, shortlist: { add: shortlist } });
        state.set({ kind: "live", presented, session, paused: undefined });
      } catch {
        state.set({ kind: "cut", presented, reason: "restart" });
      }
    },
    resume: async () => {
      const remembered = memory.recall();
      if (remembered === undefined || remembered.project !== project) return;
      await rejoin(remembered);
    },
    returnTo: (id) => rejoin({ id, link: undefined, pin: undefined, paused: false }),
    rejoin: async () => {
      const now = state.get();
      if (now.kind !== "cut") return;
      const { id, link, pin } = now.presented;
      await rejoin({ id, link, pin, paused: false });
    },
    enterAnew: async () => {
      const before = state.get();
      if (before.kind !== "live") return;
      try {
        const session = await enter(before.presented);
        const now = state.get();
        // It was ended meanwhile.
        if (now.kind === "idle") return stop();
        const paused = now.kind === "live" ? now.paused : undefined;
        if (paused !== undefined) session.setMirroring("paused");
        state.set({ kind: "live", presented: now.presented, session, paused });
      } catch (error) {
        const reason = overBy(error);
        if (reason === undefined) throw error;
        over(reason);
      }
    },
    write: (change) => {
      const now = state.get();
      if (now.kind === "live" && now.paused === undefined) now.session.write(change);
    },
    pause: () => {
      const now = state.get();
      if (now.kind !== "live" || now.paused !== undefined) return;
      now.session.point(undefined);
      now.session.highlight(undefined);
      now.session.moveCamera(undefined);
      now.session.setMirroring("paused");
      state.set({ ...now, paused: desk.get() });
      remember(now.presented, true);
    },
    unpause: () => {
      const now = state.get();
      if (now.kind !== "live" || now.paused === undefined) return;
      const held = now.session.state.get() ?? now.paused;
      state.set({ ...now, paused: undefined });
      if (isLedByAnother(now.session)) {
        desk.set(held);
      } else {
        const change = changeBetween(held, options.visibleState(desk.get(), held));
        desk.set(applyChange(desk.get(), change));
        now.session.write(change);
      }
      now.session.setMirroring(undefined);
      remember(now.presented, false);
    },
    extend: async (minutes) => {
      const now = state.get();
      if (now.kind === "idle") return;
      const { id } = now.presented;
      const found = await api.presentation(id);
      const fromNow = minutesFromNow(Date.parse(found.expiresAt), options.now(), minutes);
      const { expiresAt } = await api.extend(id, fromNow);
      moveExpiry(Date.parse(expiresAt));
    },
    moveExpiry,
    end: async () => {
      const now = state.get();
      if (now.kind === "idle") return;
      try {
        await api.end(now.presented.id);
      } catch (error) {
        if (overBy(error) === undefined) throw error;
      }
      if (state.get().kind !== "idle") over("ended");
    },
    close: stop,
  };
}
