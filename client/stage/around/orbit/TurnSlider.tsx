import { Rotate3d } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Store } from "../../../base/store.ts";
import { useFormat } from "../../../ui/text/format.ts";
import { browserTiming } from "../../../ui/timing.ts";
import { TURN_RESTS_MS } from "./orbitMotion.ts";

export interface TurnSliderProps {
  /** The current frame. */
  readonly turned: Store<number>;
  readonly count: number;
  readonly onTurn: (frame: number) => void;
  readonly onRest: () => void;
}

/**
 * The direction as a slider. While the building turns, only a mark in place of the input's thumb moves, unless the input has
 * the focus: writing the value repaints the input, and a phone then shows the whole frame late.
 */
export function TurnSlider({ turned, count, onTurn, onRest }: TurnSliderProps) {
  const { t } = useTranslation("stage");
  const { number } = useFormat();
  const slider = useRef<HTMLInputElement>(null);
  const thumb = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let cancelRest = () => {};
    const write = () => {
      const input = slider.current;
      if (input === null) return;
      const shown = turned.get();
      const degrees = number(Math.round((shown / count) * 360));
      input.value = String(shown);
      input.setAttribute("aria-valuetext", t("orbit.degrees", { degrees }));
    };
    const move = () => {
      const share = count > 1 ? turned.get() / (count - 1) : 0;
      if (thumb.current !== null) {
        thumb.current.style.transform = `translateX(calc(${share} * (100cqw - 100%)))`;
      }
      cancelRest();
      if (document.activeElement === slider.current) write();
      else cancelRest = browserTiming.after(TURN_RESTS_MS, write);
    };
    move();
    write();
    const unsubscribe = turned.subscribe(move);
    return () => {
      unsubscribe();
      cancelRest();
    };
  }, [turned, count, number, t]);
  return (
    <label className="orbit-turn">
      <Rotate3d size={18} strokeWidth={1.5} aria-hidden="true" />
      <span className="orbit-track">
        <input
          ref={slider}
          type="range"
          min={0}
          max={count - 1}
          step={1}
          defaultValue={0}
          aria-label={t("orbit.turn")}
          onChange={({ target }) => onTurn(Number(target.value))}
          onPointerUp={onRest}
          onKeyUp={onRest}
        />
        <span ref={thumb} className="orbit-thumb" />
      </span>
    </label>
  );
}
