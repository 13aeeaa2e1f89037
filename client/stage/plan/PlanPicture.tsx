import { useTranslation } from "react-i18next";
import { formatAnchor } from "../../../schema/anchors.ts";
import type { Layout } from "../../../schema/catalogue.ts";
import type { ProjectIndex } from "../../../schema/projectIndex.ts";
import { useFormat } from "../../ui/text/format.ts";
import { sourcesOf } from "../picture/sources.ts";
import type { PointingSource } from "../pointing.ts";
import { PlanDrawing } from "./PlanDrawing.tsx";
import type { LabelDetail } from "./labels.ts";
import { cutoutOf, type Cutout } from "./planSize.ts";
import { useId } from "react";
import { pathOf } from "../geometry.ts";

export interface PlanLookProps {
  readonly layout: Layout;
  readonly index: ProjectIndex;
  readonly labels?: LabelDetail;
  readonly labelPixels?: number;
  readonly dimensions?: boolean;
  readonly pointing?: PointingSource | undefined;
  readonly presenting?: boolean;
}

/** On paper a scan loses its white; in the dark it stays on a white sheet. */
const SCAN =
  "data-highlighted:outline-[2.5px] data-highlighted:outline-gold-mark data-highlighted:outline-solid mix-blend-multiply in-data-[theme=dark]:bg-on-image in-data-[theme=dark]:mix-blend-normal";

/** A layout as well as the pack knows it: drawn, pictured, cut out of the floor's plan, or nothing at all. */
export function PlanPicture({ layout, index, ...drawn }: PlanLookProps) {
  const { t } = useTranslation("stage");
  const format = useFormat();
  const { look } = layout;
  if (look === undefined) return null;
  const label = t("plan.of", { name: format.text(layout.name) });
  switch (look.kind) {
    case "drawing":
      return <PlanDrawing drawing={look.drawing} layout={layout.id} label={label} {...drawn} />;
    case "picture":
      return (
        <img
          loading="lazy"
          sizes="auto, 100vw"
          srcSet={sourcesOf(look.picture.src, look.picture.size[0])}
          src={look.picture.src}
          alt={label}
          width={look.picture.size[0]}
          height={look.picture.size[1]}
          draggable={false}
          data-anchor={formatAnchor({ kind: "layout", id: layout.id })}
          data-surface=""
          className={`block h-auto w-full ${look.picture.kind === "drawing" ? SCAN : ""}`}
        />
      );
    case "cutout": {
      const cutout = cutoutOf(look, index);
      return cutout === undefined ? null : (
        <PlanCutout cutout={cutout} layout={layout.id} label={label} className={SCAN} />
      );
    }
  }
}

interface PlanCutoutProps {
  readonly cutout: Cutout;
  readonly layout: string;
  readonly label: string;
  readonly className?: string;
}

/** One home of a floor's plan; what stands around it is faded. */
function PlanCutout({ cutout, layout, label, className = "" }: PlanCutoutProps) {
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
