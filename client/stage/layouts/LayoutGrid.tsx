import { useTranslation } from "react-i18next";
import { listScale, placeInRows, scaleBarMetres } from "../plan/scale.ts";
import { lookSize } from "../plan/lookSize.ts";
import { ScaleBar } from "../plan/ScaleBar.tsx";
import { useWidth } from "../plan/useWidth.ts";
import type { StageProps } from "../types.ts";
import { LayoutCard } from "./LayoutCard.tsx";
import type { LayoutSummary } from "./layoutSummaries.ts";

interface LayoutGridProps extends StageProps {
  readonly summaries: readonly LayoutSummary[];
}

const GUTTER_PIXELS = 28;
const TALLEST_PIXELS = { desk: 264, phone: 240 } as const;

const columnsOf = (widthPixels: number): number => {
  if (widthPixels >= 1240) return 3;
  return widthPixels >= 560 ? 2 : 1;
};

/** The layouts side by side, every plan at the same scale, so that a larger home looks larger. */
export function LayoutGrid({ summaries, ...props }: LayoutGridProps) {
  const { t } = useTranslation("stage");
  const [ref, width] = useWidth<HTMLDivElement>();
  const columns = columnsOf(width);
  const sizes = summaries.map(({ layout }) => lookSize(layout, props.index));
  const known = sizes.flatMap((size) => (size === undefined ? [] : [size]));
  const columnPixels = Math.max(0, width / columns - (columns > 1 ? GUTTER_PIXELS * 2 : 0));
  const pixelsPerMetre = listScale(
    known.map(({ metres }) => metres),
    { widthPixels: columnPixels, heightPixels: TALLEST_PIXELS[props.form] },
    width,
  );
  const places = placeInRows(
    sizes.map((size) => (size?.metres[0] ?? 0) * pixelsPerMetre > columnPixels + 1),
    columns,
  );
  const exact = known.length > 0 && known.every((size) => size.exact);
  const barMetres = scaleBarMetres(7);
  return (
    <div ref={ref} className="relative">
      {exact && pixelsPerMetre > 0 && props.form === "desk" && (
        <div className="absolute end-0 -top-9 flex items-center gap-8 text-xs text-ink-3">
          <ScaleBar metres={barMetres} length={`${barMetres * pixelsPerMetre}px`} />
          <span className="whitespace-nowrap">{t("plan.oneScale")}</span>
        </div>
      )}
      <ul className="grid" style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
        {width > 0 &&
          summaries.map((summary, at) => (
            <LayoutCard
              key={summary.layout.id}
              {...props}
              summary={summary}
              size={sizes[at]}
              pixelsPerMetre={pixelsPerMetre}
              place={places[at]}
            />
          ))}
      </ul>
    </div>
  );
}
