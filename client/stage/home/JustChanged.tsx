import { useCallback, useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Unit } from "../../../schema/catalogue.ts";
import { browserTiming } from "../../ui/timing.ts";
import { useJustChanged } from "../building/useJustChanged.ts";

/** For so long a change is "just now" to somebody who reads about the home. */
const SAID_FOR_MS = 60_000;

/** "Just reserved", for those who have the home open while it happens. */
export function JustChanged({ unit }: { readonly unit: Unit }) {
  const { t } = useTranslation("stage");
  const units = useMemo(() => [unit], [unit]);
  const { changed, shown } = useJustChanged(units);
  const { id, status } = unit;
  const isChanged = changed.has(id);
  const forget = useCallback(() => shown(id), [shown, id]);
  useEffect(
    () =>
      isChanged && status !== undefined ? browserTiming.after(SAID_FOR_MS, forget) : undefined,
    [isChanged, status, forget],
  );
  return (
    <output className="block">
      {isChanged && status !== undefined && (
        <span key={status} className="just-changed">
          {t(`building.justNow.${status}`)}
        </span>
      )}
    </output>
  );
}
