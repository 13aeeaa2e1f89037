import type { Layout, Unit } from "../../../schema/catalogue/catalogue.ts";
import { isHome } from "../../../schema/values/unitKinds.ts";
import { shownPrice } from "../../../schema/catalogue/shownPrice.ts";
import { matches, type Filters } from "../../../schema/presentation/filters.ts";

/** A layout with the matching homes that have it. */
export interface LayoutSummary {
  readonly layout: Layout;
  readonly homes: readonly Unit[];
  /** How many of them are available; `undefined` where the pack says no statuses. */
  readonly available: number | undefined;
  /** The least price, minor units. */
  readonly fromPrice: number | undefined;
}

export interface LayoutSearch {
  readonly homes: readonly Unit[];
  /** Layouts that have a matching home, by size. */
  readonly summaries: readonly LayoutSummary[];
  /** Matching homes of no layout. */
  readonly loose: readonly Unit[];
}

function leastPrice(units: readonly Unit[]): number | undefined {
  const prices = units.flatMap((unit) => shownPrice(unit) ?? []);
  return prices.length === 0 ? undefined : Math.min(...prices);
}

/** What can still be bought sets the price "from"; where nothing can, what is reserved. Of sold homes none. */
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

/** m², from the least to the greatest of the homes' own areas, or twice the layout's where no home has one. */
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
