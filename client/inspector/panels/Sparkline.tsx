import { useState } from "react";
import { useTranslation } from "react-i18next";
import { clockTime } from "../figures.ts";
import type { Second } from "../model/timeline.ts";
import { useNow } from "../useNow.ts";
import type { MomentProps } from "./Timeline.tsx";

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

/** Sums seconds up into bars, the oldest first. */
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

const colourOf = ({ frames, others, refused }: Bar): string => {
  if (refused > 0) return "fill-danger";
  return others * 2 > frames ? "fill-other" : "fill-gold-mark";
};

/** How much happened, with a handle to the moment that is shown. At its end the handle is now. */
export function Sparkline({ model, moment, onMoment }: MomentProps) {
  const { t } = useTranslation("inspector");
  const nowMs = useNow(1000);
  const [seconds, setSeconds] = useState<number>(WINDOWS[0].seconds);
  const [held, setHeld] = useState(nowMs);
  const frozen = moment !== undefined && moment <= held && moment >= held - seconds * 1000;
  if (!frozen && held !== nowMs) setHeld(moment === undefined ? nowMs : moment + seconds * 500);
  const endMs = Math.ceil((frozen ? held : nowMs) / 1000) * 1000;
  const startMs = endMs - seconds * 1000;
  const bars = sumUp(model.timeline.seconds, startMs, (seconds * 1000) / BARS);
  const most = Math.max(8, ...bars.map(({ frames }) => frames));
  const value = moment ?? endMs;
  return (
    <div className="pb-1">
      <div dir="ltr" className="relative h-12 pt-2">
        <svg
          aria-hidden="true"
          viewBox={`0 0 ${BARS * 4} 30`}
          preserveAspectRatio="none"
          className="h-9 w-full"
        >
          {bars.map((bar, position) => {
            const height = bar.frames === 0 ? 1 : 2 + Math.sqrt(bar.frames / most) * 28;
            return (
              <rect
                key={position}
                x={position * 4}
                y={30 - height}
                width={2.8}
                height={height}
                className={bar.frames === 0 ? "fill-line-strong" : colourOf(bar)}
              />
            );
          })}
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
