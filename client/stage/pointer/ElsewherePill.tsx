import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp } from "lucide-react";
import { useTranslation } from "react-i18next";
import { prefersReducedMotion } from "../../ui/timing.ts";
import { useWords } from "../../ui/text/words.ts";
import { revealInPicture } from "../picture/camera/reveal.ts";
import type { Box } from "../picture/outline.ts";
import type { StageProps } from "../types.ts";
import type { Way } from "./anchorPoint.ts";
import { pointedName } from "./pointedName.ts";
import type { Spot } from "./pointerMotion.ts";
import { surfaceOf } from "./surfaces.ts";

/** The target of the agent's pointer and the direction to it. */
export interface Elsewhere {
  readonly element: Element;
  /** 0–1 of the anchored thing. */
  readonly share: Spot;
  readonly anchor: string | undefined;
  readonly way: Way;
  /** Its position and the area in which it could be visible, relative to the stage's corner. */
  readonly spot: Spot;
  readonly sight: Box;
}

const ARROWS = { up: ArrowUp, down: ArrowDown, left: ArrowLeft, right: ArrowRight } as const;

/** "Your agent: 17 →" at the edge of the picture; a tap brings the target into view. */
export function ElsewherePill({
  elsewhere,
  index,
}: {
  readonly elsewhere: Elsewhere;
  readonly index: StageProps["index"];
}) {
  const { t } = useTranslation(["stage", "common"]);
  const words = useWords();
  const thing = pointedName(elsewhere, index, words);
  const Arrow = ARROWS[elsewhere.way];
  return (
    <button
      type="button"
      className="elsewhere-pill"
      title={t("pointer.show")}
      data-way={elsewhere.way}
      style={placeAt(elsewhere)}
      onClick={() => reveal(elsewhere)}
    >
      <span className="truncate">
        {thing === undefined ? t("common:yourAgent") : t("pointer.at", { thing })}
      </span>
      <Arrow size={18} strokeWidth={1.5} aria-hidden="true" />
    </button>
  );
}

const GAP = 12;
/** Half a pill and its gap, so that it stays visible. */
const HALF_HEIGHT = 34;
const HALF_WIDTH = 116;

/** The lower corners of a picture are reserved for its controls. */
const CLEAR_OF_CONTROLS = 0.8;

const within = (value: number, start: number, size: number, margin: number) =>
  Math.min(Math.max(value, start + margin), Math.max(start + size - margin, start + size / 2));

/** At the edge, level with its target. */
function placeAt({ way, spot, sight }: Elsewhere): React.CSSProperties {
  const across = within(spot.y, sight.y, sight.height * CLEAR_OF_CONTROLS, HALF_HEIGHT);
  const along = within(spot.x, sight.x, sight.width, HALF_WIDTH);
  switch (way) {
    case "left":
      return { left: sight.x + GAP, top: across, translate: "0 -50%" };
    case "right":
      return { left: sight.x + sight.width - GAP, top: across, translate: "-100% -50%" };
    case "up":
      return { left: along, top: sight.y + GAP, translate: "-50% 0" };
    case "down":
      return { left: along, top: sight.y + sight.height - GAP, translate: "-50% -100%" };
  }
}

/** Moves a picture's camera there, or scrolls the page. */
function reveal({ element, share }: Elsewhere): void {
  const surface = element.closest("[data-surface]");
  if (surface === null) {
    element.scrollIntoView({
      block: "center",
      inline: "center",
      behavior: prefersReducedMotion() ? "auto" : "smooth",
    });
    return;
  }
  if (surfaceOf(surface) !== undefined) {
    revealInPicture(surface, { part: { ...share, width: 0, height: 0 }, closer: false });
    return;
  }
  const picture = surface.getBoundingClientRect();
  const thing = element.getBoundingClientRect();
  const part = {
    x: (thing.x - picture.x) / picture.width,
    y: (thing.y - picture.y) / picture.height,
    width: thing.width / picture.width,
    height: thing.height / picture.height,
  };
  revealInPicture(surface, { part, closer: false });
}
