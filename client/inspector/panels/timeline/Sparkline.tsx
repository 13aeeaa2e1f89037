import { useState } from "react";
import { useTranslation } from "react-i18next";
import { clockTime } from "../../figures.ts";
import type { Second } from "../../model/timeline.ts";
import { secondOf, useScheduledRender } from "../../useScheduledRender.ts";
import type { MomentProps } from "./momentProps.ts";

const BARS = 60;
const WINDOWS = [
  { seconds: 60, label: "timeline.minute" },
  { seconds: 600, label: "timeline.tenMinutes" },
  { seconds: 3600, label: "timeline.hour" },
] as const;

interface Bar {
  frames: number;
  others: number;
  refused: number;
}

/** Aggregates seconds into bars, oldest first. */
function sumUp(seconds: Iterable<Second>, startMs: number, barMs: number): readonly Bar[] {
  const bars = Array.from({ length: BARS }, (): Bar => ({ frames: 0, others: 0, refused: 0 }));
  for (const { atMs, frames, others, refused } of seconds) {
    const bar = bars[Math.floor((atMs - startMs) / barMs)];
    if (bar === undefined) continue;
    bar.frames += frames;
    bar.others += others;
    bar.refused += refused;
  }
  return bars;
}

const KINDS = {
  none: "fill-line-strong",
  agent: "fill-gold-mark",
  others: "fill-other",
  refused: "fill-danger",
} as const;

function kindOf({ frames, others, refused }: Bar): keyof typeof KINDS {
  if (refused > 0) return "refused";
  if (frames === 0) return "none";
  return others * 2 > frames ? "others" : "agent";
}

/** All bars of one kind as one SVG path. */
function shapeOf(bars: readonly Bar[], kind: keyof typeof KINDS): string {
  const most = Math.max(8, ...bars.map(({ frames }) => frames));
  return bars
    .map((bar, position) => {
      if (kindOf(bar) !== kind) return "";
      const height = bar.frames === 0 ? 1 : 2 + Math.sqrt(bar.frames / most) * 28;
      return `M${position * 4} 30v-${height.toFixed(1)}h2.8V30z`;
    })
    .join("");
}

/** Event counts over time, with a handle for the shown moment. The handle's end position means "now". */
export function Sparkline({ model, moment, onMoment }: MomentProps) {
  const { t } = useTranslation("inspector");
  const { nowMs, place } = useScheduledRender<HTMLDivElement>(secondOf);
  const [seconds, setSeconds] = useState<number>(WINDOWS[0].seconds);
  const [held, setHeld] = useState(nowMs);
  const frozen = moment !== undefined && moment <= held && moment >= held - seconds * 1000;
  if (!frozen && held !== nowMs) setHeld(moment === undefined ? nowMs : moment + seconds * 500);
  const endMs = Math.ceil((frozen ? held : nowMs) / 1000) * 1000;
  const startMs = endMs - seconds * 1000;
  const bars = sumUp(model.timeline.seconds, startMs, (seconds * 1000) / BARS);
  const value = moment ?? endMs;
  return (
    <div ref={place} className="pb-1 contain-content">
      <div dir="ltr" className="relative h-12 pt-2">
        <svg
          aria-hidden="true"
          viewBox={`0 0 ${BARS * 4} 30`}
          preserveAspectRatio="none"
          className="h-9 w-full"
        >
          {Object.entries(KINDS).map(([kind, className]) => (
            <path key={kind} d={shapeOf(bars, kind as keyof typeof KINDS)} className={className} />
          ))}
        </svg>
        <input
          type="range"
          aria-label={t("timeline.scrub")}
          aria-valuetext={clockTime(value)}
          min={startMs}
          max={endMs}
          step={Math.max(10, seconds)}
          value={Math.min(Math.max(value, startMs), endMs)}
          onChange={({ target }) => {
            const chosen = target.valueAsNumber;
            onMoment(chosen >= endMs - seconds * 10 ? undefined : chosen);
          }}
          className="inspector-scrub absolute inset-0 w-full"
        />
      </div>
      <div dir="ltr" className="flex items-center justify-between text-2xs text-ink-3">
        <span>{clockTime(startMs, false)}</span>
        <select
          aria-label={t("timeline.window")}
          value={seconds}
          onChange={({ target }) => setSeconds(Number(target.value))}
          className="rounded-sm bg-transparent text-2xs text-ink-2 max-md:text-lg"
        >
          {WINDOWS.map((window) => (
            <option key={window.seconds} value={window.seconds}>
              {t(window.label)}
            </option>
          ))}
        </select>
        <span>{clockTime(endMs, false)}</span>
      </div>
    </div>
  );
}
