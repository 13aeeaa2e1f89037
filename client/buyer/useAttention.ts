import { useEffect, useMemo } from "react";
import type { Clock } from "../session/clock.ts";
import type { PageSignals } from "../session/page.ts";
import type { ViewerSession } from "../session/types.ts";
import { attentionOf, openAttentionReport } from "./attention.ts";
import type { Following } from "./following.ts";

/** Keeps the agent told of what this page does. */
export function useAttention(
  session: ViewerSession,
  following: Following,
  { clock, page }: { readonly clock: Clock; readonly page: PageSignals },
): void {
  const report = useMemo(
    () => openAttentionReport((attention) => session.attend(attention), clock),
    [session, clock],
  );
  useEffect(() => () => report.close(), [report]);
  useEffect(() => {
    const say = () => report.say(attentionOf(following, page.isHidden()));
    say();
    return page.onVisibility(say);
  }, [report, following, page]);
}
