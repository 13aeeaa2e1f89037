import type { Unit } from "../../../schema/catalogue/catalogue.ts";
import { StatusMark } from "../../ui/StatusMark.tsx";
import { useWords } from "../../ui/text/words.ts";
import { useCallback, useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { browserTiming } from "../../ui/timing.ts";
import { useJustChanged } from "../building/useJustChanged.ts";

interface HomeTitleProps {
  readonly unit: Unit;
  readonly form: "desk" | "phone";
}

/** The number in the development's voice, the status at the line's end. */
export function HomeTitle({ unit, form }: HomeTitleProps) {
  const words = useWords();
  const name = words.unit(unit);
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4">
      <h1
        className="line-clamp-2 font-display text-[min(2.375rem,13vw)] leading-tight"
        title={name}
      >
        <bdi dir={unit.label === undefined ? undefined : "ltr"}>{name}</bdi>
      </h1>
      <div className={`text-end ${form === "phone" ? "text-lg" : "text-sm"}`}>
        {unit.status !== undefined && (
          <StatusMark status={unit.status} word size={form === "phone" ? 13 : 11} />
        )}
        <JustChanged key={unit.id} unit={unit} />
      </div>
    </div>
  );
}

/** For so long a change is "just now" to somebody who reads about the home. */
const SAID_FOR_MS = 60_000;

/** "Just reserved", for those who have the home open while it happens. */
function JustChanged({ unit }: { readonly unit: Unit }) {
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
