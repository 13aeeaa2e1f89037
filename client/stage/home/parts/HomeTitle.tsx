import type { Unit } from "../../../../schema/catalogue/catalogue.ts";
import { StatusMark } from "../../../ui/StatusMark.tsx";
import { useWords } from "../../../ui/text/words.ts";
import { useCallback, useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { browserTiming } from "../../../ui/timing.ts";
import { useJustChanged } from "../../building/board/useJustChanged.ts";

interface HomeTitleProps {
  readonly unit: Unit;
  readonly form: "desk" | "phone";
}

/** The number in the display font, the status at the end of the line. */
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

/** How long a change is called "just now" on the open home's page. */
const SAID_FOR_MS = 60_000;

/** "Just reserved", if the status changes while the home is open. */
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
