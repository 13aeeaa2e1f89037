/** A point of a line; `undefined`: no valid figure. */
export interface PlotPoint {
  readonly x: number;
  readonly y: number;
}

export interface PlotLine {
  readonly title: string;
  readonly points: readonly PlotPoint[];
}

export interface PlotPanel {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly lines: readonly PlotLine[];
}

const PANEL = { width: 440, height: 320, left: 62, right: 16, top: 40, bottom: 52 } as const;
const COLOURS = ["#0f766e", "#b45309", "#6d5bd0", "#be123c", "#4d7c0f", "#0369a1", "#78716c"];
const DASHES = ["", "6 3", "2 3", "8 3 2 3", "1 3", "10 4", "4 4"];
const LEGEND_LINE = 18;

/** 1, 2 and 5 of every power of ten from below the lowest to above the highest figure. */
export function logTicks(lowest: number, highest: number): readonly number[] {
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(lowest)); power <= Math.log10(highest) + 1; power += 1) {
    for (const step of [1, 2, 5]) ticks.push(step * 10 ** power);
  }
  const below = ticks.findLast((tick) => tick <= lowest) ?? lowest;
  const above = ticks.find((tick) => tick >= highest) ?? highest;
  return ticks.filter((tick) => tick >= below && tick <= above);
}

type Scale = (value: number) => number;

function logScale(ticks: readonly number[], from: number, to: number): Scale {
  const [low, high] = [Math.log(ticks[0] ?? 1), Math.log(ticks.at(-1) ?? 10)];
  return (value) => from + ((Math.log(value) - low) / (high - low || 1)) * (to - from);
}

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const at = (value: number): string => value.toFixed(1);
const tickText = (tick: number): string => tick.toLocaleString("en");

function drawAxes(
  panel: PlotPanel,
  xs: readonly number[],
  ys: readonly number[],
  x: Scale,
  y: Scale,
) {
  const { left, right, top, bottom, width, height } = PANEL;
  const [end, floor] = [width - right, height - bottom];
  return [
    ...ys.map(
      (tick) =>
        `<path class="grid" d="M${left} ${at(y(tick))}H${end}"/>` +
        `<text class="tick" x="${left - 8}" y="${at(y(tick) + 4)}" text-anchor="end">${tickText(tick)}</text>`,
    ),
    ...xs.map(
      (tick) =>
        `<path class="grid" d="M${at(x(tick))} ${top}V${floor}"/>` +
        `<text class="tick" x="${at(x(tick))}" y="${floor + 18}" text-anchor="middle">${tickText(tick)}</text>`,
    ),
    `<text class="title" x="${left}" y="20">${escape(panel.title)}</text>`,
    `<text class="label" x="${(left + end) / 2}" y="${height - 12}" text-anchor="middle">${escape(panel.xLabel)}</text>`,
    `<text class="label" transform="translate(14 ${(top + floor) / 2}) rotate(-90)" text-anchor="middle">${escape(panel.yLabel)}</text>`,
  ].join("");
}

function drawLine({ points }: PlotLine, place: number, x: Scale, y: Scale): string {
  const colour = COLOURS[place % COLOURS.length];
  const path = points.map((point) => `${at(x(point.x))} ${at(y(point.y))}`).join("L");
  const dots = points
    .map(
      (point) => `<circle cx="${at(x(point.x))}" cy="${at(y(point.y))}" r="3" fill="${colour}"/>`,
    )
    .join("");
  return `<path class="line" stroke="${colour}" stroke-dasharray="${DASHES[place % DASHES.length]}" d="M${path}"/>${dots}`;
}

function drawPanel(panel: PlotPanel, places: ReadonlyMap<string, number>, offset: number): string {
  const points = panel.lines.flatMap((line) => line.points);
  if (points.length === 0) return "";
  const [xs, ys] = [points.map((point) => point.x), points.map((point) => point.y)];
  const xTicks = logTicks(Math.min(...xs), Math.max(...xs));
  const yTicks = logTicks(Math.min(...ys), Math.max(...ys));
  const x = logScale(xTicks, PANEL.left, PANEL.width - PANEL.right);
  const y = logScale(yTicks, PANEL.height - PANEL.bottom, PANEL.top);
  const lines = panel.lines
    .filter((line) => line.points.length > 0)
    .map((line) => drawLine(line, places.get(line.title) ?? 0, x, y));
  return `<g transform="translate(${offset} 0)">${drawAxes(panel, xTicks, yTicks, x, y)}${lines.join("")}</g>`;
}

const STYLE = `<style>
svg{font:12px system-ui,sans-serif;background:#fff}
text{fill:#1c1917}.title{font-weight:600;font-size:13px}.tick,.label{fill:#57534e}
.grid{stroke:#e7e5e4;fill:none}.line{fill:none;stroke-width:2}
@media(prefers-color-scheme:dark){svg{background:#1c1917}text{fill:#f5f5f4}.tick,.label{fill:#a8a29e}.grid{stroke:#3b3733}
.line,circle{filter:brightness(1.6)}}
</style>`;

/** Panels side by side on logarithmic axes, one legend below. Readable on light and dark backgrounds. */
export function drawPlot(panels: readonly PlotPanel[], description: string): string {
  const drawn = panels.filter((panel) => panel.lines.some((line) => line.points.length > 0));
  const titles = [...new Set(drawn.flatMap((panel) => panel.lines.map((line) => line.title)))];
  const places = new Map(titles.map((title, place) => [title, place]));
  const width = Math.max(1, drawn.length) * PANEL.width;
  const height = PANEL.height + Math.ceil(titles.length / 2) * LEGEND_LINE + 12;
  const legend = titles.map((title, place) => {
    const [x, y] = [
      PANEL.left + (place % 2) * (width / 2),
      PANEL.height + 8 + Math.floor(place / 2) * LEGEND_LINE,
    ];
    const colour = COLOURS[place % COLOURS.length];
    return `<path class="line" stroke="${colour}" stroke-dasharray="${DASHES[place % DASHES.length]}" d="M${x} ${y}h28"/><text x="${x + 36}" y="${y + 4}">${escape(title)}</text>`;
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">` +
    `<title>${escape(description)}</title>${STYLE}` +
    drawn.map((panel, place) => drawPanel(panel, places, place * PANEL.width)).join("") +
    `${legend.join("")}</svg>\n`
  );
}
