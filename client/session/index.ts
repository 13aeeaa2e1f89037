import type { View } from "../../schema/presentation/presentation.ts";
import { browserClock } from "../base/clock.ts";
import { browserPage, noPage } from "../base/pageSignals.ts";
import { createStore, type Store } from "../base/store.ts";
import { ApiError, createApi, type Api } from "./api.ts";
import { openAgentSession } from "./agentSession.ts";
import type { AgentSession, ConnectionState, ViewerPresence } from "./types.ts";

/** The session's API for integrators: presenting from their own page, without React and without our pages. */
export { ApiError, type ApiErrorCode } from "./api.ts";
export type { Store } from "../base/store.ts";
export type { View } from "../../schema/presentation/presentation.ts";
export type { ConnectionState, ViewerPresence } from "./types.ts";

export interface PresentationOptions {
  /** The server's address, base path included: `https://live.example.com/viewings`. */
  readonly server: string;
  /** A development's id. */
  readonly project: string;
  /** The agent's token. Requested again when the server rejects the last one. */
  readonly token: () => string | Promise<string>;
}

/** Options of a presentation; by default one hour without a PIN. */
export interface StartOptions {
  readonly minutes?: number;
  readonly buyer?: { readonly name: string };
  /** 4 to 8 digits. */
  readonly pin?: string;
  readonly maxViewers?: number;
}

export interface Started {
  readonly id: string;
  /** The buyer's link, including the secret. */
  readonly link: string;
  /** ISO 8601. */
  readonly expiresAt: string;
}

export type PresentationStatus =
  | { readonly kind: "idle" }
  | { readonly kind: "starting" }
  | { readonly kind: "live"; readonly started: Started; readonly connection: ConnectionState }
  /** `reason` is that of the socket's close: `ended`, `expired`, `replaced` and so on. */
  | { readonly kind: "ended"; readonly started: Started; readonly reason: string };

/** The presentations of one page, one at a time. */
export interface PresentationHandle {
  readonly options: PresentationOptions;
  readonly status: Store<PresentationStatus>;
  /** What buyers see, or will see first; `undefined` before anything was shown. */
  readonly view: Store<View | undefined>;
  readonly viewers: Store<readonly ViewerPresence[]>;
  /** Resolves to the link, or to that of the live presentation. Rejects with an `ApiError`, and nothing is started then. */
  readonly present: (options?: StartOptions) => Promise<Started>;
  /** Shows a view to the buyers; before `present`, it is the first that they will see. */
  readonly show: (view: View) => void;
  /** Ends it for everybody. Rejects with an `ApiError`. */
  readonly end: () => Promise<void>;
  /** Leaves without ending it: the server waits some time for its agent. `present` may be called again. Idempotent. */
  readonly close: () => void;
}

const NOBODY: readonly ViewerPresence[] = [];

/** Calls of the agent, each repeated once with a new token when the server refuses the one it had. */
function openCalls({ server, token: getToken }: PresentationOptions) {
  let token: string | undefined;
  const api = createApi({ origin: server, token: () => token });
  return async <Answer>(call: (api: Api) => Promise<Answer>): Promise<Answer> => {
    token ??= await getToken();
    try {
      return await call(api);
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== "unauthorized") throw error;
      token = await getToken();
      return call(api);
    }
  };
}

/** Creates a handle. Nothing is sent to the server before `present`. */
export function openPresentation(given: PresentationOptions): PresentationHandle {
  const options = { ...given, server: given.server.replace(/\/$/, "") };
  const call = openCalls(options);
  const status = createStore<PresentationStatus>({ kind: "idle" });
  const view = createStore<View | undefined>(undefined);
  const viewers = createStore<readonly ViewerPresence[]>(NOBODY);
  let session: AgentSession | undefined;
  let starting: Promise<Started> | undefined;
  /** Number of closings: a response from before the latest one opens nothing. */
  let times = 0;

  const leave = (): void => {
    session?.close();
    session = undefined;
    viewers.set(NOBODY);
  };

  const end = (started: Started, reason: string): void => {
    leave();
    status.set({ kind: "ended", started, reason });
  };

  const follow = (opened: AgentSession, started: Started): void => {
    const look = (): void => {
      const connection = opened.connection.get();
      if (connection.kind === "closed") return end(started, connection.reason);
      status.set({ kind: "live", started, connection });
    };
    opened.connection.subscribe(look);
    opened.viewers.subscribe(() => viewers.set(opened.viewers.get()));
    opened.state.subscribe(() => {
      const shared = opened.state.get()?.view;
      if (shared !== undefined && opened === session) view.set(shared);
    });
    look();
  };

  const start = async (asked: StartOptions): Promise<Started> => {
    const own = times;
    status.set({ kind: "starting" });
    const created = await call((api) =>
      api.createPresentation({ project: options.project, ...asked }),
    );
    const { id, link, expiresAt } = created;
    const issue = () => call((api) => api.token(id, "agent"));
    const { token, room } = await issue().catch(async (error: unknown) => {
      // Otherwise its link would open a presentation without an agent.
      await call((api) => api.end(id)).catch(() => {});
      throw error;
    });
    const started = { id, link, expiresAt };
    if (own !== times) return started;
    session = openAgentSession({
      origin: options.server,
      room,
      token,
      renewToken: async () => (await issue()).token,
      clock: browserClock,
      page: typeof document === "undefined" ? noPage : browserPage,
    });
    const first = view.get();
    if (first !== undefined) session.write({ view: first });
    follow(session, started);
    return started;
  };

  return {
    options,
    status,
    view,
    viewers,
    present: (asked = {}) => {
      const now = status.get();
      if (now.kind === "live") return Promise.resolve(now.started);
      starting ??= start(asked)
        .catch((error: unknown) => {
          status.set({ kind: "idle" });
          throw error;
        })
        .finally(() => {
          starting = undefined;
        });
      return starting;
    },
    show: (next) => {
      view.set(next);
      session?.write({ view: next });
    },
    end: async () => {
      const now = status.get();
      if (now.kind !== "live") return;
      await call((api) => api.end(now.started.id));
      if (status.get().kind === "live") end(now.started, "ended");
    },
    close: () => {
      times += 1;
      leave();
      status.set({ kind: "idle" });
    },
  };
}
