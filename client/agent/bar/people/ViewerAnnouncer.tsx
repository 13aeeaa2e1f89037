import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ViewerPresence } from "../../../session/types.ts";
import { useViewers } from "../../useLiveState.ts";

type Viewers = readonly ViewerPresence[];

interface Change {
  readonly kind: "joined" | "gone";
  readonly name: string;
}

/** The first of `viewers` that `others` lacks. */
function firstNotIn(others: Viewers, viewers: Viewers): ViewerPresence | undefined {
  const ids = new Set(others.map(({ clientId }) => clientId));
  return viewers.find(({ clientId }) => !ids.has(clientId));
}

/** The first new viewer, else the first missing one; `undefined`: no difference. */
function changeBetween(before: Viewers, now: Viewers): Change | undefined {
  const came = firstNotIn(before, now);
  if (came !== undefined) return { kind: "joined", name: came.name };
  const left = firstNotIn(now, before);
  return left && { kind: "gone", name: left.name };
}

/** Announces arrivals and departures of viewers to screen readers. */
export function ViewerAnnouncer() {
  const viewers = useViewers();
  const { t } = useTranslation("agent");
  const [seen, setSeen] = useState<{ viewers: Viewers; last?: Change | undefined }>({
    viewers: [],
  });
  const { last } = seen;
  if (seen.viewers !== viewers) {
    setSeen({ viewers, last: changeBetween(seen.viewers, viewers) ?? last });
  }
  return (
    <p aria-live="polite" className="sr-only">
      {last && t(`bar.${last.kind}`, { name: last.name === "" ? t("bar.guest") : last.name })}
    </p>
  );
}
