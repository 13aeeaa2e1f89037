import type { Palette } from "../drawing/palette.ts";
import { between, pick, type Random } from "../random.ts";
import { box, path, stroke } from "../drawing/svg.ts";
import { FORWARD_METRES, type Strip } from "./strips.ts";

/** How tall a floor is drawn when its windows get frames. */
const FRAMED_PIXELS = 28;

/** Glass in three tones, mullions, balconies: what a floor of homes shows. */
export class Skin {
  private readonly panes: [string[], string[], string[]] = [[], [], []];
  private readonly frames: string[] = [];
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
    const windows = { top: top + this.unit * 0.22, height: bottom - top - this.unit * 0.22 };
    for (let at = 0; at < count; at++) {
      const x = left + at * width;
      if (at > 0 && this.random() < 0.7) this.mullions.push(stroke(x, top + 1.5, x, bottom));
      this.window(x + width * 0.14, width * 0.72, windows, 0.62);
    }
    for (let x = forward + bay * 0.5; x < right - bay; x += bay * 1.2) {
      this.window(x, bay * 0.7, windows, 0.45);
    }
    const length = (floor.kind === "typical" ? pick(this.random, [6.4, 7.6, 7.6, 8.8]) : 8) * metre;
    const start = between(this.random, left + metre, forward - length - metre);
    this.balcony(start, bottom, length);
    if (floor.kind !== "typical") return;
    this.side(left - 1.7 * metre, left, bottom);
    if (floor.number % 2 === 0) this.side(right, right + 1.6 * metre, bottom);
  }

  /** Glass that the light catches in one tone or another, or not at all; from near by its frame shows too. */
  private window(
    x: number,
    width: number,
    { top, height }: { readonly top: number; readonly height: number },
    chance: number,
  ): void {
    if (this.unit >= FRAMED_PIXELS) {
      this.frames.push(
        box(x, top, width, height),
        stroke(x + width / 2, top, x + width / 2, top + height),
      );
    }
    if (this.random() >= chance) return;
    const tone = pick(this.random, [0, 0, 1, 1, 2] as const);
    this.panes[tone].push(box(x, top, width, height));
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
      path(this.frames.join(""), { stroke: palette.lineStrong, "stroke-width": 0.4 * pen }),
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
