import type { Outline, Point } from "../../schema/catalogue.ts";
import { rectangle } from "./layouts/home.ts";
import type { Palette } from "./palette.ts";
import { between, pick, seeded, type Random } from "./random.ts";
import { box, group, path, polygon, rect, stroke } from "./svg.ts";
import type { Tower, TowerFloor } from "./towers.ts";

const FLOOR_METRES = 3.5;
/** From the lagoon: the corner and the middle stand forward, the wing to the sea lies back in shade. */
export const TOWER_METRES = 29.6;
const FORWARD_METRES = 20.9;
const CORNER_METRES = 9.7;

export interface Elevation {
  readonly svg: string;
  /** The tower's silhouette, podium included. */
  readonly outline: Outline;
  readonly floors: readonly { readonly floor: number; readonly outline: Outline }[];
}

export interface TowerPlace {
  /** Its left corner and the ground it stands on, pixels. */
  readonly x: number;
  readonly groundY: number;
  readonly floorPixels: number;
  /** `hatch` and `shade` patterns must stand in the sheet under this prefix. */
  readonly ids: string;
}

interface Strip {
  readonly floor: TowerFloor;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const HEIGHT_FACTOR: Readonly<Record<TowerFloor["kind"], number>> = {
  lobby: 1.45,
  podium: 1.15,
  typical: 1,
  upper: 1.1,
  penthouse: 1.2,
};

export const heightOf = (tower: Tower, floorPixels: number): number =>
  tower.floors.reduce((sum, { kind }) => sum + HEIGHT_FACTOR[kind] * floorPixels, 0);

function strips(tower: Tower, place: TowerPlace): readonly Strip[] {
  const metre = place.floorPixels / FLOOR_METRES;
  const insets: Readonly<Record<TowerFloor["kind"], readonly [number, number]>> = {
    lobby: [-3.2, -3.2],
    podium: [-2.2, -2.2],
    typical: [0, 0],
    upper: [2.4, 1.2],
    penthouse: [CORNER_METRES, 2.6],
  };
  let bottom = place.groundY;
  return tower.floors.map((floor) => {
    const [left, right] = insets[floor.kind];
    const top = bottom - HEIGHT_FACTOR[floor.kind] * place.floorPixels;
    const strip = {
      floor,
      left: place.x + left * metre,
      right: place.x + (TOWER_METRES - right) * metre,
      top,
      bottom,
    };
    bottom = top;
    return strip;
  });
}

/** Glass in three tones, mullions, balconies: what a floor of homes shows. */
class Skin {
  private readonly panes: [string[], string[], string[]] = [[], [], []];
  private readonly mullions: string[] = [];
  private readonly rails: string[] = [];
  private readonly balconies: string[] = [];
  private readonly sides: string[] = [];
  private readonly random: Random;
  private readonly unit: number;

  constructor(random: Random, unit: number) {
    this.random = random;
    this.unit = unit;
  }

  add({ left, right, top, bottom, floor }: Strip, metre: number): void {
    const forward = Math.min(right, left + FORWARD_METRES * metre);
    const bay = 2.3 * metre;
    const count = Math.max(3, Math.round((forward - left) / bay));
    const width = (forward - left) / count;
    for (let at = 0; at < count; at++) {
      const x = left + at * width;
      if (at > 0 && this.random() < 0.7) this.mullions.push(stroke(x, top + 1.5, x, bottom));
      if (this.random() < 0.62)
        this.pane(
          x + width * 0.14,
          top + this.unit * 0.22,
          width * 0.72,
          bottom - top - this.unit * 0.22,
        );
    }
    for (let x = forward + bay * 0.5; x < right - bay; x += bay * 1.2) {
      if (this.random() < 0.45)
        this.pane(x, top + this.unit * 0.22, bay * 0.7, bottom - top - this.unit * 0.22);
    }
    const length = (floor.kind === "typical" ? pick(this.random, [6.4, 7.6, 7.6, 8.8]) : 8) * metre;
    const start = between(this.random, left + metre, forward - length - metre);
    this.balcony(start, bottom, length);
    if (floor.kind !== "typical") return;
    this.side(left - 1.7 * metre, left, bottom);
    if (floor.number % 2 === 0) this.side(right, right + 1.6 * metre, bottom);
  }

  private pane(x: number, y: number, width: number, height: number): void {
    const tone = pick(this.random, [0, 0, 1, 1, 2] as const);
    this.panes[tone].push(box(x, y, width, height));
  }

  private balcony(x: number, bottom: number, length: number): void {
    const height = this.unit * 0.38;
    this.balconies.push(box(x, bottom - height, length, height));
    const posts = Math.round(length / (this.unit * 0.5));
    for (let at = 1; at < posts; at++) {
      const post = x + (length / posts) * at;
      this.rails.push(stroke(post, bottom - height, post, bottom));
    }
  }

  private side(left: number, right: number, bottom: number): void {
    this.sides.push(box(left, bottom - this.unit * 0.36, right - left, this.unit * 0.36));
  }

  draw(palette: Palette): string {
    const tones = palette.theme === "light" ? [0.1, 0.2, 0.36] : [0.16, 0.3, 0.5];
    const pen = this.unit / 20;
    return [
      path(this.sides.join(""), {
        fill: palette.paper,
        stroke: palette.ink,
        "stroke-width": 0.8 * pen,
      }),
      ...this.panes.map((panes, at) =>
        path(panes.join(""), { fill: palette.water, "fill-opacity": tones[at] }),
      ),
      path(this.mullions.join(""), { stroke: palette.inkFaint, "stroke-width": 0.6 * pen }),
      path(this.balconies.join(""), {
        fill: palette.paper,
        stroke: palette.ink,
        "stroke-width": pen,
      }),
      path(this.rails.join(""), { stroke: palette.lineStrong, "stroke-width": 0.6 * pen }),
    ].join("");
  }
}

function drawBase(lobby: Strip, podium: Strip, unit: number, palette: Palette): string {
  const pen = unit / 20;
  const columns: string[] = [];
  const gap = unit * 0.78;
  const count = Math.round((lobby.right - lobby.left) / gap);
  for (let at = 0; at <= count; at++) {
    const x = lobby.left + ((lobby.right - lobby.left) / count) * at;
    columns.push(stroke(x, lobby.top + unit * 0.12, x, lobby.bottom));
  }
  const leaves: string[] = [];
  for (let x = podium.left + unit * 0.2; x < podium.right - unit * 0.3; x += unit * 0.5) {
    leaves.push(
      `M${x.toFixed(1)} ${podium.top.toFixed(1)}q${(unit * 0.2).toFixed(1)} ${(-unit * 0.45).toFixed(1)} ${(unit * 0.4).toFixed(1)} 0`,
    );
  }
  return [
    path(leaves.join(""), {
      fill: palette.green,
      "fill-opacity": 0.25,
      stroke: palette.inkSoft,
      "stroke-width": 0.6 * pen,
    }),
    rect(podium.left, podium.top, podium.right - podium.left, podium.bottom - podium.top, {
      fill: palette.paper,
      stroke: palette.ink,
      "stroke-width": 1.2 * pen,
    }),
    rect(
      podium.left + unit * 0.3,
      podium.top + unit * 0.34,
      podium.right - podium.left - unit * 0.6,
      (podium.bottom - podium.top) * 0.5,
      { fill: palette.water, "fill-opacity": 0.22 },
    ),
    rect(lobby.left, lobby.top, lobby.right - lobby.left, lobby.bottom - lobby.top, {
      fill: palette.paper,
    }),
    rect(
      lobby.left + unit * 0.4,
      lobby.top + unit * 0.25,
      lobby.right - lobby.left - unit * 0.8,
      lobby.bottom - lobby.top - unit * 0.25,
      { fill: palette.timber, "fill-opacity": 0.2 },
    ),
    path(columns.join(""), { stroke: palette.ink, "stroke-width": pen }),
    path(stroke(lobby.left - unit * 0.25, lobby.top, lobby.right + unit * 0.25, lobby.top), {
      stroke: palette.ink,
      "stroke-width": 2.2 * pen,
    }),
  ].join("");
}

/** Above the last floor: plant room, mast, and the pergola over the penthouse's terrace. */
function drawCrown(penthouse: Strip, upper: Strip, unit: number, palette: Palette): string {
  const pen = unit / 20;
  const width = penthouse.right - penthouse.left;
  const posts: string[] = [];
  const pergola = upper.top - unit * 0.82;
  for (let x = upper.left + unit * 0.5; x < penthouse.left; x += unit * 1.15)
    posts.push(stroke(x, pergola, x, upper.top));
  const slats: string[] = [];
  for (let x = upper.left + unit * 0.3; x < penthouse.left; x += unit * 0.22)
    slats.push(stroke(x, pergola - unit * 0.12, x, pergola));
  return [
    path(posts.join(""), { stroke: palette.ink, "stroke-width": 0.9 * pen }),
    path(slats.join(""), { stroke: palette.inkSoft, "stroke-width": 0.6 * pen }),
    path(stroke(upper.left + unit * 0.2, pergola, penthouse.left, pergola), {
      stroke: palette.ink,
      "stroke-width": 1.1 * pen,
    }),
    rect(penthouse.left + width * 0.34, penthouse.top - unit * 0.75, width * 0.3, unit * 0.75, {
      fill: palette.paper,
      stroke: palette.ink,
      "stroke-width": pen,
    }),
    path(
      stroke(
        penthouse.left + width * 0.56,
        penthouse.top - unit * 0.75,
        penthouse.left + width * 0.56,
        penthouse.top - unit * 1.9,
      ),
      { stroke: palette.ink, "stroke-width": 0.9 * pen },
    ),
  ].join("");
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
  const all = strips(tower, place);
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

export const silhouettePath = (outline: Outline): string => polygon(outline);
