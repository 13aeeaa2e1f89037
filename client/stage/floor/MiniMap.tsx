import { useContext, useEffect, useRef } from "react";
import { PictureFramesContext } from "../picture/camera/frames.ts";
import { pathOf } from "../picture/outline.ts";
import type { OutlinedThing } from "../picture/Outlines.tsx";

/** The map is shown below this visible share. */
const LOST_BELOW = 0.8;

/** A small map of the floor with the visible part marked. */
export function MiniMap({
  size: [width, height],
  things,
}: {
  readonly size: readonly [width: number, height: number];
  readonly things: readonly OutlinedThing[];
}) {
  const frames = useContext(PictureFramesContext);
  const map = useRef<SVGSVGElement>(null);
  const sight = useRef<SVGRectElement>(null);
  useEffect(
    () =>
      frames?.subscribe(({ box, viewport }) => {
        const scale = width / box.width;
        const part = {
          x: Math.max(0, -box.x * scale),
          y: Math.max(0, -box.y * scale),
          width: Math.min(width, viewport.width * scale),
          height: Math.min(height, viewport.height * scale),
        };
        for (const [name, value] of Object.entries(part)) {
          sight.current?.setAttribute(name, String(value));
        }
        const whole = part.width * part.height > LOST_BELOW * width * height;
        map.current?.toggleAttribute("data-hidden", whole);
      }),
    [frames, width, height],
  );
  if (things.length === 0) return undefined;
  return (
    <svg ref={map} className="mini-map" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {things.map((thing) => (
        <path
          key={thing.anchor}
          d={pathOf(thing.outline)}
          data-echo={thing.anchor}
          data-chosen={thing.chosen === true ? "" : undefined}
        />
      ))}
      <rect ref={sight} />
    </svg>
  );
}
