import { useDesk } from "../deskContext.ts";
import { usePresenters } from "../useLiveState.ts";
import { useEffect, useEffectEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Presenter } from "../../session/types.ts";
import { useStore } from "../../base/react/useStore.ts";
import type { Notices } from "../desk/notices.ts";
import { usePresenterName } from "../parts/usePresenterName.ts";
import { useViewWords } from "../../stage/useViewWords.ts";

/** Announces presenters who came or left, and to screen readers the views that others open. */
export function PresenterAnnouncer() {
  const { desk, notices } = useDesk();
  const presenters = usePresenters();
  const { t } = useTranslation("agent");
  const place = useViewWords(useStore(desk.index));
  const { view } = useStore(desk.state);
  const nameOf = usePresenterName();
  useArrivals(presenters, notices);
  const opener = presenters.find(({ own, active, opened }) => !own && active && opened);
  return (
    <p aria-live="polite" className="sr-only">
      {opener !== undefined && t("presenters.said", { name: nameOf(opener), place: place(view) })}
    </p>
  );
}

/** By name: a page that was reloaded is the same colleague. */
function useArrivals(presenters: readonly Presenter[], notices: Notices): void {
  const { t } = useTranslation("agent");
  const nameOf = usePresenterName();
  const known = useRef<readonly string[]>([]);
  const say = useEffectEvent((key: "came" | "gone", name: string) =>
    notices.show({ text: t(`presenters.${key}`, { name: nameOf({ name }) }) }),
  );
  useEffect(() => {
    // While this page is out of the room, no presenter has left.
    if (presenters.length === 0) return;
    const now = presenters.filter(({ own }) => !own).map(({ name }) => name);
    const came = now.find((name) => !known.current.includes(name));
    const gone = known.current.find((name) => !now.includes(name));
    known.current = now;
    if (came !== undefined) say("came", came);
    else if (gone !== undefined) say("gone", gone);
  }, [presenters]);
}
