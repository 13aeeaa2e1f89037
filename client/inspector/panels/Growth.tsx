import { memo } from "react";
import { useTranslation } from "react-i18next";
import { size } from "../figures.ts";
import type { GrowthPoint } from "../model/growth.ts";
import type { InspectionModel } from "../model/inspectionModel.ts";
import { useTurn } from "../useTurn.ts";
import { Panel } from "./Panel.tsx";

const WIDTH = 440;
const HEIGHT = 150;
const LEFT = 48;
const BOTTOM = 22;
const TOP = 8;

/** A round number at or above the value: 1, 1.5, 2, 3 or 5 with noughts. */
function niceCeiling(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  const step = [1, 1.5, 2, 3, 5, 10].find((factor) => factor * power >= value) ?? 10;
  return step * power;
}

function pathOf(
  points: readonly GrowthPoint[],
  valueOf: (point: GrowthPoint) => number,
  most: number,
): string {
  const startMs = points[0]?.atMs ?? 0;
  const lengthMs = Math.max(1, (points.at(-1)?.atMs ?? 0) - startMs);
  return points
    .map((point, position) => {
      const x = LEFT + ((point.atMs - startMs) / lengthMs) * (WIDTH - LEFT);
      const y = TOP + (1 - valueOf(point) / most) * (HEIGHT - TOP - BOTTOM);
      return `${position === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join("");
}

interface GrowthProps {
  readonly model: InspectionModel;
}

/** How large the document is, and how much of it is only kept for its place. */
export const Growth = memo(function Growth({ model }: GrowthProps) {
  const { t } = useTranslation("inspector");
  const { place } = useTurn<HTMLElement>(() => model.growth.measured);
  const { points } = model.growth;
  const last = points.at(-1);
  if (last === undefined) {
    return (
      <Panel place={place} title={t("growth.title")}>
        <p className="py-2 text-xs text-ink-3">{t("growth.empty")}</p>
      </Panel>
    );
  }
  const mostBytes = niceCeiling(Math.max(...points.map(({ bytes }) => bytes)));
  const mostTombstones = niceCeiling(Math.max(4, ...points.map((point) => point.tombstones)));
  const lengthMs = last.atMs - (points[0]?.atMs ?? last.atMs);
  const { structs, pending } = last;
  return (
    <Panel
      place={place}
      title={t("growth.title")}
      aside={
        <>
          <span className="flex items-center gap-2 text-ink">
            <span aria-hidden="true" className="w-4 border-t-2 border-ink" />
            {t("growth.document", { size: size(last.bytes) })}
          </span>
          <span className="flex items-center gap-2 text-other">
            <span aria-hidden="true" className="w-4 border-t border-dashed border-other" />
            {t("growth.tombstones", { count: last.tombstones })}
          </span>
        </>
      }
    >
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="w-full" direction="ltr">
        <title>{t("growth.plot")}</title>
        {[0, 0.5, 1].map((share) => {
          const y = TOP + (1 - share) * (HEIGHT - TOP - BOTTOM);
          return (
            <g key={share}>
              <line x1={LEFT} x2={WIDTH} y1={y} y2={y} className="stroke-line" />
              <text x={LEFT - 8} y={y + 4} textAnchor="end" className="fill-ink-3 text-2xs">
                {size(Math.round(mostBytes * share))}
              </text>
            </g>
          );
        })}
        {(lengthMs < 2000 ? [] : [0, 0.5, 1]).map((share) => (
          <text
            key={share}
            x={LEFT + share * (WIDTH - LEFT)}
            y={HEIGHT - 6}
            textAnchor={share === 0 ? "start" : share === 1 ? "end" : "middle"}
            className="fill-ink-3 text-2xs"
          >
            {lengthMs < 180_000
              ? t("growth.seconds", { count: Math.round((lengthMs * share) / 1000) })
              : t("growth.minutes", { count: Math.round((lengthMs * share) / 60_000) })}
          </text>
        ))}
        <path
          d={pathOf(points, ({ tombstones }) => tombstones, mostTombstones)}
          fill="none"
          strokeDasharray="3 3"
          className="stroke-other"
        />
        <path
          d={pathOf(points, ({ bytes }) => bytes, mostBytes)}
          fill="none"
          strokeWidth={1.5}
          className="stroke-ink"
        />
        {points.length === 1 && (
          <circle
            cx={LEFT}
            cy={TOP + (1 - last.bytes / mostBytes) * (HEIGHT - TOP - BOTTOM)}
            r={2.5}
            className="fill-ink"
          />
        )}
      </svg>
      <p className="text-2xs text-ink-3">{t("growth.structs", { count: structs, pending })}</p>
    </Panel>
  );
});
