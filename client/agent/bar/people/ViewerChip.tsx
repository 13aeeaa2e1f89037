import { Heart } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ProjectIndex } from "../../../../schema/catalogue/projectIndex.ts";
import type { ViewerPresence } from "../../../session/types.ts";
import { ViewerMark } from "../../../ui/ViewerMark.tsx";
import { useFormat } from "../../../ui/text/format.ts";
import { moodOf } from "../../desk/buyers/viewerMood.ts";
import { useDuration } from "../../parts/useDuration.ts";
import { useViewWords } from "../../../stage/useViewWords.ts";

interface ViewerChipProps {
  readonly viewer: ViewerPresence;
  readonly index: ProjectIndex;
  readonly nowMs: number;
  /** Without durations and without texts that the mark expresses alone. */
  readonly brief: boolean;
}

/** One viewer: its state and duration. The name is truncated before the state. */
export function ViewerChip({ viewer, index, nowMs, brief }: ViewerChipProps) {
  const { t } = useTranslation(["agent", "common"]);
  const duration = useDuration();
  const viewWords = useViewWords(index);
  const format = useFormat();
  const mood = moodOf(viewer);
  const { hearts = [] } = viewer;
  const name = viewer.name === "" ? t("bar.guest") : viewer.name;
  const { transport = "websocket", measures = {} } = viewer;
  const reads = [
    measures.area && t(`common:areas.${measures.area}`),
    measures.currency && `≈ ${measures.currency}`,
  ].filter((measure) => measure !== undefined);
  const way = t(`bar.transport.${transport}`);
  const words = () => {
    const since = duration(nowMs - viewer.attentionSinceMs);
    const view = viewer.attention?.view;
    if (mood === "lost" || mood === "hidden") return t(`bar.${mood}`);
    if (mood === "following") {
      return t("bar.following", { duration: duration(nowMs - viewer.sinceMs) });
    }
    if (brief) {
      return view === undefined
        ? t("phone.exploring")
        : t("bar.lookingAt", { place: viewWords(view) });
    }
    return view === undefined
      ? t("bar.exploring", { duration: since })
      : t("bar.exploringAt", { place: viewWords(view), duration: since });
  };
  return (
    <li className="flex h-8 shrink-0 items-center gap-2 rounded-pill bg-recess ps-2 pe-4 text-sm whitespace-nowrap">
      <ViewerMark mood={mood} />
      <bdi
        title={[name, way, ...reads].join(" · ")}
        className={`truncate text-ink ${brief ? "max-w-[12ch] lg:max-w-[14ch]" : "max-w-[18ch]"}`}
      >
        {name}
      </bdi>
      <span className={brief && mood === "following" ? "sr-only" : "text-ink-2"}>{words()}</span>
      {transport !== "websocket" && <span className="text-ink-2">({way})</span>}
      {reads.length > 0 && (
        <span className={brief ? "sr-only" : "text-ink-2"}>{reads.join(" · ")}</span>
      )}
      {hearts.length > 0 && (
        <span className="flex items-center gap-1 text-ink">
          <Heart aria-hidden="true" className="size-3.5" fill="currentColor" strokeWidth={1.5} />
          <span aria-hidden="true">{format.number(hearts.length)}</span>
          <span className="sr-only">{t("bar.likes", { count: hearts.length })}</span>
        </span>
      )}
    </li>
  );
}
