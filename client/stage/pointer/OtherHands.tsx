import { useEffect, useRef, useState, type RefObject } from "react";
import { browserTiming, prefersReducedMotion } from "../../ui/timing.ts";
import { LANDED } from "../flight/flights.ts";
import type { Hand, PointingSource } from "../pointing.ts";
import { drawArrow } from "./arrow.ts";
import { createPointerMotion } from "./pointerMotion.ts";
import { aimOfPointer } from "./target.ts";

interface OtherHandsProps {
  readonly area: RefObject<HTMLElement | null>;
  readonly source: PointingSource;
}

const NONE: readonly Hand[] = [];
const handsOf = (source: PointingSource): readonly Hand[] => source.get().hands ?? NONE;

/** The other presenters' pointers, in paper instead of gold, with names. */
export function OtherHands({ area, source }: OtherHandsProps) {
  const [shown, setShown] = useState<readonly Omit<Hand, "pointer">[]>(NONE);
  useEffect(() => {
    let said = "";
    const update = () => {
      const hands = handsOf(source).map(({ pointer: _moves, ...hand }) => hand);
      const says = JSON.stringify(hands);
      if (says !== said) setShown(hands);
      said = says;
    };
    update();
    return source.subscribe(update);
  }, [source]);
  return shown.map((hand) => <OtherHand key={hand.id} {...hand} area={area} source={source} />);
}

function OtherHand({ id, name, colour, area, source }: OtherHandsProps & Omit<Hand, "pointer">) {
  const arrow = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const stage = area.current;
    const element = arrow.current;
    if (stage === null || element === null) return;
    const pointerNow = () => handsOf(source).find((hand) => hand.id === id)?.pointer;
    let last: string | undefined;
    const motion = createPointerMotion({
      timing: browserTiming,
      reducedMotion: prefersReducedMotion,
      aim: () => {
        const aim = aimOfPointer(stage, { pointer: pointerNow() });
        return aim?.way === undefined ? aim?.spot : undefined;
      },
      draw: (spot, resting) => drawArrow(element, stage, spot, resting),
    });
    const update = () => {
      const says = JSON.stringify(pointerNow());
      if (says === last) return;
      last = says;
      motion.wake();
    };
    const stop = source.subscribe(update);
    stage.addEventListener("scroll", motion.touch, { capture: true, passive: true });
    stage.addEventListener(LANDED, motion.touch);
    update();
    return () => {
      stop();
      stage.removeEventListener("scroll", motion.touch, { capture: true });
      stage.removeEventListener(LANDED, motion.touch);
      motion.close();
    };
  }, [area, source, id]);
  return (
    <div
      ref={arrow}
      className="agent-pointer"
      data-other=""
      data-buyer={colour}
      data-off=""
      aria-hidden="true"
    >
      <svg width="24" height="24" viewBox="0 0 24 24">
        <path d="M3 3l6.5 18 3-8.5L21 9.5z" />
      </svg>
      {name !== "" && <span>{name}</span>}
    </div>
  );
}
