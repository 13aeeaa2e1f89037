import { useTranslation } from "react-i18next";
import { formatAnchor } from "../../../schema/presentation/anchors.ts";
import type { Layout } from "../../../schema/catalogue/catalogue.ts";
import type { ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import { useFormat } from "../../ui/text/format.ts";
import { SteppedImage } from "../picture/loading/SteppedImage.tsx";
import type { PointingSource } from "../pointing.ts";
import { PlanDrawing } from "./drawing/PlanDrawing.tsx";
import type { LabelDetail } from "./drawing/labels.ts";
import { PlanCutout } from "./PlanCutout.tsx";
import { cutoutOf } from "./planSize.ts";

export interface PlanLookProps {
  readonly layout: Layout;
  readonly index: ProjectIndex;
  readonly labels?: LabelDetail;
  readonly labelPixels?: number;
  readonly dimensions?: boolean;
  readonly pointing?: PointingSource | undefined;
  readonly presenting?: boolean;
}

/** On paper a scan's white is removed; in dark themes it keeps a white sheet. */
const SCAN =
  "data-highlighted:outline-[2.5px] data-highlighted:outline-gold-mark data-highlighted:outline-solid mix-blend-multiply in-data-[theme=dark]:bg-on-image in-data-[theme=dark]:mix-blend-normal";

/** A layout in the best available form: drawing, picture, cut-out of the floor's plan, or nothing. */
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
        <SteppedImage
          loading="lazy"
          src={look.picture.src}
          blur={look.picture.blur}
          size={look.picture.size}
          alt={label}
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
