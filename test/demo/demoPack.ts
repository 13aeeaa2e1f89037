import { drawFloor } from "./plans/floorplan.ts";
import { SCENES } from "./gallery/scenes.ts";
import { HOMES } from "./layouts/all.ts";
import { drawMasterplan } from "./masterplan/masterplan.ts";
import { DARK, LIGHT, type Palette } from "./drawing/palette.ts";
import { drawOrbit } from "./orbit/orbit.ts";
import { homesOf, type DemoUnit } from "./prices.ts";
import { describeProject, HOME_FLOORS, planId } from "./project.ts";
import { TOWERS } from "./towers.ts";
import { drawFacade, drawHero, drawWaterfront } from "./waterfront.ts";

const HEADER =
  "building,floor,number,position,span,label,layout,bedrooms,area,terrace,aspects,status,price";

function rowOf({ building, floor, number, label, slot, area, terrace, status, price }: DemoUnit) {
  const { position, span, home, aspects } = slot;
  const { bedrooms } = HOMES[home];
  return [
    building,
    floor,
    number,
    position,
    span,
    label,
    home,
    bedrooms,
    area,
    terrace,
    aspects.join("|"),
    status,
    price,
  ].join(",");
}

function mediaIn(palette: Palette): readonly (readonly [name: string, svg: string])[] {
  return [
    ["hero", drawHero(palette).svg],
    ["masterplan", drawMasterplan(palette).svg],
    ["waterfront", drawWaterfront(palette).svg],
    ...TOWERS.flatMap((tower) => [
      [`facade-${tower.id}`, drawFacade(tower, palette).svg] as const,
      ...HOME_FLOORS.map(
        (kind) => [`plan-${planId(tower, kind)}`, drawFloor(tower, kind, palette)] as const,
      ),
    ]),
    ...SCENES.map(({ id, draw }) => [`gallery-${id}`, draw(palette)] as const),
  ];
}

/** Points on one line each, so that a changed drawing reads as a change of numbers. */
const compact = (json: string): string =>
  json.replaceAll(/\[\s+(-?[\d.]+),\s+(-?[\d.]+)\s+\]/g, "[$1, $2]");

/** The whole demo development: file contents by path inside the pack. */
export function makeDemoPack(): ReadonlyMap<string, string> {
  const project = describeProject({
    hero: drawHero(LIGHT),
    masterplan: drawMasterplan(LIGHT),
    waterfront: drawWaterfront(LIGHT),
    facades: new Map(TOWERS.map((tower) => [tower.id, drawFacade(tower, LIGHT)])),
    scenes: SCENES,
  });
  const units = [HEADER, ...TOWERS.flatMap(homesOf).map(rowOf)];
  return new Map([
    ["project.json", `${compact(JSON.stringify(project, null, 1))}\n`],
    ["units.csv", `${units.join("\n")}\n`],
    ...mediaIn(LIGHT).map(([name, svg]) => [`media/${name}.svg`, svg] as const),
    ...mediaIn(DARK).map(([name, svg]) => [`media/${name}-dark.svg`, svg] as const),
    ...drawOrbit(LIGHT),
    ...drawOrbit(DARK),
  ]);
}
