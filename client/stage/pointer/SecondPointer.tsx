import { useEffect, useRef, useState, type RefObject } from "react";
import { browserTiming, prefersReducedMotion } from "../../ui/timing.ts";
import type { Pointing, PointingSource } from "../pointing.ts";
import { drawArrow } from "./arrow.ts";
import { createPointerMotion } from "./pointerMotion.ts";
import { aimOfPointer } from "./target.ts";

interface SecondPointerProps {
  readonly area: RefObject<HTMLElement | null>;
  readonly source: PointingSource;
}

/** The hand of another one who presents, in paper instead of gold, always under a name. */
export function SecondPointer({ area, source }: SecondPointerProps) {
  const arrow = useRef<HTMLDivElement>(null);
  const [name, setName] = useState<string>();
  useEffect(() => {
    const stage = area.current;
    const hand = arrow.current;
    if (stage === null || hand === null) return;
    let last: Pointing["second"];
    const motion = createPointerMotion({
      timing: browserTiming,
      reducedMotion: prefersReducedMotion,
      aim: () => {
        const aim = aimOfPointer(stage, { pointer: source.get().second?.pointer });
        return aim?.way === undefined ? aim?.spot : undefined;
      },
      draw: (spot, resting) => drawArrow(hand, stage, spot, resting),
    });
    const update = () => {
      const { second } = source.get();
      if (JSON.stringify(second) === JSON.stringify(last)) return;
      last = second;
      if (second !== undefined) setName(second.name);
      motion.wake();
    };
    const stop = source.subscribe(update);
    stage.addEventListener("scroll", motion.touch, { capture: true, passive: true });
    update();
    return () => {
      stop();
      stage.removeEventListener("scroll", motion.touch, { capture: true });
      motion.close();
    };
  }, [area, source]);
  return (
    <div ref={arrow} className="agent-pointer" data-second="" data-off="" aria-hidden="true">
      <svg width="24" height="24" viewBox="0 0 24 24">
        <path d="M3 3l6.5 18 3-8.5L21 9.5z" />
      </svg>
      <span>{name}</span>
    </div>
  );
}
