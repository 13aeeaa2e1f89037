import type { SelfResponse } from "../../../../schema/protocol/api.ts";
import type { Clock } from "../../../base/clock.ts";
import type { PageSignals } from "../../../base/pageSignals.ts";
import { createStore, type Store } from "../../../base/store.ts";
import type { AgentPresence } from "../../../session/types.ts";
import { openPoll } from "../../../base/poll.ts";
import type { JoinApi } from "../../../join/joinApi.ts";
import { readProblem, type DoorProblem, type RefusalKind } from "../../../join/refusal.ts";

/** Poll interval: how late an extension shows. */
export const SELF_PERIOD_MS = 15_000;

export interface VisitWatchOptions {
  readonly api: Pick<JoinApi, "self">;
  readonly presentation: string;
  readonly token: () => string;
  readonly expiresAtMs: number;
  readonly clock: Clock;
  readonly page: PageSignals;
  /** Called when the token ran out before the presentation did: it was extended meanwhile. */
  readonly renew: () => Promise<unknown>;
  /** Called when the server ends the visit. A lost network is reported by the room's connection. */
  readonly onOver: (problem: DoorProblem) => void;
  /** The presenters' presence: the end changes when they leave. */
  readonly agent: Store<AgentPresence>;
}

export interface VisitWatch {
  readonly ends: Store<Ends>;
  /** Idempotent. */
  close(): void;
}

const OVER: ReadonlySet<RefusalKind> = new Set(["ended", "expired", "withdrawn"]);

/** Polls the server for the end of this visit. */
export function openVisitWatch(options: VisitWatchOptions): VisitWatch {
  const { clock, page, agent, expiresAtMs } = options;
  const ends = createStore<Ends>({ expiresAtMs, endsAtMs: expiresAtMs });
  const renew = async () => {
    // A failure is ignored: if the visit is over, the room closes with a reason.
    await options.renew().catch(() => undefined);
  };
  const ask = async () => {
    const answer = await options.api.self(options.presentation, options.token());
    if (answer.ok) {
      const next = endsIn(answer.value);
      // An unchanged answer renders nothing.
      if (!isSameEnds(next, ends.get())) ends.set(next);
      return;
    }
    const problem = readProblem(answer.problem, options.clock.now());
    if (problem.kind === "token_spent") return renew();
    if (problem.kind === "page" && OVER.has(problem.refusal.kind)) options.onOver(problem);
  };
  const stopAgent = agent.subscribe(() => {
    if (agent.get().kind === "away") void ask();
  });
  const stopPoll = openPoll({ clock, page, periodMs: SELF_PERIOD_MS, ask });
  return {
    ends,
    close: () => {
      stopAgent();
      stopPoll();
    },
  };
}

/** Ends of a viewing in ms since the epoch, from the server's last answer. */
export interface Ends {
  /** The link's own end. */
  readonly expiresAtMs: number;
  /** Expiry, or the earlier end of a viewing whose agent stays away. */
  readonly endsAtMs: number;
}

const endsIn = ({ expiresAt, endsAt }: SelfResponse): Ends => ({
  expiresAtMs: Date.parse(expiresAt),
  endsAtMs: Date.parse(endsAt),
});

const isSameEnds = (one: Ends, other: Ends): boolean =>
  one.expiresAtMs === other.expiresAtMs && one.endsAtMs === other.endsAtMs;

/**
 * Pure: the end that a page shows: the sooner one while no agent presents, since the server's answer may be older than
 * the agent's return.
 */
export function shownEnd({ expiresAtMs, endsAtMs }: Ends, agent: AgentPresence): number {
  const isThere = agent.kind === "present" || agent.kind === "unreachable";
  return isThere ? expiresAtMs : endsAtMs;
}
