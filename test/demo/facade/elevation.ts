import type { Outline, Point } from "../../../schema/values/geometry.ts";
import { rectangle } from "../layouts/home.ts";
import type { Palette } from "../drawing/palette.ts";
import { seeded } from "../random.ts";
import { box, group, path, stroke } from "../drawing/svg.ts";
import type { Tower, TowerFloor } from "../towers.ts";
import { drawBase, drawCrown } from "./ends.ts";
import { Skin } from "./skin.ts";
import {
  CORNER_METRES,
  FLOOR_METRES,
  FORWARD_METRES,
  stripsOf,
  type Strip,
  type TowerPlace,
} from "./strips.ts";

export interface Elevation {
  readonly svg: string;
  /** The tower's silhouette, podium included. */
  readonly outline: Outline;
  readonly floors: readonly { readonly floor: number; readonly outline: Outline }[];
}

function drawBody(body: readonly Strip[], unit: number, ids: string, palette: Palette): string {
  const metre = unit / FLOOR_METRES;
  const pen = unit / 20;
  const rects = body.map(({ left, right, top, bottom }) =>
    box(left, top, right - left, bottom - top),
  );
  const back = body.map(({ left, right, top, bottom, floor }) => {
    const edge =
      floor.kind === "penthouse"
        ? left + (right - left) * 0.62
        : Math.min(right, body[0] === undefined ? right : body[0].left + FORWARD_METRES * metre);
    return box(edge, top, right - edge, bottom - top);
  });
  const slabs = body.flatMap(({ left, right, top }) =>
    stroke(left - 3 * pen, top, right + 3 * pen, top),
  );
  const edges = body.flatMap(({ left, right, top, bottom }) => [
    stroke(left, top, left, bottom),
    stroke(right, top, right, bottom),
  ]);
  const corner = body
    .filter(({ floor }) => floor.kind !== "penthouse")
    .map(({ left, top, bottom }) =>
      stroke(left + CORNER_METRES * metre, top, left + CORNER_METRES * metre, bottom),
    );
  const skin = new Skin(seeded(`skin ${ids}`), unit);
  for (const strip of body) skin.add(strip, metre);
  return [
    path(rects.join(""), { fill: palette.paper }),
    path(back.join(""), { fill: palette.water, "fill-opacity": 0.05 }),
    path(corner.join(""), { stroke: palette.inkFaint, "stroke-width": 0.7 * pen }),
    path(back.join(""), { fill: `url(#${ids}hatch)` }),
    skin.draw(palette),
    path(slabs.join(""), { stroke: palette.ink, "stroke-width": 1.25 * pen }),
    path(edges.join(""), { stroke: palette.ink, "stroke-width": 1.6 * pen }),
  ].join("");
}

const stripOutline = ({ left, right, top, bottom }: Strip): Outline =>
  rectangle(
    ...([left, top, right, bottom].map((value) => Math.round(value * 10) / 10) as [
      number,
      number,
      number,
      number,
    ]),
  );

function silhouette(all: readonly Strip[]): Outline {
  const right = all.flatMap(({ right, bottom, top }): Point[] => [
    [right, bottom],
    [right, top],
  ]);
  const left = all
    .flatMap(({ left, bottom, top }): Point[] => [
      [left, bottom],
      [left, top],
    ])
    .toReversed();
  return [...right, ...left].map(([x, y]): Point => [
    Math.round(x * 10) / 10,
    Math.round(y * 10) / 10,
  ]);
}

/** A tower as it stands towards the lagoon. */
export function drawTower(tower: Tower, place: TowerPlace, palette: Palette): Elevation {
  const all = stripsOf(tower, place);
  const find = (kind: TowerFloor["kind"]): Strip => {
    const strip = all.find(({ floor }) => floor.kind === kind);
    if (strip === undefined) throw new Error(`Tower ${tower.id} has no ${kind} floor`);
    return strip;
  };
  const body = all.filter(({ floor }) => floor.kind !== "lobby" && floor.kind !== "podium");
  const unit = place.floorPixels;
  return {
    svg: group({}, [
      drawCrown(find("penthouse"), find("upper"), unit, palette),
      drawBody(body, unit, place.ids, palette),
      drawBase(find("lobby"), find("podium"), unit, palette),
    ]),
    outline: silhouette(all),
    floors: all.map((strip) => ({ floor: strip.floor.number, outline: stripOutline(strip) })),
  };
}
