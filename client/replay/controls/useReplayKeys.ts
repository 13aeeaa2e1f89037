import { useEffect } from "react";
import type { Replay } from "../openReplay.ts";
import { chapterFrom } from "./steps.ts";

/** Step of an arrow key, in ms. */
const STEP_MS = 5_000;

const TYPING = "textarea, select, [contenteditable], input:not([type=range])";
/** Elements that the space bar presses. */
const PRESSED = "button, a, summary, [role=button], [role=option], [role=tab]";

/** Keys by their position on the keyboard, so that they are the same in every language's layout. */
type Act = (replay: Replay, key: KeyboardEvent) => void;

const seekBy = ({ player }: Replay, ms: number): void => player.seek(player.position.get() + ms);

/** 1 forward, -1 back. With shift to the next chapter. */
const step =
  (way: 1 | -1): Act =>
  (replay, { shiftKey }) =>
    shiftKey ? replay.player.seek(chapterFrom(replay, way)) : seekBy(replay, way * STEP_MS);

/** Arrow keys seek in their direction on screen. */
const arrow =
  (way: 1 | -1): Act =>
  (replay, key) =>
    step(document.documentElement.dir === "rtl" ? (way === 1 ? -1 : 1) : way)(replay, key);

const ACTS: Readonly<Record<string, Act>> = {
  Space: ({ player }) => (player.status.get().isPlaying ? player.pause() : player.play()),
  ArrowRight: arrow(1),
  ArrowLeft: arrow(-1),
  Home: ({ player }) => player.seek(0),
  End: ({ player, durationMs }) => player.seek(durationMs),
};

/** Further keys while the bar has the focus. */
const BAR_ACTS: Readonly<Record<string, Act>> = { ArrowUp: step(1), ArrowDown: step(-1) };

function actOf({ code, target }: KeyboardEvent): Act | undefined {
  const element = target instanceof Element ? target : undefined;
  if (element?.closest(TYPING) != null) return undefined;
  if (code === "Space" && element?.closest(PRESSED) != null) return undefined;
  const tenth = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (tenth !== undefined) {
    return ({ player, durationMs }) => player.seek((durationMs * Number(tenth)) / 10);
  }
  const isBar = element instanceof HTMLInputElement;
  return ACTS[code] ?? (isBar ? BAR_ACTS[code] : undefined);
}

/** The page's keys while a replay is open: space, arrows, Home, End, and digits for tenths of it. */
export function useReplayKeys(replay: Replay): void {
  useEffect(() => {
    const press = (key: KeyboardEvent) => {
      if (key.defaultPrevented || key.ctrlKey || key.metaKey || key.altKey) return;
      const act = actOf(key);
      if (act === undefined) return;
      key.preventDefault();
      act(replay, key);
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [replay]);
}
