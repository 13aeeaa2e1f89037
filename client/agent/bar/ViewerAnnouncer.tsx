import { useViewers } from "../useLiveState.ts";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

/** Announces viewers who came or left, to screen readers. */
export function ViewerAnnouncer() {
  const viewers = useViewers();
  const { t } = useTranslation("agent");
  const known = useRef<ReadonlyMap<number, string>>(new Map());
  const [said, setSaid] = useState("");
  useEffect(() => {
    const now = new Map(viewers.map(({ clientId, name }) => [clientId, name]));
    const came = [...now].find(([clientId]) => !known.current.has(clientId));
    const left = [...known.current].find(([clientId]) => !now.has(clientId));
    known.current = now;
    const someone = came ?? left;
    if (someone === undefined) return;
    const name = someone[1] === "" ? t("bar.guest") : someone[1];
    setSaid(came === undefined ? t("bar.gone", { name }) : t("bar.joined", { name }));
  }, [viewers, t]);
  return (
    <p aria-live="polite" className="sr-only">
      {said}
    </p>
  );
}
