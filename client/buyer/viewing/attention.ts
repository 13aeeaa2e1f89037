import { equalJson } from "../../../schema/values/equalJson.ts";
import { createThrottle } from "../../base/throttle.ts";
import type { Attention } from "../../../schema/presentation/awareness.ts";
import { unitView, type View } from "../../../schema/presentation/presentation.ts";
import { homeOver } from "../../stage/over.ts";
import { shownOver, type Following, type FollowingStore } from "./following.ts";
import type { Clock } from "../../base/clock.ts";
import type { PageSignals } from "../../base/pageSignals.ts";
import type { ViewerSession } from "../../session/types.ts";

/** Minimum interval between two attention updates. */
export const ATTENTION_PERIOD_MS = 500;

interface PageCover {
  readonly isHidden: boolean;
  /** The buyer's own menu lies over the view. */
  readonly isCovered: boolean;
}

/** The attention that this page publishes. Everything that makes the screen differ from the agent's counts as exploring. */
export function attentionOf(following: Following, { isHidden, isCovered }: PageCover): Attention {
  if (isHidden) return { state: "hidden" };
  if (following.kind === "following") return { state: isCovered ? "exploring" : "following" };
  const home = homeOver(shownOver(following));
  const view: View | undefined = home === undefined ? following.trail.at(-1)?.view : unitView(home);
  return view === undefined ? { state: "exploring" } : { state: "exploring", view };
}

/** Reports attention: the first value at once, later ones at most every `ATTENTION_PERIOD_MS`, none twice in a row. */
export interface AttentionReport {
  say(attention: Attention): void;
  /** Idempotent. */
  close(): void;
}

export function openAttentionReport(
  attend: (attention: Attention) => void,
  clock: Pick<Clock, "now" | "after">,
): AttentionReport {
  let said: Attention | undefined;
  const throttle = createThrottle<Attention>(clock, ATTENTION_PERIOD_MS, (attention) => {
    said = attention;
    attend(attention);
  });
  return {
    say: (attention) => {
      if (equalJson(attention, said)) throttle.cancel();
      // A page that is being hidden may be frozen before any timer.
      else if (attention.state === "hidden") throttle.pushNow(attention);
      else throttle.push(attention);
    },
    close: throttle.cancel,
  };
}

export interface AttentionOptions {
  readonly session: Pick<ViewerSession, "attend">;
  readonly following: FollowingStore;
  readonly clock: Clock;
  readonly page: PageSignals;
}

/** Publishes this page's attention whenever it changes. */
export interface OwnAttention {
  /** Whether the buyer's own menu lies over the view. */
  readonly cover: (isCovered: boolean) => void;
  /** Idempotent. */
  close(): void;
}

export function openAttention({ session, following, clock, page }: AttentionOptions): OwnAttention {
  const report = openAttentionReport((attention) => session.attend(attention), clock);
  let isCovered = false;
  const say = () =>
    report.say(attentionOf(following.get().following, { isHidden: page.isHidden(), isCovered }));
  const stops = [following.subscribe(say), page.onVisibility(say)];
  say();
  return {
    cover: (covered) => {
      isCovered = covered;
      say();
    },
    close: () => {
      for (const stop of stops) stop();
      report.close();
    },
  };
}
