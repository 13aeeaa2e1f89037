import { useEffect, useRef, useState, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { browserTiming, prefersReducedMotion } from "../../ui/timing.ts";
import { LANDED } from "../flight/flights.ts";
import type { PointingSource } from "../pointing.ts";
import type { StageProps } from "../types.ts";
import { ElsewherePill, type Elsewhere } from "./ElsewherePill.tsx";
import { markHighlighted } from "./highlight.ts";
import { drawArrow } from "./arrow.ts";
import { createPointerMotion } from "./pointerMotion.ts";
import { OtherHands } from "./OtherHands.tsx";
import { aimOfHighlight, aimOfPointer, type Aim } from "./target.ts";
import "./pointer.css";

export interface PointerOverlayProps {
  /** The stage: contains the anchors, and has the overlay's box. */
  readonly area: RefObject<HTMLElement | null>;
  readonly source: PointingSource;
  readonly index: StageProps["index"];
}

/** The agent's pointer on a follower's stage: arrow, highlight, and a pill for targets out of view. */
export function PointerOverlay({ area, source, index }: PointerOverlayProps) {
  const { t } = useTranslation("common");
  const arrow = useRef<HTMLDivElement>(null);
  const [elsewhere, setElsewhere] = useState<Elsewhere>();
  const [name, setName] = useState<string>();

  useEffect(() => {
    const stage = area.current;
    const hand = arrow.current;
    if (stage === null || hand === null) return;
    let shown: Elsewhere | undefined;
    const aim = () => {
      const pointing = source.get();
      const pointed = aimOfPointer(stage, pointing);
      const lit = aimOfHighlight(stage, pointing);
      const lost = [lit, pointed].find((candidate) => candidate?.way !== undefined);
      const anchor = (lit === lost ? pointing.highlight : pointing.pointer)?.anchor;
      const next = describeElsewhere(lost, anchor, shown);
      if (next !== shown) setElsewhere(next);
      shown = next;
      return pointed?.way === undefined ? pointed?.spot : undefined;
    };
    const motion = createPointerMotion({
      timing: browserTiming,
      reducedMotion: prefersReducedMotion,
      aim,
      draw: (spot, resting) => drawArrow(hand, stage, spot, resting),
    });
    let lit: string | undefined;
    // While the agent highlights nothing, this side's own highlight stays.
    const mark = () => {
      const anchor = source.get().highlight?.anchor;
      if (anchor !== undefined || lit !== undefined) markHighlighted(stage, anchor);
      lit = anchor;
    };
    const update = () => {
      mark();
      setName(source.get().name);
      motion.wake();
    };
    const changes = new MutationObserver((mutations) => {
      const others = mutations.filter((mutation) => mutation.target !== hand);
      if (others.some((mutation) => mutation.type === "childList")) {
        mark();
      }
      if (others.length > 0) motion.touch();
    });
    changes.observe(stage, { childList: true, subtree: true, attributeFilter: ["style"] });
    const resizes = new ResizeObserver(motion.touch);
    resizes.observe(stage);
    stage.addEventListener("scroll", motion.touch, { capture: true, passive: true });
    stage.addEventListener(LANDED, motion.touch);
    const stop = source.subscribe(update);
    update();
    return () => {
      stop();
      changes.disconnect();
      resizes.disconnect();
      stage.removeEventListener("scroll", motion.touch, { capture: true });
      stage.removeEventListener(LANDED, motion.touch);
      motion.close();
      markHighlighted(stage, undefined);
      setElsewhere(undefined);
    };
  }, [area, source]);

  return (
    <>
      <div ref={arrow} className="agent-pointer" data-off="" aria-hidden="true">
        <svg width="24" height="24" viewBox="0 0 24 24">
          <path d="M3 3l6.5 18 3-8.5L21 9.5z" />
        </svg>
        <span>{name ?? t("yourAgent")}</span>
      </div>
      <OtherHands area={area} source={source} />
      {elsewhere !== undefined && <ElsewherePill elsewhere={elsewhere} index={index} />}
    </>
  );
}

/** Returns the previous object if equal, so that a frame renders nothing. */
function describeElsewhere(
  aim: Aim | undefined,
  anchor: string | undefined,
  current: Elsewhere | undefined,
): Elsewhere | undefined {
  if (aim?.way === undefined) return undefined;
  const same =
    current?.element === aim.element && current.way === aim.way && current.anchor === anchor;
  return same ? current : { ...aim, way: aim.way, anchor };
}
