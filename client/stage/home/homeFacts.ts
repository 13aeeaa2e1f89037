import type { TFunction } from "i18next";
import type { Unit } from "../../../schema/catalogue/catalogue.ts";
import type { ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import type { Words } from "../../ui/text/words.ts";
import { floorLabel } from "./floorLabel.ts";
import { pricePerArea, toWhole } from "./money.ts";
import type { Drawing } from "../../../schema/catalogue/drawing.ts";
import { boxOf, distanceTo, lengthOf, type Segment } from "../geometry.ts";

/** Facts of a home's page. Those unknown to the pack are absent. */
export interface HomeFacts {
  readonly building: string;
  readonly floor: string | undefined;
  /** "Tower B, floor 12", "Villas". */
  readonly place: string;
  readonly phase: string | undefined;
  readonly bedrooms: string | undefined;
  readonly layout: string | undefined;
  readonly baths: string | undefined;
  readonly area: string | undefined;
  readonly terrace: string | undefined;
  /** The compass point its windows face. */
  readonly compass: string | undefined;
  readonly aspects: string | undefined;
  readonly price: string;
  readonly perArea: string | undefined;
  /** The amount alone, without "per m²". */
  readonly perAreaAmount: string | undefined;
}

export type HomeTelling = {
  readonly t: TFunction<["stage", "common"]>;
  readonly words: Words;
  readonly index: ProjectIndex;
};

const filled = (text: string): string | undefined => (text === "" ? undefined : text);

export function homeFacts(unit: Unit, { t, words, index }: HomeTelling): HomeFacts {
  const { project } = index;
  const building = index.buildings.get(unit.building);
  const layout = unit.layout === undefined ? undefined : index.layouts.get(unit.layout);
  const compass = layout?.look?.kind === "drawing" ? facingOf(layout.look.drawing) : undefined;
  const bedrooms = unit.bedrooms ?? layout?.bedrooms;
  const area = unit.area ?? layout?.area;
  const terrace = unit.terrace ?? layout?.terrace;
  const unitOfArea = words.shownUnit(project.areaUnit);
  const perArea = pricePerArea(unit, unitOfArea);
  const perAreaAmount =
    perArea === undefined ? undefined : words.money(toWhole(perArea, project), project);
  const name = building === undefined ? unit.building : words.building(building);
  const floor = floorLabel(unit, index, words);
  return {
    building: name,
    floor,
    place: floor === undefined ? name : t("home.where", { building: name, floor }),
    phase: unit.phase,
    bedrooms: bedrooms === undefined ? undefined : words.bedrooms(bedrooms),
    layout: layout && words.text(layout.name),
    baths:
      layout?.bathrooms === undefined ? undefined : t("layouts.baths", { count: layout.bathrooms }),
    area: area === undefined ? undefined : words.areaOf(area, project),
    terrace: terrace === undefined ? undefined : words.areaOf(terrace, project),
    compass: compass && t(`home.compass.${compass}`),
    aspects: filled(words.aspects(unit, project.aspects)),
    price: words.price(unit, project),
    perArea:
      perAreaAmount === undefined
        ? undefined
        : t(`home.perArea.${unitOfArea}`, { price: perAreaAmount }),
    perAreaAmount,
  };
}

/** "Two bedrooms · Floor 12 · Lagoon view" */
export function homeLine(facts: HomeFacts, { t }: HomeTelling): string {
  return [
    facts.bedrooms,
    facts.floor === undefined ? undefined : t("floor", { ns: "common", label: facts.floor }),
    facts.aspects && t("home.view", { aspects: facts.aspects }),
  ]
    .filter((part) => part !== undefined)
    .join(" · ");
}

const COMPASS = ["n", "ne", "e", "se", "s", "sw", "w", "nw"] as const;
export type CompassPoint = (typeof COMPASS)[number];

/** Bearings of a drawing's sides before rotation to north: top, right, bottom, left. */
const SIDES_DEGREES = [0, 90, 180, 270] as const;

function sideOf(window: Segment, drawing: Drawing): number | undefined {
  const outer = drawing.walls.filter(({ kind }) => kind === "outer");
  const { x, y, width, height } = boxOf(outer.flatMap(({ from, to }) => [from, to]));
  const sides: readonly Segment[] = [
    { from: [x, y], to: [x + width, y] },
    { from: [x + width, y], to: [x + width, y + height] },
    { from: [x, y + height], to: [x + width, y + height] },
    { from: [x, y], to: [x, y + height] },
  ];
  const side = sides.findIndex(
    (edge) => distanceTo(window.from, edge) < 0.3 && distanceTo(window.to, edge) < 0.3,
  );
  return side < 0 ? undefined : side;
}

/** The side with the most glass; `undefined` if the drawing has no north. */
export function facingOf(drawing: Drawing): CompassPoint | undefined {
  if (drawing.northDegrees === undefined || drawing.windows.length === 0) return undefined;
  const glass = [0, 0, 0, 0];
  for (const window of drawing.windows) {
    const side = sideOf(window, drawing);
    if (side !== undefined) glass[side] = (glass[side] ?? 0) + lengthOf(window);
  }
  const most = glass.indexOf(Math.max(...glass));
  const bearing = ((SIDES_DEGREES[most] ?? 0) - drawing.northDegrees + 720) % 360;
  return COMPASS[Math.round(bearing / 45) % 8];
}
