import { useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { listScale, placeInRows, scaleBarMetres, type Place } from "../plan/scale.ts";
import { planSize } from "../plan/planSize.ts";
import { ScaleBar } from "../plan/ScaleBar.tsx";
import { useSize } from "../../base/react/useSize.ts";
import { useNear } from "../LongList.tsx";
import type { StageProps } from "../types.ts";
import { pointsAt, usePointed } from "../usePointed.ts";
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

const CARDS_A_PART = 12;
/** Estimated height of a row of cards, until it is measured. */
const ROW_PIXELS = 400;

/** The range of each part, in whole rows. */
function partsOf(places: readonly Place[]): readonly (readonly [from: number, to: number])[] {
  const starts: number[] = [];
  for (const [at, { first }] of places.entries()) {
    const isNext = places.length > CARDS_A_PART * 2 || at === 0;
    if (isNext && first && at - (starts.at(-1) ?? -CARDS_A_PART) >= CARDS_A_PART) starts.push(at);
  }
  return starts.map((from, at) => [from, starts[at + 1] ?? places.length]);
}

interface CardRowsProps {
  readonly atFirst: boolean;
  readonly rowCount: number;
  readonly columns: number;
  readonly layouts: readonly string[];
  readonly pointing: StageProps["pointing"];
  readonly children: () => ReactNode;
}

/** Some rows of cards, drawn only within a screen of the visible part. */
function CardRows({ atFirst, rowCount, columns, layouts, pointing, children }: CardRowsProps) {
  const ref = useRef<HTMLDivElement>(null);
  const { isNear, pixels = Math.ceil(rowCount) * ROW_PIXELS } = useNear(ref, atFirst);
  const isPointed = usePointed(pointing, (now) => pointsAt(now, "layout", new Set(layouts)));
  const isDrawn = isNear || isPointed;
  return (
    <div ref={ref} style={isDrawn ? undefined : { blockSize: pixels }}>
      {isDrawn && (
        <ul className="grid" style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
          {children()}
        </ul>
      )}
    </div>
  );
}

/** The layouts side by side, all plans at the same scale, so that a larger home looks larger. */
export function LayoutGrid({ summaries, ...props }: LayoutGridProps) {
  const { t } = useTranslation("stage");
  const [ref, { width }] = useSize();
  const columns = columnsOf(width);
  const sizes = summaries.map(({ layout }) => planSize(layout, props.index));
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
      {width > 0 &&
        partsOf(places).map(([from, to]) => (
          <CardRows
            key={summaries[from]?.layout.id}
            atFirst={from === 0}
            rowCount={(to - from) / columns}
            columns={columns}
            layouts={summaries.slice(from, to).map(({ layout }) => layout.id)}
            pointing={props.pointing}
          >
            {() =>
              summaries
                .slice(from, to)
                .map((summary, at) => (
                  <LayoutCard
                    key={summary.layout.id}
                    {...props}
                    summary={summary}
                    size={sizes[from + at]}
                    pixelsPerMetre={pixelsPerMetre}
                    place={places[from + at]}
                  />
                ))
            }
          </CardRows>
        ))}
    </div>
  );
}
