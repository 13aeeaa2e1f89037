import { memo } from "react";
import { useTranslation } from "react-i18next";
import { clockTime } from "../../figures.ts";
import type { Entry } from "../../model/timeline.ts";
import { ActorDot } from "../ActorDot.tsx";

const COLUMNS =
  "grid w-full items-center gap-x-1.5 max-sm:content-center max-sm:grid-cols-[4.6rem_minmax(0,1fr)_3rem] sm:grid-cols-[5.4rem_6.4rem_4.6rem_minmax(0,1fr)_2.8rem_2.8rem_1.8rem]";

export function TimelineHead() {
  const { t } = useTranslation("inspector");
  return (
    <div
      className={`${COLUMNS} border-b border-line-strong px-2 py-1 text-2xs text-ink-3 max-sm:hidden`}
    >
      <span>{t("timeline.time")}</span>
      <span>{t("timeline.who")}</span>
      <span>{t("timeline.kind")}</span>
      <span>{t("timeline.touched")}</span>
      <span className="text-end">{t("timeline.bytes")}</span>
      <span className="text-end">{t("timeline.structs")}</span>
      <span className="text-end">{t("timeline.deletions")}</span>
    </div>
  );
}

interface TimelineRowProps {
  readonly entry: Entry;
  /** The entry's refusal; passed separately because the entry is mutated when it is rejected. */
  readonly refusal: string | undefined;
  readonly hasReports: boolean;
  readonly chosen: boolean;
  readonly onChoose: (moment: number | undefined) => void;
}

/** One line, two on a phone; pressing it shows the stage at that moment. */
export const TimelineRow = memo(function TimelineRow(props: TimelineRowProps) {
  const { t } = useTranslation("inspector");
  const { entry, refusal, hasReports, chosen, onChoose } = props;
  const { actor, name, kind, touched, count, bytes, structs, deletions } = entry;
  const words = touched.join(", ");
  const several = count > 1 ? ` ×${count}` : "";
  const role = actor === "server" ? t("server") : t(`people.${actor}`);
  const named = name === "" || actor === "inspector" ? role : name;
  const who = hasReports ? named : t(actor === "agent" ? "timeline.self" : "timeline.others");
  const isWrite = kind === "write" && actor !== "server";
  return (
    <button
      type="button"
      aria-pressed={chosen}
      onClick={() => onChoose(chosen ? undefined : entry.atMs)}
      className={`${COLUMNS} h-full px-2 text-start text-xs hover:bg-recess aria-pressed:bg-gold-wash aria-pressed:shadow-[inset_2px_0_var(--gold-mark)]`}
    >
      <span className="font-mono text-2xs text-ink-3">
        <span className="sm:hidden">{clockTime(entry.atMs, false)}</span>
        <span className="max-sm:hidden">{clockTime(entry.atMs)}</span>
      </span>
      <span className="flex min-w-0 items-center gap-2">
        <ActorDot actor={actor} />
        <span dir="auto" className="truncate">
          {who}
        </span>
      </span>
      <span className="truncate text-ink-2 max-sm:row-start-2">{t(`kind.${kind}`)}</span>
      <span
        className={`truncate font-mono text-2xs rtl:text-right max-sm:col-span-2 max-sm:row-start-2 ${refusal === undefined ? "" : "text-danger"}`}
        title={words}
        dir="auto"
      >
        {refusal === undefined ? words : t("timeline.refusedAs", { refusal })}
        {several}
      </span>
      <span className="text-end font-mono text-2xs">{bytes === 0 ? "" : bytes}</span>
      <span className="text-end font-mono text-2xs text-ink-3 max-sm:hidden">
        {isWrite && structs}
      </span>
      <span className="text-end font-mono text-2xs text-ink-3 max-sm:hidden">
        {isWrite && deletions}
      </span>
    </button>
  );
});
