import { Heart, Smartphone } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Chapter } from "../../../../schema/history/chapters.ts";
import type { ProjectIndex } from "../../../../schema/catalogue/projectIndex.ts";
import { useViewWords } from "../../../stage/useViewWords.ts";
import { IconButton } from "../../../ui/IconButton.tsx";
import { useWords } from "../../../ui/text/words.ts";
import { useSpan } from "../../parts/useSpan.ts";
import type { SeenBuyer } from "./seen.ts";
import { useBuyerName, useHomeName } from "./seenWords.ts";
import type { TimelineEntry } from "./timeline.ts";

interface TimelineProps {
  readonly entries: readonly TimelineEntry[];
  readonly buyers: readonly SeenBuyer[];
  readonly index: ProjectIndex;
  readonly onPresentAgain: (chapter: Chapter) => void;
}

/** A presentation's events in order: views, arrivals, likes and departures. */
export function Timeline({ entries, buyers, index, onPresentAgain }: TimelineProps) {
  const { t } = useTranslation("agent");
  const words = useWords();
  return (
    <section aria-label={t("seen.timeline")}>
      <h4 className="text-sm text-ink-3">{t("seen.timeline")}</h4>
      <ol className="mt-1 max-h-64 overflow-y-auto text-sm">
        {entries.map((entry, place) => (
          <li key={place} className="flex items-center gap-4 border-b border-line py-1.5">
            <time dateTime={new Date(entry.at).toISOString()} className="shrink-0 text-ink-3">
              {words.time(new Date(entry.at))}
            </time>
            {"chapter" in entry ? (
              <Shown chapter={entry.chapter} index={index} onPresentAgain={onPresentAgain} />
            ) : (
              <Done entry={entry} buyers={buyers} index={index} />
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

interface ShownProps extends Pick<TimelineProps, "index" | "onPresentAgain"> {
  readonly chapter: Chapter;
}

function Shown({ chapter, index, onPresentAgain }: ShownProps) {
  const { t } = useTranslation("agent");
  const viewWords = useViewWords(index);
  const span = useSpan();
  const { from, to, view } = chapter;
  const place = viewWords(view);
  return (
    <>
      <span className="min-w-0 flex-1">{place}</span>
      <span className="shrink-0 text-ink-2">{span(to - from)}</span>
      <IconButton
        label={t("again.from", { place })}
        size="bar"
        onPress={() => onPresentAgain(chapter)}
      >
        <Smartphone aria-hidden="true" className="size-4" strokeWidth={1.5} />
      </IconButton>
    </>
  );
}

interface DoneProps extends Pick<TimelineProps, "buyers" | "index"> {
  readonly entry: Extract<TimelineEntry, { readonly by: string }>;
}

function Done({ entry: { by, did }, buyers, index }: DoneProps) {
  const { t } = useTranslation("agent");
  const homeName = useHomeName(index);
  const buyerName = useBuyerName();
  const name = buyerName(
    buyers.find(({ subject }) => subject === by) ?? { subject: by, name: undefined },
  );
  if (did.kind !== "heart") {
    return <span className="min-w-0 flex-1 text-ink-2">{t(`seen.did.${did.kind}`, { name })}</span>;
  }
  return (
    <span className="flex min-w-0 flex-1 items-center gap-2 text-ink-2">
      <Heart
        aria-hidden="true"
        className="size-3.5 shrink-0"
        fill={did.liked ? "currentColor" : "none"}
        strokeWidth={1.5}
      />
      {t(did.liked ? "seen.did.liked" : "seen.did.unliked", { name, home: homeName(did.unit) })}
    </span>
  );
}
