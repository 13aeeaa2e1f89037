import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Chapter } from "../../../schema/history/chapters.ts";
import type { View } from "../../../schema/presentation/presentation.ts";
import type { Replay } from "../openReplay.ts";
import { playedTime } from "./playedTime.ts";
import "../replay.css";

interface ScrubBarProps {
  readonly replay: Replay;
  readonly viewWords: (view: View) => string;
}

/** Minimum distance of two chapter marks, as a share of the bar. */
const LEAST_GAP = 0.012;

/** Shares of the bar at which chapters begin, without the first. */
function gapsOf(chapters: readonly Chapter[], durationMs: number): readonly number[] {
  const gaps: number[] = [];
  for (const { from } of chapters) {
    const share = from / durationMs;
    if (share - (gaps.at(-1) ?? 0) >= LEAST_GAP && 1 - share >= LEAST_GAP) gaps.push(share);
  }
  return gaps;
}

/** The replay's time as a bar with a gap where each chapter begins. The player moves it without React. */
export function ScrubBar({ replay, viewWords }: ScrubBarProps) {
  const { player, chapters, durationMs } = replay;
  const { t } = useTranslation("replay");
  const input = useRef<HTMLInputElement>(null);
  const played = useRef<HTMLDivElement>(null);
  const gaps = useMemo(() => gapsOf(chapters, durationMs), [chapters, durationMs]);
  useEffect(() => {
    let said = "";
    const draw = () => {
      const positionMs = player.position.get();
      if (input.current === null || played.current === null) return;
      input.current.value = String(positionMs);
      played.current.style.inlineSize = `${(positionMs / durationMs) * 100}%`;
      const view = chapters[replay.chapter.get()]?.view;
      const times = { time: playedTime(positionMs), total: playedTime(durationMs) };
      const says =
        view === undefined
          ? t("at", times)
          : t("valueText", { ...times, chapter: viewWords(view) });
      if (says !== said) input.current.setAttribute("aria-valuetext", says);
      said = says;
    };
    draw();
    return player.position.subscribe(draw);
  }, [replay, player, chapters, durationMs, t, viewWords]);
  return (
    <div className="relative h-(--target)">
      <div
        aria-hidden="true"
        className="absolute inset-x-[9px] top-1/2 h-1 -translate-y-1/2 bg-line-strong"
      >
        <div ref={played} className="h-full bg-ink" />
        {gaps.map((share) => (
          <span
            key={share}
            className="absolute inset-y-0 w-0.5 bg-ground"
            style={{ insetInlineStart: `${share * 100}%` }}
          />
        ))}
      </div>
      <input
        ref={input}
        type="range"
        aria-label={t("position")}
        min={0}
        max={durationMs}
        step="any"
        defaultValue={0}
        onChange={(change) => player.seek(Number(change.target.value))}
        className="scrub absolute inset-0"
      />
    </div>
  );
}
