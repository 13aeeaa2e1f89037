import { useId } from "react";
import { formatAnchor } from "../../../schema/anchors.ts";
import { pathOf } from "./geometry.ts";
import type { Cutout } from "./lookSize.ts";

interface PlanCutoutProps {
  readonly cutout: Cutout;
  readonly layout: string;
  readonly label: string;
  readonly className?: string;
}

/** One home of a floor's plan; what stands around it is faded. */
export function PlanCutout({ cutout, layout, label, className = "" }: PlanCutoutProps) {
  const clip = useId();
  const { frame, imageSize, outline, src } = cutout;
  const [width, height] = imageSize;
  return (
    <>
      <span className="sr-only">{label}</span>
      <svg
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
        <image href={src} width={width} height={height} opacity={0.22} />
        <image href={src} width={width} height={height} clipPath={`url(#${clip})`} />
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
