import { memo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { clockTime, size } from "../figures.ts";
import type { GrowthPoint } from "../model/growth.ts";
import type { InspectionModel } from "../model/inspectionModel.ts";
import { useScheduledRender } from "../useScheduledRender.ts";
import { Panel } from "./Panel.tsx";
import { PLOT, roundBytes, roundCount, stepPath, type PlotLine } from "./plot.ts";

interface GrowthProps {
  readonly model: InspectionModel;
}

const LEAST_COUNT = 4;
const SHARES = [1, 0.5, 0];

/** In drawing order: the most important lies on top. Distinguished by stroke as well as colour. */
const LOOKS = {
  structs: { className: "stroke-other", dashes: undefined, width: 1.5 },
  tombstones: { className: "stroke-other", dashes: "2 3", width: 1.5 },
  bytes: { className: "stroke-ink", dashes: undefined, width: 2 },
  pending: { className: "stroke-danger", dashes: "6 2", width: 2 },
} as const;
const FIGURES = ["bytes", "structs", "tombstones", "pending"] as const;

/** The document's size, its tombstones and its pending structs. */
export const Growth = memo(function Growth({ model }: GrowthProps) {
  const { t } = useTranslation("inspector");
  const { place } = useScheduledRender<HTMLElement>(() => model.growth.measured);
  const { points } = model.growth;
  const last = points.at(-1);
  return (
    <Panel place={place} title={t("growth.title")}>
      {last === undefined ? (
        <p className="py-2 text-xs text-ink-3">{t("growth.empty")}</p>
      ) : (
        <>
          <Legend last={last} />
          <Plot points={points} last={last} />
        </>
      )}
    </Panel>
  );
});

function Legend({ last }: { readonly last: GrowthPoint }) {
  const { t } = useTranslation("inspector");
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-1 pb-2 text-xs">
      {FIGURES.map((figure) => (
        <li key={figure} className="flex items-center gap-1.5 whitespace-nowrap">
          <svg aria-hidden="true" viewBox="0 0 16 4" className="w-4">
            <Stroke figure={figure} path="M0 2H16" />
          </svg>
          <span className="text-ink-2">{t(`growth.${figure}`)}</span>
          <bdi dir="ltr" className="font-mono text-ink">
            {figure === "bytes" ? size(last.bytes) : last[figure].toLocaleString("en")}
          </bdi>
        </li>
      ))}
    </ul>
  );
}

interface PlotProps {
  readonly points: readonly GrowthPoint[];
  readonly last: GrowthPoint;
}

/** Bytes on the left scale, counts on the right one. */
function Plot({ points, last }: PlotProps) {
  const { t } = useTranslation("inspector");
  const startMs = points[0]?.atMs ?? last.atMs;
  const highest = (figure: PlotLine["figure"]) => Math.max(...points.map((at) => at[figure]));
  const bytes = roundBytes(highest("bytes"));
  const counted = roundCount(
    Math.max(LEAST_COUNT, highest("structs"), highest("tombstones"), highest("pending")),
  );
  const moments =
    last.atMs - startMs < 2000 ? [last.atMs] : [startMs, (startMs + last.atMs) / 2, last.atMs];
  const hasPending = highest("pending") > 0;
  return (
    <div
      dir="ltr"
      className="grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-2 font-mono text-2xs text-ink-3"
    >
      <Scale>{SHARES.map((share) => size(Math.round(bytes * share)))}</Scale>
      <svg
        viewBox={`0 0 ${PLOT.width} ${PLOT.height}`}
        preserveAspectRatio="none"
        className="h-30 w-full overflow-visible"
      >
        <title>{t("growth.plot")}</title>
        {SHARES.map((share) => (
          <path
            key={share}
            d={`M0 ${(1 - share) * PLOT.height}H${PLOT.width}`}
            vectorEffect="non-scaling-stroke"
            className="stroke-line"
          />
        ))}
        {(Object.keys(LOOKS) as PlotLine["figure"][])
          .filter((figure) => figure !== "pending" || hasPending)
          .map((figure) => (
            <Stroke
              key={figure}
              figure={figure}
              path={stepPath(points, { figure, most: figure === "bytes" ? bytes : counted })}
            />
          ))}
      </svg>
      <Scale>{SHARES.map((share) => (counted * share).toLocaleString("en"))}</Scale>
      <div className="col-start-2 flex justify-between pt-2">
        {moments.map((atMs) => (
          <span key={atMs}>{clockTime(atMs, false)}</span>
        ))}
      </div>
    </div>
  );
}

/** Labels beside their lines. */
function Scale({ children }: { readonly children: readonly ReactNode[] }) {
  return (
    <div className="-my-2 flex flex-col justify-between text-end leading-4">
      {children.map((mark, position) => (
        <span key={position}>{mark}</span>
      ))}
    </div>
  );
}

interface StrokeProps {
  readonly figure: PlotLine["figure"];
  readonly path: string;
}

function Stroke({ figure, path }: StrokeProps) {
  const { className, dashes, width } = LOOKS[figure];
  return (
    <path
      d={path}
      fill="none"
      strokeWidth={width}
      strokeDasharray={dashes}
      vectorEffect="non-scaling-stroke"
      className={className}
    />
  );
}
