import type { Unit } from "../../../../schema/catalogue/catalogue.ts";
import type { ListField } from "../../../../schema/list/fields.ts";
import type { ListPreview } from "../../../../schema/list/preview.ts";
import type { ListState } from "../../live/liveProject.ts";
import type { ListContent } from "../../live/listContent.ts";
import { mapSliced } from "../../../time/slices.ts";
import { omitUndefined } from "../../omitUndefined.ts";
import type { ListReading, ReadBuilding } from "../reading.ts";

/** Fields that the list has columns for. */
export function fieldsOf({ sheets }: ListPreview): ReadonlySet<ListField> {
  const choices = sheets
    .filter(({ skipped }) => !skipped)
    .flatMap(({ columns }) => columns.map(({ choice }) => choice));
  return new Set(choices.filter((choice) => choice !== "leave-out"));
}

/** A home of the list; fields without a column keep their former values. */
function mergeHome(
  listed: Unit,
  known: Unit | undefined,
  own: Unit | undefined,
  fields: ReadonlySet<ListField>,
): Unit {
  const pick = <Key extends keyof Unit>(key: Key, ...columns: readonly ListField[]) =>
    listed[key] ?? (columns.some((column) => fields.has(column)) ? undefined : known?.[key]);
  const standing = known === undefined || fields.has("floor") ? listed : known;
  const isHidden = (): boolean => {
    if (listed.hidden === true || fields.has("hidden")) return listed.hidden === true;
    // A status column can undo `hidden` set by an earlier list, but not by the pack.
    return (fields.has("status") ? own : known)?.hidden === true;
  };
  return omitUndefined({
    ...listed,
    kind: pick("kind", "kind"),
    floor: standing.floor,
    topFloor: standing.topFloor,
    phase: pick("phase", "phase"),
    label: pick("label", "label"),
    position: pick("position", "position"),
    span: known === undefined || fields.has("span") ? listed.span : known.span,
    layout: pick("layout", "layout"),
    bedrooms: pick("bedrooms", "bedrooms"),
    area: pick("area", "area", "totalArea"),
    terrace: pick("terrace", "terrace", "totalArea"),
    aspects: known === undefined || fields.has("aspects") ? listed.aspects : known.aspects,
    status: pick("status", "status"),
    price: pick("price", "price"),
    hidden: isHidden() ? (true as const) : undefined,
  });
}

/** Former names and those of the list, without names that no home uses. */
function mergeBuildings(
  known: readonly ReadBuilding[],
  read: readonly ReadBuilding[],
): readonly ReadBuilding[] {
  const buildings = new Map(known.map((building) => [building.id, building]));
  for (const { id, name, floors } of read) {
    const earlier = buildings.get(id);
    const labels = new Map(
      [...(earlier?.floors ?? []), ...floors].map((floor) => [floor.number, floor]),
    );
    buildings.set(
      id,
      omitUndefined({ id, name: name ?? earlier?.name, floors: [...labels.values()] }),
    );
  }
  return [...buildings.values()];
}

/** The homes according to the list alone, without statuses and prices set one by one. Homes of rejected rows stay. */
export async function mergeHomes(
  reading: ListReading,
  fields: ReadonlySet<ListField>,
  { base, content }: ListState,
): Promise<Omit<ListContent, "decisions" | "overruledPrices">> {
  const before = content?.homes ?? base.homes;
  const known = new Map(before.map((home) => [home.id, home]));
  const own = new Map(base.homes.map((home) => [home.id, home]));
  const read = await mapSliced(reading.units, ({ unit }) =>
    mergeHome(unit, known.get(unit.id), own.get(unit.id), fields),
  );
  const listed = new Map(read.map((home) => [home.id, home]));
  const unread = new Set(reading.unread);
  // Known homes keep their order, whatever the order of the new list.
  const kept = before.flatMap((home) => listed.get(home.id) ?? (unread.has(home.id) ? home : []));
  const added = read.filter(({ id }) => !known.has(id));
  const aspects = new Map(
    [...(content?.aspects ?? []), ...reading.aspects].map((aspect) => [aspect.id, aspect]),
  );
  return {
    homes: [...kept, ...added],
    buildings: mergeBuildings(content?.buildings ?? [], reading.buildings),
    aspects: [...aspects.values()],
  };
}
