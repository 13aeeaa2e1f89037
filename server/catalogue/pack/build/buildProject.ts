import type {
  Building,
  Floor,
  Layout,
  Masterplan,
  Plan,
  Project,
  Unit,
} from "../../../../schema/catalogue/catalogue.ts";
import type { Outline } from "../../../../schema/values/geometry.ts";
import type { Text } from "../../../../schema/values/text.ts";
import { currencyDigits } from "../../../../schema/catalogue/currencies.ts";
import type { Drawing } from "../../../../schema/catalogue/drawing.ts";
import { omitUndefined } from "../../omitUndefined.ts";
import { toOrbit, toPanorama } from "./around.ts";
import type { FindPosition } from "./homeTypes.ts";
import { assignLayouts } from "./layouts.ts";
import type { Pack } from "../pack.ts";
import { toSquareMetres } from "../../list/figures/squareMetres.ts";
import type { PackPicture, Pictures } from "../pictures.ts";

type PackBuilding = Pack["buildings"][number];

/** A building's short label on a masterplan: "b10" → "10", "tw" → "TW", otherwise the name's first letter. */
export function labelOf(id: string, name: Text | undefined): string {
  const digits = /\d+$/.exec(id)?.[0];
  if (digits !== undefined) return digits;
  if (id.length <= 3) return id.toUpperCase();
  const [first = id] = name === undefined ? [] : [name["en"] ?? Object.values(name)[0]];
  return (Array.from(first.trim())[0] ?? id).toUpperCase();
}

function toFloor(floor: PackBuilding["floors"][number]): Floor {
  const { number, label = String(number), plan, note } = floor;
  return { number, label, ...omitUndefined({ plan, note }) };
}

function toBuilding(building: PackBuilding, index: number, pictures: Pictures): Building {
  const { id, name, facade } = building;
  const elevation =
    facade === undefined ? undefined : pictures.read(facade, ["buildings", index, "facade"], false);
  return {
    id,
    label: building.label ?? labelOf(id, name),
    floors: building.floors.map(toFloor).toSorted((one, other) => one.number - other.number),
    ...omitUndefined({
      name,
      facade: elevation && {
        ...elevation.picture,
        floors: placed(facade?.floors ?? [], elevation),
      },
    }),
  };
}

const placed = <Thing extends { readonly outline: Outline }>(
  things: readonly Thing[],
  { place }: PackPicture,
): readonly Thing[] => things.map((thing) => ({ ...thing, outline: place(thing.outline) }));

function toMasterplan(
  { id, name, buildings, ...entries }: Pack["masterplans"][number],
  index: number,
  pictures: Pictures,
): Masterplan {
  const found = pictures.read(entries, ["masterplans", index], false);
  return {
    id,
    buildings: found === undefined ? buildings : placed(buildings, found),
    ...omitUndefined({ name, picture: found?.picture }),
  };
}

function toPlan(id: string, plan: Pack["plans"][string], pictures: Pictures): Plan {
  const found = pictures.read(plan, ["plans", id], true);
  const { pixelsPerMetre } = plan;
  return {
    id,
    units: found === undefined ? plan.units : placed(plan.units, found),
    ...omitUndefined({
      picture: found?.picture,
      northDegrees: plan.north,
      pixelsPerMetre: pixelsPerMetre && pixelsPerMetre * (found?.scale ?? 1),
    }),
  };
}

function toLayout(
  layout: Pack["layouts"][number],
  index: number,
  pictures: Pictures,
  areaUnit: Pack["areaUnit"],
): Layout {
  const { id, bedrooms, bathrooms, drawing } = layout;
  const [area, terrace] = [layout.area, layout.terrace].map((size) =>
    size === undefined ? undefined : toSquareMetres(size, areaUnit),
  );
  const picture = pictures.read(layout, ["layouts", index], true)?.picture;
  const drawn: Layout["look"] =
    drawing === undefined
      ? undefined
      : // JSON has no undefined members, the only difference between the two types.
        { kind: "drawing", drawing: drawing as Drawing };
  const shown: Layout["look"] = picture === undefined ? undefined : { kind: "picture", picture };
  return {
    id,
    name: layout.name ?? { en: id },
    bedrooms,
    area,
    ...omitUndefined({ bathrooms, terrace, look: drawn ?? shown }),
  };
}

function placeFinder(buildings: readonly Building[], plans: readonly Plan[]): FindPosition {
  const planOf = new Map(
    buildings.flatMap(({ id, floors }) =>
      floors.map(({ number, plan }) => [`${id}/${number}`, plan] as const),
    ),
  );
  const places = new Set(
    plans.flatMap(({ id, units }) => units.map(({ position }) => `${id}/${position}`)),
  );
  return ({ building, floor, position }) => {
    const plan = planOf.get(`${building}/${floor}`);
    if (plan === undefined || position === undefined) return undefined;
    return places.has(`${plan}/${position}`) ? { plan, position } : undefined;
  };
}

/** A project without its homes and without the layouts derived from them. */
export type ProjectFrame = Omit<Project, "units" | "revision">;

/** The project of a pack, without its homes. Invalid pictures are reported by `pictures` and left out. */
export function buildFrame(pack: Pack, pictures: Pictures): ProjectFrame {
  const { id, name, location, handover, currency, areaUnit, aspects, payment } = pack;
  const hero =
    pack.hero === undefined ? undefined : pictures.read(pack.hero, ["hero"], false)?.picture;
  const gallery = pack.gallery.flatMap((image, index) => {
    const picture = pictures.read(image, ["gallery", index], false)?.picture;
    return picture === undefined
      ? []
      : [{ id: image.id, picture, ...omitUndefined({ name: image.name }) }];
  });
  const orbits = pack.orbits.flatMap((orbit, index) => toOrbit(orbit, index, pictures) ?? []);
  const panoramas = pack.panoramas.flatMap(
    (panorama, index) => toPanorama(panorama, index, pictures) ?? [],
  );
  return {
    id,
    name,
    currency,
    // An unknown currency was reported; the pack is rejected.
    digits: currencyDigits(currency) ?? 2,
    areaUnit,
    masterplans: pack.masterplans.map((plan, index) => toMasterplan(plan, index, pictures)),
    buildings: pack.buildings.map((building, index) => toBuilding(building, index, pictures)),
    plans: Object.entries(pack.plans).map(([id, plan]) => toPlan(id, plan, pictures)),
    layouts: pack.layouts.map((layout, index) => toLayout(layout, index, pictures, areaUnit)),
    aspects,
    gallery,
    ...(orbits.length > 0 && { orbits }),
    ...(panoramas.length > 0 && { panoramas }),
    ...omitUndefined({ location, handover, hero }),
    ...(payment && { payment: { steps: payment.steps.map(omitUndefined) } }),
  };
}

/** The project with these homes; homes that name no layout get a derived one. */
export function buildProject(frame: ProjectFrame, homes: readonly Unit[]): Project {
  const { areaUnit, buildings, plans } = frame;
  const findPlace = placeFinder(buildings, plans);
  const { layouts, units } = assignLayouts(frame.layouts, homes, findPlace, areaUnit);
  return { ...frame, layouts, units };
}
