import type { Layout } from "../../../schema/catalogue/catalogue.ts";
import { formatAnchor } from "../../../schema/presentation/anchors.ts";
import { useWords } from "../../ui/text/words.ts";
import { PictureView } from "../picture/PictureView.tsx";
import type { StageProps } from "../types.ts";
import { planRatio } from "./planSize.ts";
import { PlanPicture } from "./PlanPicture.tsx";
import { ScaleBar } from "./ScaleBar.tsx";
import { scaleBarMetres } from "./scale.ts";
import { useTranslation } from "react-i18next";

interface PlanSheetProps extends StageProps {
  readonly layout: Layout;
  /** Fills the remaining height instead of using the plan's own. */
  readonly fill?: boolean;
  readonly dimensions?: boolean;
}

/** A layout's picture that can be panned and zoomed, with scale bar and north arrow. Empty without a picture. */
export function PlanSheet({ layout, fill = false, dimensions = false, ...stage }: PlanSheetProps) {
  const { index, form, pointing } = stage;
  const words = useWords();
  const ratio = planRatio(layout, index);
  if (ratio === undefined) return null;
  const drawing = layout.look?.kind === "drawing" ? layout.look.drawing : undefined;
  const bar = drawing && <DrawingScale widthMetres={drawing.size[0]} />;
  return (
    <figure className={fill ? "plan-sheet flex min-h-0 flex-1 flex-col" : ""}>
      <div
        className={`relative overflow-hidden ${fill ? "mt-2 min-h-48 flex-1" : ""}`}
        style={fill ? undefined : { aspectRatio: ratio, maxHeight: "60vh" }}
      >
        <PictureView
          anchor={formatAnchor({ kind: "layout", id: layout.id })}
          size={[ratio * 1000, 1000]}
          label={words.text(layout.name)}
          stage={stage}
          controls={fill}
        >
          <PlanPicture
            layout={layout}
            index={index}
            labelPixels={form === "phone" ? 12 : 13}
            dimensions={dimensions}
            pointing={pointing}
            presenting={stage.sink !== undefined}
          />
          {fill && bar && <div className="absolute inset-x-0 top-full pt-3 text-md">{bar}</div>}
        </PictureView>
      </div>
      {drawing !== undefined && (
        <figcaption dir="ltr" className="flex items-center justify-between gap-4 pt-3 text-md">
          {!fill && bar}
          {drawing.northDegrees !== undefined && <NorthArrow degrees={drawing.northDegrees} />}
        </figcaption>
      )}
    </figure>
  );
}

/** As wide as the drawing above it. */
function DrawingScale({ widthMetres }: { readonly widthMetres: number }) {
  const metres = scaleBarMetres(widthMetres);
  return <ScaleBar metres={metres} length={`${(metres / widthMetres) * 100}%`} />;
}

interface NorthArrowProps {
  /** Clockwise from the drawing's top. */
  readonly degrees: number;
  readonly sizePixels?: number;
}

function NorthArrow({ degrees, sizePixels = 24 }: NorthArrowProps) {
  const { t } = useTranslation("stage");
  return (
    <span className="text-ink-3">
      <span className="sr-only">{t("plan.north")}</span>
      <svg
        viewBox="-12 -12 24 24"
        width={sizePixels}
        height={sizePixels}
        aria-hidden="true"
        className="shrink-0"
      >
        <circle r="11" fill="none" stroke="currentColor" strokeWidth="1" />
        <path d="M0 -9L4 0.5H-4Z" fill="currentColor" transform={`rotate(${degrees})`} />
      </svg>
    </span>
  );
}
