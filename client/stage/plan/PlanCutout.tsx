import { useId, useRef } from "react";
import { formatAnchor } from "../../../schema/presentation/anchors.ts";
import { useDrawnWidth } from "../picture/loading/useDrawnWidth.ts";
import { usePictureSource } from "../picture/loading/usePictureSource.ts";
import { pathOf } from "../geometry.ts";
import type { Cutout } from "./planSize.ts";

interface PlanCutoutProps {
  readonly cutout: Cutout;
  readonly layout: string;
  readonly label: string;
  readonly className?: string;
}

/** One home of a floor's plan; its surroundings are faded. */
export const PlanCutout = (props: PlanCutoutProps) => (
  <Drawing key={props.cutout.picture.src} {...props} />
);

function Drawing({ cutout, layout, label, className = "" }: PlanCutoutProps) {
  const clip = useId();
  const element = useRef<SVGSVGElement>(null);
  const { frame, outline, picture } = cutout;
  const [width, height] = picture.size;
  const drawnWidth = useDrawnWidth(element, [frame.width, frame.height]);
  const { address, attempt, lose } = usePictureSource(
    element,
    { src: picture.src, ownWidth: width, blur: picture.blur },
    drawnWidth === undefined ? undefined : (drawnWidth * width) / frame.width,
  );
  // The blur's aspect ratio is rounded to its few pixels.
  const image = { href: address, width, height, preserveAspectRatio: "none" } as const;
  return (
    <>
      <span className="sr-only">{label}</span>
      <svg
        ref={element}
        viewBox={`${frame.x} ${frame.y} ${frame.width} ${frame.height}`}
        aria-hidden="true"
        className={`block w-full ${className}`}
        style={{ aspectRatio: `${frame.width} / ${frame.height}` }}
        data-anchor={formatAnchor({ kind: "layout", id: layout })}
        data-surface=""
      >
        <clipPath id={clip}>
          <path d={pathOf(outline)} />
        </clipPath>
        <image key={`faded ${attempt}`} {...image} opacity={0.22} onError={lose} />
        <image key={`whole ${attempt}`} {...image} clipPath={`url(#${clip})`} />
        <path
          d={pathOf(outline)}
          fill="none"
          stroke="var(--poche)"
          strokeWidth={1.5}
          vectorEffect="non-scaling-stroke"
          className="in-data-[theme=dark]:stroke-on-ink"
        />
      </svg>
    </>
  );
}
