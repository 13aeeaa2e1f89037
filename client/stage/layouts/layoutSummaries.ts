import type { Layout, Unit } from "../../../schema/catalogue/catalogue.ts";
import { isHome } from "../../../schema/values/unitKinds.ts";
import { shownPrice } from "../../../schema/catalogue/shownPrice.ts";
import { matches, type Filters } from "../../../schema/presentation/filters.ts";

/** A layout with its matching homes. */
export interface LayoutSummary {
  readonly layout: Layout;
  readonly homes: readonly Unit[];
  /** Number of available ones; `undefined` if the pack has no statuses. */
  readonly available: number | undefined;
  /** The lowest price, minor units. */
  readonly fromPrice: number | undefined;
}

export interface LayoutSearch {
  readonly homes: readonly Unit[];
  /** Layouts with a matching home, by size. */
  readonly summaries: readonly LayoutSummary[];
  /** Matching homes without a layout. */
  readonly loose: readonly Unit[];
}

function leastPrice(units: readonly Unit[]): number | undefined {
  const prices = units.flatMap((unit) => shownPrice(unit) ?? []);
  return prices.length === 0 ? undefined : Math.min(...prices);
}

/** The lowest price of available homes; without any, of reserved ones. Never of sold ones. */
export function fromPriceOf(units: readonly Unit[]): number | undefined {
  const open = units.filter(({ status }) => status === undefined || status === "available");
  return leastPrice(open) ?? leastPrice(units);
}

function summarize(layout: Layout, homes: readonly Unit[]): LayoutSummary {
  const known = homes.some(({ status }) => status !== undefined);
  return {
    layout,
    homes,
    available: known ? homes.filter(({ status }) => status === "available").length : undefined,
    fromPrice: fromPriceOf(homes),
  };
}

/** m², from the smallest to the largest of the homes' own areas; the layout's for both if no home has one. */
export function areaRange(
  { area }: Layout,
  homes: readonly Unit[],
): readonly [least: number, greatest: number] | undefined {
  const areas = homes.flatMap((unit) => unit.area ?? []);
  if (areas.length > 0) return [Math.min(...areas), Math.max(...areas)];
  return area === undefined ? undefined : [area, area];
}

const bySize = (a: LayoutSummary, b: LayoutSummary): number =>
  (a.layout.bedrooms ?? Infinity) - (b.layout.bedrooms ?? Infinity) ||
  (a.layout.area ?? Infinity) - (b.layout.area ?? Infinity) ||
  a.layout.id.localeCompare(b.layout.id);

const finite = (order: number): number => (Number.isNaN(order) ? 0 : order);

export function searchLayouts(
  layouts: readonly Layout[],
  units: readonly Unit[],
  filters: Filters,
): LayoutSearch {
  const homes = units.filter((unit) => isHome(unit) && matches(unit, filters));
  const known = new Set(layouts.map(({ id }) => id));
  const byLayout = new Map<string, Unit[]>(layouts.map(({ id }) => [id, []]));
  for (const unit of homes) byLayout.get(unit.layout ?? "")?.push(unit);
  const summaries = layouts
    .map((layout) => summarize(layout, byLayout.get(layout.id) ?? []))
    .filter((summary) => summary.homes.length > 0)
    .toSorted((a, b) => finite(bySize(a, b)));
  const loose = homes.filter(({ layout }) => layout === undefined || !known.has(layout));
  return { homes, summaries, loose };
}
