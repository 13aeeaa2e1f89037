import { useTranslation } from "react-i18next";
import type { PresentationResponse } from "../../../schema/api.ts";
import { useDuration } from "../useDuration.ts";
import { watchersOf, type Watcher } from "./watchers.ts";

/** Who watched and for how long. */
export function Watchers({ presentation }: { readonly presentation: PresentationResponse }) {
  const { t } = useTranslation("agent");
  const duration = useDuration();
  const watchers = watchersOf(presentation);
  const { visits = [], visitCount = visits.length } = presentation;
  const earlier = visitCount - visits.length;
  const said = ({ durationMs, now }: Watcher) => {
    if (now) return t("records.now");
    if (durationMs === undefined) return undefined;
    return durationMs < 60_000 ? t("records.brief") : duration(durationMs);
  };
  if (watchers.length === 0) return <p className="text-sm text-ink-3">{t("records.nobody")}</p>;
  return (
    <ul aria-label={t("records.watched")} className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
      {watchers.map((watcher) => (
        <li key={watcher.name}>
          <bdi>{watcher.name === "" ? t("records.unnamed") : watcher.name}</bdi>{" "}
          <span className="whitespace-nowrap text-ink-3">{said(watcher)}</span>
        </li>
      ))}
      {earlier > 0 && <li className="text-ink-3">{t("records.earlier", { count: earlier })}</li>}
    </ul>
  );
}
