import { useTranslation } from "react-i18next";
import type { PresentationResponse } from "../../../schema/protocol/api.ts";
import { useDuration } from "../parts/useDuration.ts";

/** The viewers of a presentation and how long they watched. */
export function ViewerList({ presentation }: { readonly presentation: PresentationResponse }) {
  const { t } = useTranslation("agent");
  const duration = useDuration();
  const watchers = pastViewersOf(presentation);
  const { visits = [], visitCount = visits.length } = presentation;
  const earlier = visitCount - visits.length;
  const said = ({ durationMs, now }: PastViewer) => {
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

/** A viewer of a presentation. `durationMs` is `undefined` where the end was not recorded. */
export interface PastViewer {
  readonly name: string;
  readonly durationMs: number | undefined;
  readonly now: boolean;
}

/** The viewers by name; visits under the same name are added up. */
export function pastViewersOf({
  visits = [],
  viewers,
}: PresentationResponse): readonly PastViewer[] {
  const watching = new Set(viewers.map(({ name }) => name));
  const byName = Map.groupBy(visits, ({ name }) => name);
  return [...byName].map(([name, stays]) => {
    const lengths = stays.flatMap(({ from, to }) =>
      to === undefined ? [] : [Math.max(0, Date.parse(to) - Date.parse(from))],
    );
    return {
      name,
      durationMs: lengths.length === 0 ? undefined : lengths.reduce((sum, length) => sum + length),
      now: watching.has(name),
    };
  });
}
